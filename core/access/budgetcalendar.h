// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

namespace homeport {

class Clock;

// The day, week (Monday to Sunday) and month a moment is in. Milliseconds since 1970; a start belongs to it, an end to the next.
struct BudgetPeriods
{
    qint64 dayStart = 0;
    qint64 dayEnd = 0;
    qint64 weekStart = 0;
    qint64 weekEnd = 0;
    qint64 monthStart = 0;
    qint64 monthEnd = 0;

    bool operator==(const BudgetPeriods &) const = default;
};

// By the calendar of @p zone: days of 23 or 25 hours are days. An invalid zone means UTC.
[[nodiscard]] BudgetPeriods budgetPeriodsAt(qint64 ms, const QTimeZone &zone);

// What time it is for budgets. Asks the time zone once a day only.
class BudgetCalendar final
{
public:
    BudgetCalendar(const Clock &clock, QTimeZone zone);

    struct Now
    {
        qint64 ms = 0;
        BudgetPeriods periods;
    };
    [[nodiscard]] const Now &now();                           // valid until the next call
    [[nodiscard]] const Now &latest() const { return m_now; } // what now() said last
    [[nodiscard]] QString text(qint64 ms) const;              // "2026-11-24 00:00 (Europe/Berlin)"

private:
    const Clock &m_clock;
    QTimeZone m_zone;
    Now m_now;
};

} // namespace homeport
