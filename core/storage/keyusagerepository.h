// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/keyusage.h"

#include <QList>

namespace homeport {

class Database;

// The table "key_usage": what each local key used, minute by minute. Db thread only. Every change is one transaction.
class KeyUsageRepository final
{
public:
    // So long minutes stay apart: longer than any month.
    static constexpr qint64 KeptMinutes = 40 * 24 * 60;

    explicit KeyUsageRepository(Database &database) : m_database(database) {}

    // All or nothing. Rows of the same key and minute add up; those of a key that is not in the database are left out.
    [[nodiscard]] Result<void> add(const QList<KeyUsageRow> &rows);
    // By key and minute. What is older than KeptMinutes before @p now is in each key's row of minute 0, compacted or not.
    [[nodiscard]] Result<QList<KeyUsageRow>> recent(const QDateTime &now);
    // Adds what is older than KeptMinutes to minute 0; returns how many minutes that were.
    [[nodiscard]] Result<int> compact(const QDateTime &now);

private:
    Database &m_database;
};

} // namespace homeport
