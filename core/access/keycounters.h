// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/budgetcalendar.h"
#include "core/access/keylimits.h"
#include "core/access/ratewindow.h"

#include <optional>
#include <vector>

namespace homeport {

// What one local key used: in the sliding windows of its rates and in the current day, week, month and ever. Knows limits
// only as far as they are asked about; counts stay whatever the limits are.
class KeyCounters final
{
public:
    using Now = BudgetCalendar::Now;

    // A row of an earlier run: counts into its minute's last second. One from the future, after the clock was set back,
    // counts as now if that was by a day at most, else into the total only.
    void restore(const KeyUsageRow &row, const Now &now);

    void countRequest(const Now &now);
    // Negative amounts correct what was too much.
    void countUse(qint64 tokens, qint64 cost, const Now &now);
    void setAside(qint64 amount) { m_setAside += amount; } // negative: gives back

    // Null: nothing stands against another request of that estimate. @p calendar: for words.
    [[nodiscard]] std::optional<AdmissionRefusal> refusal(const KeyPolicy &policy, qint64 estimate, const Now &now,
                                                          const BudgetCalendar &calendar);
    void fill(KeyUsageNow *usage, const Now &now);
    [[nodiscard]] std::vector<KeyUsageRow> takeUnsaved() { return std::exchange(m_unsaved, {}); } // without key id

private:
    struct Period
    {
        qint64 start = 0;
        qint64 requests = 0;
        qint64 tokens = 0;
        qint64 cost = 0;

        void enter(qint64 currentStart, qint64 nowMs);
        void add(const KeyUsageRow &use);
    };
    void enterPeriods(const Now &now);
    void count(const KeyUsageRow &use, qint64 whenMs, const Now &now);
    [[nodiscard]] KeyUsageRow &unsaved(const Now &now);
    [[nodiscard]] std::optional<AdmissionRefusal> rateRefusal(const KeyPolicy &policy, qint64 nowMs);
    [[nodiscard]] std::optional<AdmissionRefusal> budgetRefusal(const KeyPolicy &policy, qint64 estimate, const Now &now,
                                                                const BudgetCalendar &calendar) const;

    RateWindow m_requestsMinute{60, 1000};
    RateWindow m_requestsHour{60, 60'000};
    RateWindow m_requestsDay{96, 900'000};
    RateWindow m_tokensMinute{60, 1000};
    RateWindow m_tokensDay{96, 900'000};
    Period m_day;
    Period m_week;
    Period m_month;
    Period m_ever;
    qint64 m_setAside = 0;
    std::vector<KeyUsageRow> m_unsaved; // minutes ascend, unless the clock was set back
};

} // namespace homeport
