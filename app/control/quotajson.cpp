// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/quotajson.h"

#include "app/control/controljson.h"

#include <QJsonArray>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using State = QuotaPace::State;

template <typename T>
QJsonValue known(T value, bool isKnown)
{
    return isKnown ? QJsonValue(value) : QJsonValue();
}

QLatin1StringView stateName(State state)
{
    switch (state) {
    case State::Unknown:
        return "unknown"_L1;
    case State::NoReset:
        return "no_reset"_L1;
    case State::Rate:
        return "rate"_L1;
    case State::Renewed:
        return "renewed"_L1;
    case State::Stale:
        return "stale"_L1;
    case State::TooEarly:
        return "too_early"_L1;
    case State::UsedUp:
        return "used_up"_L1;
    case State::EndsEarly:
        return "ends_early"_L1;
    case State::Lasts:
        return "lasts"_L1;
    }
    return "unknown"_L1;
}

// "12 min", "6 h", "2 h 10 min", "3 d 4 h": the two largest units, rounded down.
QString spanText(qint64 seconds)
{
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const auto parts = [](qint64 large, const QString &unit, qint64 small, const QString &smallUnit) {
        const QString first = QString::number(large) + unit;
        return small == 0 ? first : QString(first + u' ' + QString::number(small) + smallUnit);
    };
    if (hours == 0)
        return u"%1 min"_s.arg(minutes);
    return hours < 24 ? parts(hours, u" h"_s, minutes % 60, u" min"_s) : parts(hours / 24, u" d"_s, hours % 24, u" h"_s);
}

// Within a week the day's name is enough.
QString momentText(const QDateTime &when, const QDateTime &now, const QTimeZone &zone)
{
    const bool isNear = now.secsTo(when) < 6 * 24 * 3600;
    return when.toTimeZone(zone).toString(isNear ? u"ddd HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
}

QString endsEarlyText(const QuotaPace &pace, const QuotaWindow &window, const QDateTime &now, const QTimeZone &zone)
{
    const QString early = spanText(pace.usedUpAt.secsTo(window.resetsAt));
    if (now.secsTo(pace.usedUpAt) < 60)
        return u"at this pace used up any moment, %1 before the reset"_s.arg(early);
    return u"at this pace used up %1, %2 before the reset"_s.arg(momentText(pace.usedUpAt, now, zone), early);
}

QJsonObject paceJson(const QuotaWindow &window, const QDateTime &now, const QTimeZone &zone)
{
    const QuotaPace pace = quotaPace(window, now);
    return {{u"state"_s, stateName(pace.state)},
            {u"passed"_s, known(pace.passed, pace.passed >= 0)},
            {u"ahead"_s, pace.ahead},
            {u"used_up_at"_s, timeJson(pace.usedUpAt)},
            {u"text"_s, paceText(window, now, zone)}};
}

QJsonObject windowJson(const QuotaWindow &window, const QDateTime &now, const QTimeZone &zone)
{
    const qint64 length = quotaLength(window.name).count();
    return {{u"name"_s, window.name},
            {u"status"_s, window.status},
            {u"used"_s, known(usedPart(window), usedPart(window) >= 0)},
            {u"limit"_s, known(window.limit, window.limit >= 0)},
            {u"remaining"_s, known(window.remaining, window.remaining >= 0)},
            {u"unit"_s, isCredit(window) ? QJsonValue(u"nano_usd"_s) : QJsonValue()},
            {u"resets_at"_s, timeJson(window.resetsAt)},
            {u"resets_in_seconds"_s, known(now.secsTo(window.resetsAt), window.resetsAt.isValid())},
            {u"window_seconds"_s, known(length, length > 0)},
            {u"source"_s, window.source},
            {u"seen_at"_s, timeJson(window.seenAt)},
            {u"age_seconds"_s, known(window.seenAt.secsTo(now), window.seenAt.isValid())},
            {u"stale"_s, isStale(window, now)},
            {u"pace"_s, paceJson(window, now, zone)}};
}

} // namespace

QString paceText(const QuotaWindow &window, const QDateTime &now, const QTimeZone &zone)
{
    const QuotaPace pace = quotaPace(window, now);
    switch (pace.state) {
    case State::Unknown:
    case State::Rate:
        return {};
    case State::NoReset:
        return u"no pace: its reset was not said"_s;
    case State::Renewed:
        return u"reset since; what is used of the new window was not said yet"_s;
    case State::Stale:
        return u"too long ago to tell a pace"_s;
    case State::TooEarly:
        return u"too early to tell a pace: %1 % of the window has passed"_s.arg(std::floor(pace.passed * 100));
    case State::UsedUp:
        return window.resetsAt.isValid() ? u"used up until the reset"_s : u"used up"_s;
    case State::EndsEarly:
        return endsEarlyText(pace, window, now, zone);
    case State::Lasts:
        return u"at this pace it lasts until the reset"_s;
    }
    return {};
}

QJsonObject limitsJson(const Account &account, const AccountLimits &limits, const QDateTime &now, const QTimeZone &zone)
{
    QJsonArray windows;
    for (const QuotaWindow &window : limits.quotas)
        windows.append(windowJson(window, now, zone));
    QJsonArray parks;
    if (account.verdict.parkedUntil > now)
        parks.append(QJsonObject{
            {u"family"_s, QJsonValue()}, {u"until"_s, timeJson(account.verdict.parkedUntil)}, {u"why"_s, account.verdict.parkedWhy}});
    for (const AccountPark &park : limits.parks) {
        if (park.until > now)
            parks.append(QJsonObject{{u"family"_s, park.family}, {u"until"_s, timeJson(park.until)}, {u"why"_s, park.why}});
    }
    return {{u"id"_s, account.id}, {u"account"_s, account.name}, {u"windows"_s, windows}, {u"parks"_s, parks}};
}

} // namespace homeport
