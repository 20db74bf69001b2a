// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usagereport.h"

#include <QHash>
#include <QTimeZone>

#include <array>

namespace SQLite {
class Database;
class Statement;
} // namespace SQLite

namespace homeport {

// Which requests a sum is of: numbers of words.
struct SumKey
{
    qint64 start = 0;
    std::array<qint64, 5> words{}; // account, model, key, tool, project

    bool operator==(const SumKey &) const = default;
    friend size_t qHash(const SumKey &key, size_t seed) noexcept
    {
        return qHashRange(key.words.begin(), key.words.end(), ::qHash(key.start, seed));
    }
};

// Beginnings of the slices of time that a moment lies in.
struct SumStarts
{
    qint64 minute = 0; // ms since 1970
    qint64 hour = 0;   // ms since 1970: of the local clock's hour
    qint64 day = 0;    // days from 1970 of the local date

    bool operator==(const SumStarts &) const = default;
};

// Remembers the last hour's offset from UTC: requests come in order, and asking the zone costs microseconds.
class SumClock final
{
public:
    explicit SumClock(QTimeZone zone) : m_zone(std::move(zone)) {}
    [[nodiscard]] SumStarts startsOf(qint64 ms);

private:
    QTimeZone m_zone;
    qint64 m_quarter = -1; // of an hour: no offset changes within one
    qint64 m_offset = 0;   // ms
};

// What one batch adds to the tables usage_minute, usage_hour and usage_day.
class LedgerSums final
{
public:
    void add(const SumStarts &starts, const std::array<qint64, 5> &words, const UsageTotals &totals);
    void write(SQLite::Database &database); // in a transaction; throws SQLite::Exception

private:
    void fold();

    // What the last requests had in common: most are of the minute, the account, ... of the one before them.
    SumStarts m_starts;
    std::array<qint64, 5> m_words{};
    UsageTotals m_common;
    std::array<QHash<SumKey, UsageTotals>, 3> m_sums; // minute, hour, day
};

inline constexpr std::array<const char *, 3> SumTables{"usage_minute", "usage_hour", "usage_day"};
// In the order of the tables' columns, after start and the words.
[[nodiscard]] std::array<qint64, 9> sumValues(const UsageTotals &totals);
[[nodiscard]] UsageTotals totalsOf(const std::array<qint64, 9> &values);

} // namespace homeport
