// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accountrepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr const char
    *Columns = "id, provider_id, name, base_url, credential, state, hint, secret, refresh_token, created_at, expires_at, removed_at";

AccountRow rowOf(const SQLite::Statement &statement)
{
    return {statement.getColumn(0).getInt64(), sql::text(statement.getColumn(1)),  sql::text(statement.getColumn(2)),
            sql::text(statement.getColumn(3)), sql::text(statement.getColumn(4)),  sql::text(statement.getColumn(5)),
            sql::text(statement.getColumn(6)), sql::blob(statement.getColumn(7)),  sql::blob(statement.getColumn(8)),
            sql::time(statement.getColumn(9)), sql::time(statement.getColumn(10)), sql::time(statement.getColumn(11))};
}

} // namespace

Result<QList<AccountRow>> AccountRepository::all()
{
    return m_database.guarded([&]() -> Result<QList<AccountRow>> {
        SQLite::Statement statement(m_database.handle(),
                                    std::string("SELECT ") + Columns + " FROM account WHERE removed_at IS NULL ORDER BY id");
        QList<AccountRow> rows;
        while (statement.executeStep())
            rows << rowOf(statement);
        return rows;
    });
}

Result<AccountRow> AccountRepository::find(qint64 id)
{
    SQLite::Statement statement(m_database.handle(), std::string("SELECT ") + Columns + " FROM account WHERE id = ?");
    statement.bind(1, static_cast<int64_t>(id));
    if (!statement.executeStep())
        return Error{Error::Code::NotFound, u"There is no account with the id %1."_s.arg(id)};
    return rowOf(statement);
}

Result<AccountRow> AccountRepository::insert(AccountRow row, const Seal &seal)
{
    const auto inserted = m_database.transaction([&]() -> Result<AccountRow> {
        SQLite::Statement insert(m_database.handle(),
                                 "INSERT INTO account (provider_id, name, base_url, credential, state, hint, created_at, expires_at) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        sql::bind(insert, 1, row.providerId);
        sql::bind(insert, 2, row.name);
        sql::bind(insert, 3, row.baseUrl);
        sql::bind(insert, 4, row.credential);
        sql::bind(insert, 5, row.state);
        sql::bind(insert, 6, row.hint);
        sql::bind(insert, 7, row.createdAt);
        sql::bind(insert, 8, row.expiresAt);
        insert.exec();
        row.id = m_database.handle().getLastInsertRowid();
        if (const auto sealed = seal(&row); !sealed)
            return sealed.error();
        SQLite::Statement update(m_database.handle(), "UPDATE account SET secret = ?, refresh_token = ? WHERE id = ?");
        sql::bind(update, 1, row.secret);
        sql::bind(update, 2, row.refreshToken);
        update.bind(3, static_cast<int64_t>(row.id));
        update.exec();
        return row;
    });
    if (!inserted && inserted.error().code == Error::Code::Conflict)
        return Error{Error::Code::Conflict, u"There is an account named \"%1\" already: choose another name."_s.arg(row.name)};
    return inserted;
}

Result<AccountRow> AccountRepository::setState(qint64 id, const QString &state)
{
    return m_database.transaction([&]() -> Result<AccountRow> {
        SQLite::Statement update(m_database.handle(), "UPDATE account SET state = ? WHERE id = ? AND removed_at IS NULL");
        sql::bind(update, 1, state);
        update.bind(2, static_cast<int64_t>(id));
        if (update.exec() == 0)
            return Error{Error::Code::NotFound, u"There is no account with the id %1."_s.arg(id)};
        return find(id);
    });
}

Result<AccountRow> AccountRepository::setRemoved(qint64 id, const QDateTime &when)
{
    const auto changed = m_database.transaction([&]() -> Result<AccountRow> {
        const char *wanted = when.isValid() ? "UPDATE account SET removed_at = ? WHERE id = ? AND removed_at IS NULL"
                                            : "UPDATE account SET removed_at = ? WHERE id = ? AND removed_at IS NOT NULL";
        SQLite::Statement update(m_database.handle(), wanted);
        sql::bind(update, 1, when);
        update.bind(2, static_cast<int64_t>(id));
        if (update.exec() == 0)
            return Error{Error::Code::NotFound, u"There is no such account with the id %1."_s.arg(id)};
        return find(id);
    });
    if (!changed && changed.error().code == Error::Code::Conflict)
        return Error{Error::Code::Conflict, u"Another account took the name meanwhile: rename or remove it first."_s};
    return changed;
}

Result<int> AccountRepository::purgeRemoved()
{
    return m_database.transaction([&]() -> Result<int> {
        SQLite::Statement statement(m_database.handle(), "DELETE FROM account WHERE removed_at IS NOT NULL");
        return statement.exec();
    });
}

} // namespace homeport
