// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/router.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// " until 15:10", in full minutes, rounded up: at that time it is over.
QString until(qint64 untilMs, qint64 nowMs)
{
    if (untilMs == 0)
        return {};
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(untilMs + 59'999);
    const bool isToday = end.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date();
    return u" until "_s + end.toString(isToday ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
}

// " (its provider's words)"
QString words(const QString &detail)
{
    QStringView text = QStringView(detail).trimmed();
    if (text.endsWith(u'.') && !text.endsWith(u".."))
        text.chop(1);
    return text.isEmpty() ? QString() : QString(u" ("_s + text + u')');
}

QString quotaName(const QString &name)
{
    return name.isEmpty() ? u"its quota"_s : QString(u"its quota "_s + name);
}

// What follows an account's name in a sentence.
QString predicate(const TraceCandidate &candidate, qint64 nowMs)
{
    switch (candidate.reason) {
    case RouteReason::Chosen:
        return u"was chosen"_s;
    case RouteReason::NotBetter:
        return u"could serve too, but another account came first"_s;
    case RouteReason::OtherProtocol:
        return u"speaks another protocol"_s;
    case RouteReason::NotPermitted:
        return u"is not among the accounts this key may use"_s;
    case RouteReason::ModelNotServed:
        return u"does not serve this model"_s;
    case RouteReason::Paused:
        return u"is paused"_s;
    case RouteReason::NeedsSignIn:
        return u"needs a new sign-in"_s + words(candidate.detail);
    case RouteReason::Blocked:
        return u"was switched off by its provider"_s + words(candidate.detail);
    case RouteReason::Parked:
        return u"is parked"_s + until(candidate.untilMs, nowMs) + words(candidate.detail);
    case RouteReason::FamilyParked:
        return u"is parked for models of this kind"_s + until(candidate.untilMs, nowMs) + words(candidate.detail);
    case RouteReason::Reserve:
        return u"keeps the rest of "_s + quotaName(candidate.detail) + u" in reserve"_s + until(candidate.untilMs, nowMs);
    case RouteReason::NoWay:
        return u"has no way to its provider"_s + words(candidate.detail);
    case RouteReason::NoCredential:
        return u"has no credential"_s;
    case RouteReason::AlreadyTried:
        return u"was already tried for this request"_s;
    case RouteReason::WantsOwnLogin:
        return u"passes a tool's own login through, but this request brings none"_s;
    case RouteReason::HasOwnLogin:
        return u"is not asked, because this request brings a login of its own"_s;
    case RouteReason::HalfOpen:
        return u"was parked until just now, and another request is finding out whether it serves again"_s;
    case RouteReason::CallNotServed:
        return u"does not serve this kind of call"_s + words(candidate.detail);
    }
    return u"can't serve"_s;
}

} // namespace

QString traceText(const TraceCandidate &candidate, qint64 nowMs)
{
    return candidate.account + u' ' + predicate(candidate, nowMs) + u'.';
}

QString refusalText(const TraceStep &step, qint64 nowMs)
{
    if (step.candidates.empty())
        return u"There is no account yet: add one in Homeport."_s;
    QStringList reasons;
    for (const TraceCandidate &candidate : step.candidates)
        reasons << QString(candidate.account + u' ' + predicate(candidate, nowMs));
    return u"No account can serve this request: "_s + reasons.join(u"; "_s) + u'.';
}

} // namespace homeport
