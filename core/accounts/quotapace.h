// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/accountlimits.h"

#include <QList>

#include <chrono>

namespace homeport {

// How fast a quota is used, beside the clock of its window. Pure functions; times in any zone, what they return is UTC.
struct QuotaPace
{
    enum class State {
        Unknown,   // how much is used was not said, the name tells no length, or reset and clock do not fit together
        NoReset,   // the reset was not said
        Rate,      // of requests or tokens per minute: renewed all the time, so a pace says nothing
        Renewed,   // the reset has passed; how much of the new window is used is not known
        Stale,     // the value is old, or the clock was set back since: see isStale()
        TooEarly,  // less than a twentieth of the window has passed: minutes are no ground to tell hours by
        UsedUp,    // nothing is left until the reset
        EndsEarly, // at this pace used up before the reset
        Lasts,     // at this pace not used up before the reset
    };

    State state = State::Unknown;
    double passed = -1; // the part of the window that has passed, 0 to 1; below 0: not known
    bool ahead = false; // more of it is used than has passed; false where that can't be told
    QDateTime usedUpAt; // EndsEarly; not before the moment that was asked for

    bool operator==(const QuotaPace &) const = default;
};

// The pace so far, from the window's start until @p now: of a fresh value, nothing was used since as far as anyone knows.
[[nodiscard]] QuotaPace quotaPace(const QuotaWindow &window, const QDateTime &now);

// How long the window of this name lasts: "5h", "7d", "7d_opus"; 0: its name does not say. Never guessed.
[[nodiscard]] std::chrono::seconds quotaLength(const QString &name);

// Not heard of for a quarter of an hour (other tools may have used the account meanwhile), or at a time that is yet to come:
// the clock was set back.
[[nodiscard]] bool isStale(const QuotaWindow &window, const QDateTime &now);
[[nodiscard]] bool isRenewed(const QuotaWindow &window, const QDateTime &now); // its reset has passed

// The window with the least left of those that are not renewed; the one that lasts longer where several have the same. Limits per minute
// count only while they are fresh and nothing else is known. Null: none. Points into @p quotas.
[[nodiscard]] const QuotaWindow *tightestWindow(const QList<QuotaWindow> &quotas, const QDateTime &now);

} // namespace homeport
