// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/quotapace.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

using Milliseconds = std::chrono::milliseconds;
using State = QuotaPace::State;

constexpr Milliseconds StaleAfter = 15min;
constexpr Milliseconds ClockSlack = 1min; // clocks disagree by that much without being set
constexpr double EnoughPassed = 0.05;
constexpr std::chrono::seconds ShortestPaced = 1h;
constexpr std::chrono::hours Longest = 24h * 400;
constexpr std::array<QStringView, 4> Rates{u"requests", u"tokens", u"input-tokens", u"output-tokens"};

Milliseconds between(const QDateTime &from, const QDateTime &to)
{
    return Milliseconds(to.toMSecsSinceEpoch() - from.toMSecsSinceEpoch());
}

bool isRate(const QString &name)
{
    const auto length = quotaLength(name);
    return std::find(Rates.begin(), Rates.end(), name) != Rates.end() || (length > 0s && length < ShortestPaced);
}

bool isUsedUp(const QuotaWindow &window)
{
    return usedPart(window) >= 1 || window.status == u"rejected";
}

// Below 0: the reset is farther away than the window is long, so the clock can't be right.
double passedPart(const QuotaWindow &window, const QDateTime &now)
{
    const Milliseconds length = quotaLength(window.name);
    if (length <= 0ms || !window.resetsAt.isValid())
        return -1;
    const Milliseconds left = between(now, window.resetsAt);
    if (left < 0ms || left > length + ClockSlack)
        return -1;
    return std::max(0.0, 1.0 - static_cast<double>(left.count()) / static_cast<double>(length.count()));
}

// The reset lies ahead, and enough has passed.
void project(QuotaPace &pace, const QuotaWindow &window, const QDateTime &now)
{
    const double used = usedPart(window);
    const Milliseconds length = quotaLength(window.name);
    pace.state = State::Lasts;
    if (used <= pace.passed)
        return;
    const QDateTime start = window.resetsAt.toUTC().addMSecs(-length.count());
    const double lasts = pace.passed / used * static_cast<double>(length.count());
    const QDateTime end = std::max(start.addMSecs(std::llround(lasts)), now.toUTC());
    if (between(end, window.resetsAt) < 1min)
        return;
    pace.state = State::EndsEarly;
    pace.usedUpAt = end;
}

bool isTighter(const QuotaWindow &one, const QuotaWindow &other)
{
    if (isRate(one.name) != isRate(other.name))
        return isRate(other.name);
    if (usedPart(one) != usedPart(other))
        return usedPart(one) > usedPart(other);
    return one.resetsAt.isValid() && (!other.resetsAt.isValid() || one.resetsAt > other.resetsAt);
}

} // namespace

QuotaPace quotaPace(const QuotaWindow &window, const QDateTime &now)
{
    if (isRate(window.name))
        return {State::Rate, -1, false, {}};
    if (isCredit(window))
        return {State::Unknown, -1, false, {}}; // however old it is
    if (isRenewed(window, now))
        return {State::Renewed, -1, false, {}};
    QuotaPace pace;
    pace.passed = passedPart(window, now);
    if (isUsedUp(window) && (window.resetsAt.isValid() || !isStale(window, now)))
        pace.state = State::UsedUp; // that does not get better with time
    else if (isStale(window, now))
        pace.state = State::Stale;
    else if (usedPart(window) < 0 || quotaLength(window.name) == 0s)
        pace.state = State::Unknown;
    else if (!window.resetsAt.isValid())
        pace.state = State::NoReset;
    else if (pace.passed >= 0 && pace.passed < EnoughPassed)
        pace.state = State::TooEarly;
    else if (pace.passed >= 0)
        project(pace, window, now);
    pace.ahead = pace.passed >= 0 && pace.state != State::Stale && usedPart(window) > pace.passed;
    return pace;
}

std::chrono::seconds quotaLength(const QString &name)
{
    const QStringView span = QStringView(name).left(name.indexOf(u'_') < 0 ? name.size() : name.indexOf(u'_'));
    const QStringView digits = span.chopped(span.isEmpty() ? 0 : 1);
    const bool isNumber = !digits.isEmpty() && digits.size() <= 5
                          && std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber)
        return 0s;
    std::chrono::seconds unit = 0s;
    switch (span.back().unicode()) {
    case u'm':
        unit = 1min;
        break;
    case u'h':
        unit = 1h;
        break;
    case u'd':
        unit = 24h;
        break;
    case u'w':
        unit = 24h * 7;
        break;
    default:
        return 0s;
    }
    const std::chrono::seconds length = unit * digits.toLongLong();
    return length <= Longest ? length : 0s;
}

bool isStale(const QuotaWindow &window, const QDateTime &now)
{
    if (!window.seenAt.isValid())
        return true;
    const Milliseconds age = between(window.seenAt, now);
    return age > StaleAfter || age < -ClockSlack;
}

bool isRenewed(const QuotaWindow &window, const QDateTime &now)
{
    return window.resetsAt.isValid() && window.resetsAt.toMSecsSinceEpoch() <= now.toMSecsSinceEpoch();
}

const QuotaWindow *tightestWindow(const QList<QuotaWindow> &quotas, const QDateTime &now)
{
    const QuotaWindow *found = nullptr;
    for (const QuotaWindow &window : quotas) {
        if (usedPart(window) < 0 || isRenewed(window, now) || (isRate(window.name) && isStale(window, now)))
            continue;
        if (!found || isTighter(window, *found))
            found = &window;
    }
    return found;
}

} // namespace homeport
