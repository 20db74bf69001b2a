// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// LedgerRepository::report(): what the sums say of a range of time.
#include "core/storage/database.h"
#include "core/storage/ledgerrepository.h"
#include "core/storage/ledgersums.h"
#include "core/storage/sqlvalues.h"

#include <algorithm>
#include <map>

namespace homeport {

namespace {

constexpr std::array<const char *, 5> WordColumns{"account", "model", "key", "tool", "project"}; // in UsageDimension's order

std::size_t indexOf(UsageDimension dimension)
{
    return static_cast<std::size_t>(dimension);
}

const QDate Epoch(1970, 1, 1);

QDateTime startOfDay(const QDate &date, const QTimeZone &zone)
{
    return date.startOfDay(zone).toUTC();
}

bool isMidnight(const QDateTime &moment, const QTimeZone &zone)
{
    return moment == startOfDay(moment.toTimeZone(zone).date(), zone);
}

// Which table answers, and which of its rows.
struct Range
{
    bool days = false;
    qint64 first = 0;
    qint64 end = 0;
};

Range rangeOf(const UsageQuestion &question)
{
    const bool dayLong = question.step && *question.step != UsageStep::Hour;
    const bool wholeDays = !question.step && isMidnight(question.from, question.zone) && isMidnight(question.to, question.zone);
    if (dayLong || wholeDays) {
        const QDate first = question.from.toTimeZone(question.zone).date();
        const QDate last = question.to.addMSecs(-1).toTimeZone(question.zone).date();
        return {true, Epoch.daysTo(first), Epoch.daysTo(last) + 1};
    }
    SumClock clock(question.zone);
    return {false, clock.startsOf(question.from.toMSecsSinceEpoch()).hour, question.to.toMSecsSinceEpoch()};
}

// Where the slice begins that a row of the sums belongs to.
QDateTime sliceOf(qint64 start, bool days, const UsageQuestion &question)
{
    if (!question.step)
        return question.from;
    if (!days)
        return QDateTime::fromMSecsSinceEpoch(start, Qt::UTC);
    QDate date = Epoch.addDays(start);
    if (*question.step == UsageStep::Week)
        date = date.addDays(1 - date.dayOfWeek());
    else if (*question.step == UsageStep::Month)
        date = QDate(date.year(), date.month(), 1);
    return startOfDay(date, question.zone);
}

std::string placeholders(qsizetype count)
{
    std::string list = "?";
    for (qsizetype i = 1; i < count; ++i)
        list += ",?";
    return list;
}

} // namespace

Result<UsageReport> LedgerRepository::report(const UsageQuestion &question)
{
    return m_database->guarded([&]() -> Result<UsageReport> {
        const Range range = rangeOf(question);
        const char *const told = question.by ? WordColumns[indexOf(*question.by)] : "0";
        std::string text =
            std::string("SELECT start, ") + told
            + ", sum(requests), sum(failed), sum(unpriced), sum(input), sum(output), sum(cache_write_5m), sum(cache_write_1h), "
              "sum(cache_read), sum(cost) FROM "
            + (range.days ? "usage_day" : "usage_hour") + " WHERE start >= ? AND start < ?";
        QList<qint64> wanted;
        for (const auto &[dimension, name] : question.where) {
            const QList<qint64> numbers = m_words.numbers(wordOf(dimension), name);
            if (numbers.isEmpty())
                return UsageReport(); // nothing ever had that name
            text += std::string(" AND ") + WordColumns[indexOf(dimension)] + " IN (" + placeholders(numbers.size()) + ")";
            wanted += numbers;
        }
        if (question.keyId != 0) {
            text += " AND key = ?";
            wanted << m_words.find(LedgerWord::Key, refOf(question.keyId));
        }
        SQLite::Statement select(m_database->handle(), text + " GROUP BY 1, 2");
        int index = 0;
        for (const qint64 value : QList<qint64>{range.first, range.end} + wanted)
            select.bind(++index, static_cast<int64_t>(value));

        const QHash<qint64, QString> names = question.by ? m_words.texts(wordOf(*question.by)) : QHash<qint64, QString>();
        std::map<std::pair<QDateTime, QString>, UsageTotals> slices;
        UsageReport report;
        while (select.executeStep()) {
            std::array<qint64, 9> values{};
            for (std::size_t i = 0; i < values.size(); ++i)
                values[i] = select.getColumn(static_cast<int>(i) + 2).getInt64();
            const UsageTotals totals = totalsOf(values);
            slices[{sliceOf(select.getColumn(0).getInt64(), range.days, question), names.value(select.getColumn(1).getInt64())}] += totals;
            report.total += totals;
        }
        for (const auto &[place, totals] : slices)
            report.slices << UsageSlice{place.first, place.second, totals};
        std::stable_sort(report.slices.begin(), report.slices.end(), [](const UsageSlice &a, const UsageSlice &b) {
            return a.start != b.start ? a.start < b.start : a.totals.cost > b.totals.cost;
        });
        return report;
    });
}

} // namespace homeport
