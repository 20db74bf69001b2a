// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagerange.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr qint64 HourSeconds = 3600;

// Not always midnight: where clocks are set forward at midnight, the day begins later.
QDateTime startOf(const QDate &day, const QTimeZone &zone)
{
    return day.startOfDay(zone).toUTC();
}

UsageRange byHour(const QDate &day, const QTimeZone &zone)
{
    UsageRange range{startOf(day, zone), startOf(day.addDays(1), zone), UsageStep::Hour, {}};
    for (QDateTime start = range.from; start < range.to; start = start.addSecs(HourSeconds))
        range.starts << start;
    return range;
}

UsageRange byDay(const QDate &first, const QDate &end, const QTimeZone &zone)
{
    UsageRange range{startOf(first, zone), startOf(end, zone), UsageStep::Day, {}};
    for (QDate day = first; day < end; day = day.addDays(1)) {
        const QDateTime start = startOf(day, zone);
        if (range.starts.isEmpty() || start > range.starts.last()) // a day the zone left out (Samoa, 2011)
            range.starts << start;
    }
    return range;
}

UsageRange byMonth(const QDate &first, const QDate &end, const QTimeZone &zone)
{
    UsageRange range{startOf(first, zone), startOf(end, zone), UsageStep::Month, {}};
    for (QDate month = first; month < end; month = month.addMonths(1))
        range.starts << startOf(month, zone);
    return range;
}

QDate firstOfMonth(const QDate &day)
{
    return {day.year(), day.month(), 1};
}

} // namespace

UsageRange usageRange(UsagePeriod period, const QDate &today, int back, const QTimeZone &zone)
{
    const auto days = [&](int count) {
        const QDate end = today.addDays(1 - static_cast<qint64>(count) * back);
        return byDay(end.addDays(-count), end, zone);
    };
    const QDate month = firstOfMonth(today);
    switch (period) {
    case UsagePeriod::Today:
        return byHour(today.addDays(-back), zone);
    case UsagePeriod::SevenDays:
        return days(7);
    case UsagePeriod::ThirtyDays:
        return days(30);
    case UsagePeriod::Month:
        return byDay(month.addMonths(-back), month.addMonths(1 - back), zone);
    case UsagePeriod::TwelveMonths:
        return byMonth(month.addMonths(-11 - 12 * back), month.addMonths(1 - 12 * back), zone);
    }
    return {};
}

UsageRange usageYear(const QDate &today, int back, const QTimeZone &zone)
{
    const QDate month = firstOfMonth(today);
    return byDay(month.addMonths(-11 - 12 * back), month.addMonths(1 - 12 * back), zone);
}

UsageRange usageHours(int count, const QDateTime &now, const QTimeZone &zone)
{
    const qint64 seconds = now.toSecsSinceEpoch();
    const qint64 offset = zone.offsetFromUtc(now); // not of whole hours everywhere
    const qint64 into = ((seconds + offset) % HourSeconds + HourSeconds) % HourSeconds;
    const QDateTime last = QDateTime::fromSecsSinceEpoch(seconds - into, Qt::UTC);
    UsageRange range{last.addSecs((1 - count) * HourSeconds), last.addSecs(HourSeconds), UsageStep::Hour, {}};
    for (QDateTime start = range.from; start < range.to; start = start.addSecs(HourSeconds))
        range.starts << start;
    return range;
}

qsizetype sliceAt(const UsageRange &range, const QDateTime &moment)
{
    if (moment < range.from || moment >= range.to)
        return -1;
    const auto after = std::upper_bound(range.starts.cbegin(), range.starts.cend(), moment);
    return std::distance(range.starts.cbegin(), after) - 1;
}

} // namespace homeport
