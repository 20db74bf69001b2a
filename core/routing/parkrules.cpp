// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/parkrules.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 ShortParkMs = 5'000;
constexpr qint64 LongestBackoffMs = 300'000;

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

// Without jitter: the next real request finds out, and only one does.
qint64 backoffMs(int overloads)
{
    return std::min(ShortParkMs << std::clamp(overloads, 0, 10), LongestBackoffMs);
}

AccountPark park(const AnswerSignal &signal, const QString &family, const QString &otherwise, qint64 backoff, qint64 nowMs)
{
    // A time that is past already says no more than none.
    const bool saysWhen = signal.until.isValid() && signal.until.toMSecsSinceEpoch() > nowMs;
    return {family, saysWhen ? signal.until.toUTC() : utc(nowMs + backoff), signal.why.isEmpty() ? otherwise : signal.why, utc(nowMs)};
}

} // namespace

std::optional<AccountPark> parkOf(const AnswerSignal &signal, const QString &family, int overloads, qint64 nowMs)
{
    using Meaning = AnswerSignal::Meaning;
    switch (signal.meaning) {
    case Meaning::Burst:
        return park(signal, {}, u"too many requests in a short time"_s, ShortParkMs, nowMs);
    case Meaning::WindowSpent:
        return park(signal, {}, u"its quota is used up"_s, ShortParkMs, nowMs);
    case Meaning::FamilySpent:
        return park(signal, signal.family.isEmpty() ? family : signal.family, u"its quota for these models is used up"_s, ShortParkMs,
                    nowMs);
    case Meaning::Overloaded:
        return park(signal, {}, u"its provider is overloaded"_s, backoffMs(overloads), nowMs);
    case Meaning::Served:
    case Meaning::RequestsFault:
    case Meaning::Unauthorized: // a refresh, or a new sign-in
    case Meaning::Banned:       // until the user acts: the account's state
    case Meaning::ServerError:
        break;
    }
    return {};
}

qint64 parkedUntilMs(const RelayAccount &account, const QString &family)
{
    if (family.isEmpty())
        return account.parkedUntil.isValid() ? account.parkedUntil.toMSecsSinceEpoch() : 0;
    const auto found = std::find_if(account.parks.begin(), account.parks.end(),
                                    [&family](const AccountPark &one) { return one.family == family; });
    return found == account.parks.end() || !found->until.isValid() ? 0 : found->until.toMSecsSinceEpoch();
}

std::optional<AccountPark> parkEndedBy(const RelayAccount &account, const QString &family, qint64 nowMs)
{
    for (const QString &which : {QString(), family}) {
        const qint64 until = parkedUntilMs(account, which);
        if (until != 0 && until <= nowMs)
            return AccountPark{which, {}, {}, utc(nowMs)};
    }
    return {};
}

} // namespace homeport
