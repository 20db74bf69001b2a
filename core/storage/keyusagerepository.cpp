// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/keyusagerepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

namespace homeport {

namespace {

constexpr auto Adding = " ON CONFLICT (key_id, minute) DO UPDATE SET requests = requests + excluded.requests, "
                        "tokens = tokens + excluded.tokens, cost = cost + excluded.cost";

int64_t firstKeptMinute(const QDateTime &now)
{
    return now.toSecsSinceEpoch() / 60 - KeyUsageRepository::KeptMinutes;
}

} // namespace

Result<void> KeyUsageRepository::add(const QList<KeyUsageRow> &rows)
{
    return m_database.transaction([&]() -> Result<void> {
        SQLite::Statement insert(m_database.handle(),
                                 std::string("INSERT INTO key_usage (key_id, minute, requests, tokens, cost) SELECT ?1, ?2, ?3, ?4, ?5 "
                                             "WHERE EXISTS (SELECT 1 FROM local_key WHERE id = ?1)")
                                     + Adding);
        for (const KeyUsageRow &row : rows) {
            insert.reset();
            int index = 0;
            for (const qint64 value : {row.keyId, row.minute, row.requests, row.tokens, row.cost})
                insert.bind(++index, static_cast<int64_t>(value));
            insert.exec();
        }
        return {};
    });
}

Result<QList<KeyUsageRow>> KeyUsageRepository::recent(const QDateTime &now)
{
    return m_database.guarded([&]() -> Result<QList<KeyUsageRow>> {
        SQLite::Statement statement(
            m_database.handle(),
            "SELECT key_id, CASE WHEN minute < ? THEN 0 ELSE minute END AS kept, sum(requests), sum(tokens), sum(cost) "
            "FROM key_usage GROUP BY key_id, kept ORDER BY key_id, kept");
        statement.bind(1, firstKeptMinute(now));
        QList<KeyUsageRow> rows;
        const auto number = [&statement](int column) -> qint64 { return statement.getColumn(column).getInt64(); };
        while (statement.executeStep())
            rows << KeyUsageRow{number(0), number(1), number(2), number(3), number(4)};
        return rows;
    });
}

Result<int> KeyUsageRepository::compact(const QDateTime &now)
{
    return m_database.transaction([&]() -> Result<int> {
        SQLite::Statement merge(
            m_database.handle(),
            std::string("INSERT INTO key_usage (key_id, minute, requests, tokens, cost) SELECT key_id, 0, sum(requests), "
                        "sum(tokens), sum(cost) FROM key_usage WHERE minute > 0 AND minute < ? GROUP BY key_id")
                + Adding);
        merge.bind(1, firstKeptMinute(now));
        merge.exec();
        SQLite::Statement remove(m_database.handle(), "DELETE FROM key_usage WHERE minute > 0 AND minute < ?");
        remove.bind(1, firstKeptMinute(now));
        return remove.exec();
    });
}

} // namespace homeport
