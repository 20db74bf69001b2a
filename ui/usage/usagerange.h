// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usagereport.h"

namespace homeport {

enum class UsagePeriod { Today, SevenDays, ThirtyDays, Month, TwelveMonths };

// A stretch of time and the slices it is cut into. All times are UTC; days and months are those of the zone it was made for, so
// a day has 23, 24 or 25 hours.
struct UsageRange
{
    QDateTime from;
    QDateTime to; // excluded
    UsageStep step = UsageStep::Day;
    QList<QDateTime> starts; // of the slices, ascending; the first is from

    bool operator==(const UsageRange &) const = default;
};

// The period that ends with @p today's day or month, or the one @p back periods before it.
[[nodiscard]] UsageRange usageRange(UsagePeriod period, const QDate &today, int back, const QTimeZone &zone);
// Twelve months as above, by day.
[[nodiscard]] UsageRange usageYear(const QDate &today, int back, const QTimeZone &zone);
// The last @p count hours of the zone's clock; the one that @p now is in is the last.
[[nodiscard]] UsageRange usageHours(int count, const QDateTime &now, const QTimeZone &zone);
// The slice @p moment is in; -1: none.
[[nodiscard]] qsizetype sliceAt(const UsageRange &range, const QDateTime &moment);

} // namespace homeport
