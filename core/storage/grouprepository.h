// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace homeport {

class Database;

// A row of the table "account_group" with its members.
struct GroupRow
{
    qint64 id = 0;
    QString name;
    QString strategy;
    QDateTime createdAt;
    QList<qint64> accounts; // by id; removed ones stay until they are purged
};

// Db thread only. Every change is one transaction. NotFound: no group has the id.
class GroupRepository final
{
public:
    explicit GroupRepository(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<GroupRow>> all();                // by id
    [[nodiscard]] Result<GroupRow> insert(GroupRow row);        // Conflict: the name is taken
    [[nodiscard]] Result<GroupRow> update(const GroupRow &row); // all but the time. Conflict: the name is taken
    [[nodiscard]] Result<void> remove(qint64 id);               // keys that are pinned to it reach no account then

private:
    void writeMembers(const GroupRow &row);

    Database &m_database;
};

} // namespace homeport
