// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/keycounters.h"

#include "core/access/limitwords.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MinuteMs = 60'000;
constexpr qint64 DayMs = 24 * 60 * MinuteMs;
constexpr qint64 Never = std::numeric_limits<qint64>::max();

qint64 secondsUntil(qint64 ms, qint64 nowMs)
{
    return std::max<qint64>(1, (ms - nowMs + 999) / 1000);
}

} // namespace

void KeyCounters::restore(const KeyUsageRow &row, const Now &now)
{
    const qint64 lastSecond = row.minute * MinuteMs + MinuteMs - 1000;
    if (row.minute <= 0 || lastSecond > now.ms + DayMs)
        m_ever.add(row);
    else
        count(row, std::min(lastSecond, now.ms), now);
}

void KeyCounters::countRequest(const Now &now)
{
    const KeyUsageRow use{0, 0, 1, 0, 0};
    count(use, now.ms, now);
    unsaved(now).requests += 1;
}

void KeyCounters::countUse(qint64 tokens, qint64 cost, const Now &now)
{
    if (tokens == 0 && cost == 0)
        return;
    const KeyUsageRow use{0, 0, 0, tokens, cost};
    count(use, now.ms, now);
    KeyUsageRow &row = unsaved(now);
    row.tokens += tokens;
    row.cost += cost;
}

void KeyCounters::count(const KeyUsageRow &use, qint64 whenMs, const Now &now)
{
    if (use.requests != 0)
        for (RateWindow *window : {&m_requestsMinute, &m_requestsHour, &m_requestsDay})
            window->add(now.ms, whenMs, use.requests);
    if (use.tokens != 0)
        for (RateWindow *window : {&m_tokensMinute, &m_tokensDay})
            window->add(now.ms, whenMs, use.tokens);
    enterPeriods(now);
    for (Period *period : {&m_day, &m_week, &m_month, &m_ever})
        if (whenMs >= std::min(period->start, now.ms)) // it may have begun by a clock that was ahead
            period->add(use);
}

// A period that has begun is not left by a clock that is set back a little, or what was used could be used again.
void KeyCounters::Period::enter(qint64 currentStart, qint64 nowMs)
{
    if (currentStart > start || nowMs < start - DayMs)
        *this = {currentStart, 0, 0, 0};
}

void KeyCounters::Period::add(const KeyUsageRow &use)
{
    requests += use.requests;
    tokens += use.tokens;
    cost += use.cost;
}

void KeyCounters::enterPeriods(const Now &now)
{
    m_day.enter(now.periods.dayStart, now.ms);
    m_week.enter(now.periods.weekStart, now.ms);
    m_month.enter(now.periods.monthStart, now.ms);
}

KeyUsageRow &KeyCounters::unsaved(const Now &now)
{
    const qint64 minute = now.ms / MinuteMs;
    if (m_unsaved.empty() || m_unsaved.back().minute != minute)
        m_unsaved.push_back({0, minute, 0, 0, 0});
    return m_unsaved.back();
}

// The order is that of importance to the user: money that is gone before rates that come back, those before money that
// comes back with the next request's end.
std::optional<AdmissionRefusal> KeyCounters::refusal(const KeyPolicy &policy, qint64 estimate, const Now &now,
                                                     const BudgetCalendar &calendar)
{
    enterPeriods(now);
    const auto byBudget = budgetRefusal(policy, estimate, now, calendar);
    if (byBudget && byBudget->status == 402)
        return byBudget;
    const auto byRate = rateRefusal(policy, now.ms);
    return byRate ? byRate : byBudget;
}

std::optional<AdmissionRefusal> KeyCounters::rateRefusal(const KeyPolicy &policy, qint64 nowMs)
{
    struct Rate
    {
        RateWindow &window;
        qint64 limit;
        const char16_t *noun;
        const char16_t *period;
    };
    const std::array rates{Rate{m_requestsMinute, policy.requestsPerMinute, u"request", u"minute"},
                           Rate{m_requestsHour, policy.requestsPerHour, u"request", u"hour"},
                           Rate{m_requestsDay, policy.requestsPerDay, u"request", u"24 hours"},
                           Rate{m_tokensMinute, policy.tokensPerMinute, u"token", u"minute"},
                           Rate{m_tokensDay, policy.tokensPerDay, u"token", u"24 hours"}};
    const Rate *last = nullptr; // the one that lets requests pass last
    qint64 free = nowMs;
    for (const Rate &rate : rates) {
        const qint64 below = rate.limit > 0 ? rate.window.belowAt(nowMs, rate.limit) : nowMs;
        if (below > free) {
            free = below;
            last = &rate;
        }
    }
    if (!last)
        return {};
    const qint64 wait = secondsUntil(free, nowMs);
    return AdmissionRefusal{
        429, limitwords::rateReached(last->limit, QString::fromUtf16(last->noun), QString::fromUtf16(last->period), wait), wait};
}

std::optional<AdmissionRefusal> KeyCounters::budgetRefusal(const KeyPolicy &policy, qint64 estimate, const Now &now,
                                                           const BudgetCalendar &calendar) const
{
    struct Budget
    {
        qint64 limit;
        qint64 settled;
        qint64 renewal;
        const char16_t *period;
    };
    const std::array budgets{Budget{policy.budgetDay, m_day.cost, now.periods.dayEnd, u"daily"},
                             Budget{policy.budgetWeek, m_week.cost, now.periods.weekEnd, u"weekly"},
                             Budget{policy.budgetMonth, m_month.cost, now.periods.monthEnd, u"monthly"},
                             Budget{policy.budgetTotal, m_ever.cost, Never, u"total"}};
    const Budget *spent = nullptr; // the one that renews last
    const Budget *setAside = nullptr;
    for (const Budget &budget : budgets) {
        if (budget.limit <= 0)
            continue;
        if (budget.settled >= budget.limit)
            spent = spent && spent->renewal > budget.renewal ? spent : &budget;
        else if (m_setAside > 0 && budget.settled + m_setAside + estimate > budget.limit)
            setAside = &budget;
    }
    if (spent && spent->renewal == Never)
        return AdmissionRefusal{402, limitwords::budgetSpent(QString::fromUtf16(spent->period), spent->limit, {}), -1};
    if (spent)
        return AdmissionRefusal{402,
                                limitwords::budgetSpent(QString::fromUtf16(spent->period), spent->limit, calendar.text(spent->renewal)),
                                secondsUntil(spent->renewal, now.ms)};
    if (setAside)
        return AdmissionRefusal{429, limitwords::budgetSetAside(QString::fromUtf16(setAside->period), setAside->limit), 1};
    return {};
}

void KeyCounters::fill(KeyUsageNow *usage, const Now &now)
{
    enterPeriods(now);
    usage->requestsToday = m_day.requests;
    usage->tokensToday = m_day.tokens;
    usage->costDay = m_day.cost;
    usage->costWeek = m_week.cost;
    usage->costMonth = m_month.cost;
    usage->costTotal = m_ever.cost;
    usage->setAside = m_setAside;
}

} // namespace homeport
