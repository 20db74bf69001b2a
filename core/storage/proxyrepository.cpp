// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/proxyrepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto Columns = "SELECT id, name, kind, host, port, login, password, created_at FROM proxy ";

Error notFound(qint64 id)
{
    return {Error::Code::NotFound, u"There is no proxy with the id %1: see the list of proxies."_s.arg(id)};
}

Result<ProxyRow> named(Result<ProxyRow> result, const QString &name)
{
    if (!result && result.error().code == Error::Code::Conflict)
        return Error{Error::Code::Conflict, u"There is a proxy named \"%1\" already: choose another name."_s.arg(name)};
    return result;
}

ProxyRow rowOf(const SQLite::Statement &statement)
{
    return {statement.getColumn(0).getInt64(), sql::text(statement.getColumn(1)), sql::text(statement.getColumn(2)),
            sql::text(statement.getColumn(3)), statement.getColumn(4).getInt(),   sql::blob(statement.getColumn(5)),
            sql::blob(statement.getColumn(6)), sql::time(statement.getColumn(7))};
}

// Everything but the id and the date, which never change.
void write(SQLite::Database &database, const ProxyRow &row)
{
    SQLite::Statement update(database, "UPDATE proxy SET name = ?, kind = ?, host = ?, port = ?, login = ?, password = ? WHERE id = ?");
    sql::bind(update, 1, row.name);
    sql::bind(update, 2, row.kind);
    sql::bind(update, 3, row.host);
    update.bind(4, row.port);
    sql::bind(update, 5, row.login);
    sql::bind(update, 6, row.password);
    update.bind(7, static_cast<int64_t>(row.id));
    update.exec();
}

} // namespace

Result<QList<ProxyRow>> ProxyRepository::all()
{
    return m_database.guarded([&]() -> Result<QList<ProxyRow>> {
        SQLite::Statement statement(m_database.handle(), std::string(Columns) + "ORDER BY id");
        QList<ProxyRow> rows;
        while (statement.executeStep())
            rows << rowOf(statement);
        return rows;
    });
}

// Inside a transaction.
Result<ProxyRow> ProxyRepository::find(qint64 id)
{
    SQLite::Statement statement(m_database.handle(), std::string(Columns) + "WHERE id = ?");
    statement.bind(1, static_cast<int64_t>(id));
    return statement.executeStep() ? Result<ProxyRow>(rowOf(statement)) : Result<ProxyRow>(notFound(id));
}

Result<ProxyRow> ProxyRepository::insert(ProxyRow row, const Change &seal)
{
    const QString name = row.name;
    return named(m_database.transaction([&]() -> Result<ProxyRow> {
        SQLite::Statement insert(m_database.handle(), "INSERT INTO proxy (name, kind, host, port, created_at) VALUES (?, ?, ?, ?, ?)");
        sql::bind(insert, 1, row.name);
        sql::bind(insert, 2, row.kind);
        sql::bind(insert, 3, row.host);
        insert.bind(4, row.port);
        sql::bind(insert, 5, row.createdAt);
        insert.exec();
        row.id = m_database.handle().getLastInsertRowid();
        if (const auto sealed = seal(&row); !sealed)
            return sealed.error();
        write(m_database.handle(), row);
        return row;
    }),
                 name);
}

Result<ProxyRow> ProxyRepository::update(qint64 id, const Change &change)
{
    QString name;
    return named(m_database.transaction([&]() -> Result<ProxyRow> {
        auto found = find(id);
        if (!found)
            return found;
        ProxyRow row = *std::move(found);
        if (const auto changed = change(&row); !changed)
            return changed.error();
        name = row.name;
        write(m_database.handle(), row);
        return row;
    }),
                 name);
}

Result<ProxyRow> ProxyRepository::remove(qint64 id)
{
    return m_database.transaction([&]() -> Result<ProxyRow> {
        auto found = find(id);
        if (!found)
            return found;
        SQLite::Statement statement(m_database.handle(), "DELETE FROM proxy WHERE id = ?");
        statement.bind(1, static_cast<int64_t>(id));
        statement.exec();
        return found;
    });
}

Result<QList<ProxyUser>> ProxyRepository::usersOf(qint64 id, bool isDefault)
{
    return m_database.guarded([&]() -> Result<QList<ProxyUser>> {
        SQLite::Statement statement(m_database.handle(),
                                    "SELECT id, name FROM account WHERE removed_at IS NULL AND ((proxy_mode = 'list' AND id IN "
                                    "(SELECT account_id FROM account_proxy WHERE proxy_id = ?1)) OR (?2 AND proxy_mode = 'default')) "
                                    "ORDER BY id");
        statement.bind(1, static_cast<int64_t>(id));
        statement.bind(2, isDefault ? 1 : 0);
        QList<ProxyUser> users;
        while (statement.executeStep())
            users << ProxyUser{statement.getColumn(0).getInt64(), sql::text(statement.getColumn(1))};
        return users;
    });
}

} // namespace homeport
