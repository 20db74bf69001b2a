// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/budgetcalendar.h"

#include "core/base/clock.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// The first moment whose local date is @p date or later. Not QDate::startOfDay(): where clocks go back over midnight
// (Azores, Havana) that is the second midnight (Qt 6.4), and a day would begin after its first hour.
qint64 startOf(QDate date, const QTimeZone &zone)
{
    const qint64 midnight = QDateTime(date, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    QDateTime from = QDateTime::fromMSecsSinceEpoch(midnight, Qt::UTC).addSecs(-26 * 3600); // the day before, everywhere
    for (;;) {
        const qint64 start = midnight - zone.offsetFromUtc(from) * 1000LL;
        if (start <= from.toMSecsSinceEpoch())
            return from.toMSecsSinceEpoch(); // the clocks jumped over midnight
        const QDateTime change = zone.nextTransition(from).atUtc;
        if (!change.isValid() || start < change.toMSecsSinceEpoch())
            return start;
        from = change;
    }
}

} // namespace

BudgetPeriods budgetPeriodsAt(qint64 ms, const QTimeZone &wanted)
{
    const QTimeZone zone = wanted.isValid() ? wanted : QTimeZone::utc();
    QDate today = QDateTime::fromMSecsSinceEpoch(ms, zone).date();
    while (startOf(today.addDays(1), zone) <= ms) // a day that has begun goes on, even if the clocks go back over midnight
        today = today.addDays(1);
    const QDate monday = today.addDays(1 - today.dayOfWeek());
    const QDate first(today.year(), today.month(), 1);
    return {startOf(today, zone), startOf(today.addDays(1), zone),  startOf(monday, zone), startOf(monday.addDays(7), zone),
            startOf(first, zone), startOf(first.addMonths(1), zone)};
}

BudgetCalendar::BudgetCalendar(const Clock &clock, QTimeZone zone)
    : m_clock(clock), m_zone(zone.isValid() ? std::move(zone) : QTimeZone::utc())
{
}

const BudgetCalendar::Now &BudgetCalendar::now()
{
    m_now.ms = m_clock.nowMs();
    if (m_now.ms < m_now.periods.dayStart || m_now.ms >= m_now.periods.dayEnd)
        m_now.periods = budgetPeriodsAt(m_now.ms, m_zone);
    return m_now;
}

QString BudgetCalendar::text(qint64 ms) const
{
    const QString local = QDateTime::fromMSecsSinceEpoch(ms, m_zone).toString(u"yyyy-MM-dd HH:mm");
    return u"%1 (%2)"_s.arg(local, QString::fromUtf8(m_zone.id()));
}

} // namespace homeport
