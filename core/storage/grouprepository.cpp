// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/grouprepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error notFound(qint64 id)
{
    return {Error::Code::NotFound, u"There is no group with the id %1."_s.arg(id)};
}

Result<GroupRow> named(Result<GroupRow> result, const QString &name)
{
    if (!result && result.error().code == Error::Code::Conflict)
        return Error{Error::Code::Conflict, u"There is a group named \"%1\" already: choose another name."_s.arg(name)};
    return result;
}

} // namespace

Result<QList<GroupRow>> GroupRepository::all()
{
    return m_database.guarded([&]() -> Result<QList<GroupRow>> {
        SQLite::Statement groups(m_database.handle(), "SELECT id, name, strategy, created_at FROM account_group ORDER BY id");
        SQLite::Statement members(m_database.handle(),
                                  "SELECT account_id FROM account_group_member WHERE group_id = ? ORDER BY account_id");
        QList<GroupRow> rows;
        while (groups.executeStep()) {
            GroupRow row{groups.getColumn(0).getInt64(),
                         sql::text(groups.getColumn(1)),
                         sql::text(groups.getColumn(2)),
                         sql::time(groups.getColumn(3)),
                         {}};
            members.reset();
            members.bind(1, static_cast<int64_t>(row.id));
            while (members.executeStep())
                row.accounts << members.getColumn(0).getInt64();
            rows << row;
        }
        return rows;
    });
}

void GroupRepository::writeMembers(const GroupRow &row)
{
    SQLite::Statement clear(m_database.handle(), "DELETE FROM account_group_member WHERE group_id = ?");
    clear.bind(1, static_cast<int64_t>(row.id));
    clear.exec();
    SQLite::Statement insert(m_database.handle(), "INSERT OR IGNORE INTO account_group_member (group_id, account_id) VALUES (?, ?)");
    for (const qint64 account : row.accounts) {
        insert.reset();
        insert.bind(1, static_cast<int64_t>(row.id));
        insert.bind(2, static_cast<int64_t>(account));
        insert.exec();
    }
}

Result<GroupRow> GroupRepository::insert(GroupRow row)
{
    return named(m_database.transaction([&]() -> Result<GroupRow> {
        SQLite::Statement insert(m_database.handle(), "INSERT INTO account_group (name, strategy, created_at) VALUES (?, ?, ?)");
        sql::bind(insert, 1, row.name);
        sql::bind(insert, 2, row.strategy);
        sql::bind(insert, 3, row.createdAt);
        insert.exec();
        row.id = m_database.handle().getLastInsertRowid();
        writeMembers(row);
        return row;
    }),
                 row.name);
}

Result<GroupRow> GroupRepository::update(const GroupRow &row)
{
    return named(m_database.transaction([&]() -> Result<GroupRow> {
        SQLite::Statement update(m_database.handle(), "UPDATE account_group SET name = ?, strategy = ? WHERE id = ?");
        sql::bind(update, 1, row.name);
        sql::bind(update, 2, row.strategy);
        update.bind(3, static_cast<int64_t>(row.id));
        if (update.exec() == 0)
            return notFound(row.id);
        writeMembers(row);
        return row;
    }),
                 row.name);
}

Result<void> GroupRepository::remove(qint64 id)
{
    return m_database.transaction([&]() -> Result<void> {
        SQLite::Statement statement(m_database.handle(), "DELETE FROM account_group WHERE id = ?");
        statement.bind(1, static_cast<int64_t>(id));
        if (statement.exec() == 0)
            return notFound(id);
        return {};
    });
}

} // namespace homeport
