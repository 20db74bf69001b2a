// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/keyrepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto Columns = "SELECT id, name, hash, hint, created_at, revoked_at, policy, first_used_at, kind FROM local_key ";

KeyRow rowOf(const SQLite::Statement &statement)
{
    return {statement.getColumn(0).getInt64(), sql::text(statement.getColumn(1)), sql::blob(statement.getColumn(2)),
            sql::text(statement.getColumn(3)), sql::time(statement.getColumn(4)), sql::time(statement.getColumn(5)),
            sql::text(statement.getColumn(6)), sql::time(statement.getColumn(7)), sql::text(statement.getColumn(8))};
}

KeyRow find(SQLite::Database &database, qint64 id)
{
    SQLite::Statement select(database, std::string(Columns) + "WHERE id = ?");
    select.bind(1, static_cast<int64_t>(id));
    (void)select.executeStep();
    return rowOf(select);
}

Result<KeyRow> named(Result<KeyRow> result, const QString &name)
{
    if (!result && result.error().code == Error::Code::Conflict)
        return Error{Error::Code::Conflict, u"There is a key named \"%1\" already: choose another name."_s.arg(name)};
    return result;
}

} // namespace

Result<QList<KeyRow>> KeyRepository::all()
{
    return m_database.guarded([&]() -> Result<QList<KeyRow>> {
        SQLite::Statement statement(m_database.handle(), std::string(Columns) + "ORDER BY id");
        QList<KeyRow> rows;
        while (statement.executeStep())
            rows << rowOf(statement);
        return rows;
    });
}

Result<KeyRow> KeyRepository::insert(KeyRow row)
{
    const QString name = row.name;
    return named(m_database.transaction([&]() -> Result<KeyRow> {
        SQLite::Statement insert(m_database.handle(),
                                 "INSERT INTO local_key (name, hash, hint, created_at, policy, kind) VALUES (?, ?, ?, ?, ?, ?)");
        sql::bind(insert, 1, row.name);
        sql::bind(insert, 2, row.hash);
        sql::bind(insert, 3, row.hint);
        sql::bind(insert, 4, row.createdAt);
        sql::bind(insert, 5, row.policy);
        sql::bind(insert, 6, row.kind);
        insert.exec();
        return find(m_database.handle(), m_database.handle().getLastInsertRowid());
    }),
                 name);
}

// Of a key that is not revoked.
template <typename Value>
Result<KeyRow> KeyRepository::change(qint64 id, const char *column, const Value &value)
{
    return m_database.transaction([&]() -> Result<KeyRow> {
        SQLite::Statement update(m_database.handle(),
                                 std::string("UPDATE local_key SET ") + column + " = ? WHERE id = ? AND revoked_at IS NULL");
        sql::bind(update, 1, value);
        update.bind(2, static_cast<int64_t>(id));
        if (update.exec() == 0)
            return Error{Error::Code::NotFound, u"There is no valid key with the id %1."_s.arg(id)};
        return find(m_database.handle(), id);
    });
}

Result<KeyRow> KeyRepository::revoke(qint64 id, const QDateTime &when)
{
    return change(id, "revoked_at", when);
}

Result<KeyRow> KeyRepository::setPolicy(qint64 id, const QString &policy)
{
    return change(id, "policy", policy);
}

Result<KeyRow> KeyRepository::rename(qint64 id, const QString &name)
{
    return named(change(id, "name", name), name);
}

Result<QList<KeyRow>> KeyRepository::noteFirstUse(const QList<qint64> &ids, const QDateTime &when)
{
    return m_database.transaction([&]() -> Result<QList<KeyRow>> {
        SQLite::Statement update(m_database.handle(), "UPDATE local_key SET first_used_at = ? WHERE id = ? AND first_used_at IS NULL");
        QList<KeyRow> changed;
        for (const qint64 id : ids) {
            update.reset();
            sql::bind(update, 1, when);
            update.bind(2, static_cast<int64_t>(id));
            if (update.exec() > 0)
                changed << find(m_database.handle(), id);
        }
        return changed;
    });
}

} // namespace homeport
