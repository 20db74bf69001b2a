// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgersums.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

namespace homeport {

namespace {

constexpr qint64 Minute = 60'000;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;

// Rounds towards the past, before 1970 too: a clock may be wrong.
qint64 floorTo(qint64 value, qint64 unit)
{
    const qint64 rest = value % unit;
    return value - (rest < 0 ? rest + unit : rest);
}

} // namespace

SumStarts SumClock::startsOf(qint64 ms)
{
    const qint64 quarter = floorTo(ms, 15 * Minute);
    if (quarter != m_quarter) {
        m_quarter = quarter;
        m_offset = m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(quarter, Qt::UTC)) * qint64(1000);
    }
    const qint64 local = ms + m_offset;
    return {floorTo(ms, Minute), floorTo(local, Hour) - m_offset, floorTo(local, Day) / Day};
}

void LedgerSums::add(const SumStarts &starts, const std::array<qint64, 5> &words, const UsageTotals &totals)
{
    if (starts != m_starts || words != m_words) {
        fold();
        m_starts = starts;
        m_words = words;
    }
    m_common += totals;
}

void LedgerSums::fold()
{
    const UsageTotals common = std::exchange(m_common, {});
    if (common.requests == 0)
        return;
    m_sums[0][{m_starts.minute, m_words}] += common;
    m_sums[1][{m_starts.hour, m_words}] += common;
    m_sums[2][{m_starts.day, m_words}] += common;
}

void LedgerSums::write(SQLite::Database &database)
{
    fold();
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        SQLite::Statement add(database, std::string("INSERT INTO ") + SumTables[i]
                                            + " VALUES (?,?,?,?,?,?, ?,?,?,?,?,?,?,?,?) "
                                              "ON CONFLICT DO UPDATE SET requests = requests + excluded.requests, "
                                              "failed = failed + excluded.failed, unpriced = unpriced + excluded.unpriced, "
                                              "input = input + excluded.input, output = output + excluded.output, "
                                              "cache_write_5m = cache_write_5m + excluded.cache_write_5m, "
                                              "cache_write_1h = cache_write_1h + excluded.cache_write_1h, "
                                              "cache_read = cache_read + excluded.cache_read, cost = cost + excluded.cost");
        for (auto sum = m_sums[i].cbegin(); sum != m_sums[i].cend(); ++sum) {
            add.reset();
            int index = 0;
            add.bind(++index, static_cast<int64_t>(sum.key().start));
            for (const qint64 word : sum.key().words)
                add.bind(++index, static_cast<int64_t>(word));
            for (const qint64 value : sumValues(sum.value()))
                add.bind(++index, static_cast<int64_t>(value));
            add.exec();
        }
    }
}

std::array<qint64, 9> sumValues(const UsageTotals &totals)
{
    return {totals.requests,     totals.failed,       totals.unpriced,  totals.input, totals.output,
            totals.cacheWrite5m, totals.cacheWrite1h, totals.cacheRead, totals.cost};
}

UsageTotals totalsOf(const std::array<qint64, 9> &values)
{
    return {values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8]};
}

} // namespace homeport
