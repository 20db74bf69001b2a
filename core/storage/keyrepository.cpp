// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/keyrepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

KeyRow rowOf(const SQLite::Statement &statement)
{
    return {statement.getColumn(0).getInt64(), sql::text(statement.getColumn(1)), sql::blob(statement.getColumn(2)),
            sql::text(statement.getColumn(3)), sql::time(statement.getColumn(4)), sql::time(statement.getColumn(5))};
}

} // namespace

Result<QList<KeyRow>> KeyRepository::all()
{
    return m_database.guarded([&]() -> Result<QList<KeyRow>> {
        SQLite::Statement statement(m_database.handle(), "SELECT id, name, hash, hint, created_at, revoked_at FROM local_key ORDER BY id");
        QList<KeyRow> rows;
        while (statement.executeStep())
            rows << rowOf(statement);
        return rows;
    });
}

Result<KeyRow> KeyRepository::insert(KeyRow row)
{
    const auto inserted = m_database.transaction([&]() -> Result<KeyRow> {
        SQLite::Statement insert(m_database.handle(), "INSERT INTO local_key (name, hash, hint, created_at) VALUES (?, ?, ?, ?)");
        sql::bind(insert, 1, row.name);
        sql::bind(insert, 2, row.hash);
        sql::bind(insert, 3, row.hint);
        sql::bind(insert, 4, row.createdAt);
        insert.exec();
        row.id = m_database.handle().getLastInsertRowid();
        return row;
    });
    if (!inserted && inserted.error().code == Error::Code::Conflict)
        return Error{Error::Code::Conflict, u"There is a key named \"%1\" already: choose another name."_s.arg(row.name)};
    return inserted;
}

Result<KeyRow> KeyRepository::revoke(qint64 id, const QDateTime &when)
{
    return m_database.transaction([&]() -> Result<KeyRow> {
        SQLite::Statement update(m_database.handle(), "UPDATE local_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL");
        sql::bind(update, 1, when);
        update.bind(2, static_cast<int64_t>(id));
        if (update.exec() == 0)
            return Error{Error::Code::NotFound, u"There is no valid key with the id %1."_s.arg(id)};
        SQLite::Statement select(m_database.handle(), "SELECT id, name, hash, hint, created_at, revoked_at FROM local_key WHERE id = ?");
        select.bind(1, static_cast<int64_t>(id));
        (void)select.executeStep();
        return rowOf(select);
    });
}

} // namespace homeport
