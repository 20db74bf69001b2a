// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/routetext.h"

#include "ui/accounts/routingtext.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct RouteText
{
    Q_DECLARE_TR_FUNCTIONS(RouteText)
};

QString reasonText(const TraceCandidate &candidate)
{
    switch (candidate.reason) {
    case RouteReason::Chosen:
        return RouteText::tr("Chosen");
    case RouteReason::NotBetter:
        return RouteText::tr("Could serve too; another one came first");
    case RouteReason::OtherProtocol:
        return RouteText::tr("Speaks another protocol");
    case RouteReason::NotPermitted:
        return RouteText::tr("The key may not use it");
    case RouteReason::ModelNotServed:
        return RouteText::tr("Does not serve this model");
    case RouteReason::Paused:
        return RouteText::tr("Paused by you");
    case RouteReason::NeedsSignIn:
        return RouteText::tr("Needs a new sign-in");
    case RouteReason::Blocked:
        return RouteText::tr("Switched off by its provider");
    case RouteReason::Parked:
        return RouteText::tr("Parked");
    case RouteReason::FamilyParked:
        return RouteText::tr("Parked for models of this family");
    case RouteReason::Reserve:
        return RouteText::tr("Keeps its reserve");
    case RouteReason::NoWay:
        return RouteText::tr("No way to its provider");
    case RouteReason::NoCredential:
        return RouteText::tr("Has no credential");
    case RouteReason::AlreadyTried:
        return RouteText::tr("Was tried already for this request");
    case RouteReason::WantsOwnLogin:
        return RouteText::tr("Passes a tool's own login through; this request brings none");
    case RouteReason::HasOwnLogin:
        return RouteText::tr("Not asked: the request brings a login of its own");
    case RouteReason::HalfOpen:
        return RouteText::tr("Was parked until just now; another request is finding out");
    case RouteReason::CallNotServed:
        return RouteText::tr("Does not serve this kind of call");
    }
    return {};
}

// Reasons that a person may want to do something about stand out from those of every day.
Tone reasonTone(RouteReason reason)
{
    switch (reason) {
    case RouteReason::Chosen:
        return Tone::Good;
    case RouteReason::NeedsSignIn:
    case RouteReason::NoCredential:
    case RouteReason::Reserve:
    case RouteReason::AlreadyTried:
        return Tone::Warning;
    case RouteReason::Blocked:
    case RouteReason::NoWay:
        return Tone::Bad;
    case RouteReason::Parked:
    case RouteReason::FamilyParked:
    case RouteReason::HalfOpen:
        return Tone::Info;
    default:
        return Tone::Neutral;
    }
}

QString reasonIcon(RouteReason reason)
{
    switch (reason) {
    case RouteReason::Chosen:
        return u"good"_s;
    case RouteReason::Paused:
        return u"pause"_s;
    case RouteReason::NeedsSignIn:
    case RouteReason::NoCredential:
    case RouteReason::Reserve:
        return u"warning"_s;
    case RouteReason::AlreadyTried:
        return u"retry"_s;
    case RouteReason::Blocked:
        return u"bad"_s;
    case RouteReason::NoWay:
        return u"broken"_s;
    case RouteReason::Parked:
    case RouteReason::FamilyParked:
    case RouteReason::HalfOpen:
        return u"clock"_s;
    default:
        return u"circle"_s;
    }
}

bool wasCompared(const TraceStep &step, RouteReason reason)
{
    const bool could = reason == RouteReason::Chosen || reason == RouteReason::NotBetter;
    return step.basis == TraceStep::Basis::Strategy && could;
}

// In the unit of its strategy, which counts down where less is better.
QString scoreText(const QString &rule, double score)
{
    const QLocale locale;
    if (rule.contains(strategyName(RoutingStrategy::MostHeadroom)))
        return RouteText::tr("%1 left").arg(formatPercent(score));
    if (rule.contains(strategyName(RoutingStrategy::Priority)))
        return RouteText::tr("priority %1").arg(locale.toString(-score, 'f', 0));
    if (rule.contains(strategyName(RoutingStrategy::SoonestReset)))
        return score <= -1e9 ? RouteText::tr("reset not known")
                             : RouteText::tr("resets in %1").arg(formatSpan(std::chrono::seconds(static_cast<qint64>(-score))));
    if (rule.contains(strategyName(RoutingStrategy::LeastRecentlyUsed)))
        return score > 1e11 ? RouteText::tr("not used yet")
                            : RouteText::tr("rested %1").arg(formatSpan(std::chrono::seconds(static_cast<qint64>(score / 1000))));
    return RouteText::tr("score %1").arg(locale.toString(score, 'g', 3));
}

} // namespace

CandidateText candidateText(const TraceStep &step, const TraceCandidate &candidate, const QDateTime &now)
{
    CandidateText text;
    text.tone = reasonTone(candidate.reason);
    text.icon = reasonIcon(candidate.reason);
    text.reason = reasonText(candidate);
    if (candidate.untilMs > 0) {
        const QString until = formatMoment(QDateTime::fromMSecsSinceEpoch(candidate.untilMs), now);
        //: %1: why an account can't serve, %2: a moment
        text.reason = RouteText::tr("%1 until %2").arg(text.reason, until);
    }
    text.words = candidate.reason == RouteReason::Reserve && !candidate.detail.isEmpty()
                     ? RouteText::tr("of its quota %1").arg(candidate.detail)
                     : candidate.detail;
    if (wasCompared(step, candidate.reason))
        text.score = scoreText(step.rule, candidate.score);
    return text;
}

QString stepText(const TraceStep &step)
{
    RoutingStrategy strategy{};
    const bool isStrategy = strategyFromName(step.rule, &strategy);
    const QString rule = isStrategy ? strategyTitle(strategy) : step.rule;
    switch (step.basis) {
    case TraceStep::Basis::Strategy:
        return isStrategy ? RouteText::tr("Strategy: %1").arg(rule) : RouteText::tr("By the rule of %1").arg(rule);
    case TraceStep::Basis::Session:
        return RouteText::tr("Its session stays on the account it began on");
    case TraceStep::Basis::Pin:
        return RouteText::tr("The key is pinned to one account");
    case TraceStep::Basis::HeldBack:
        return RouteText::tr("The only one that comes free soon; the request waited for it");
    case TraceStep::Basis::None:
        return RouteText::tr("No account could serve");
    }
    return {};
}

QStringList traceNotes(const RequestRecord &record)
{
    const RouteTrace &trace = record.trace;
    QStringList notes;
    if (!trace.askedModel.isEmpty())
        notes << RouteText::tr("It was asked of the model %1; an alias has %2 serve in its place.").arg(trace.askedModel, record.model);
    if (trace.queuedMs > 0)
        notes << RouteText::tr("It waited %1 for a free place of its key.").arg(formatMilliseconds(trace.queuedMs));
    if (trace.heldMs > 0)
        notes << RouteText::tr("It was held for %1 until a parked account came free.").arg(formatMilliseconds(trace.heldMs));
    if (!trace.sessionWas.isEmpty())
        notes << RouteText::tr("Its session %1 was on %2 before, which can't serve it now.").arg(trace.session, trace.sessionWas);
    else if (!trace.session.isEmpty())
        notes << RouteText::tr("It belongs to the session %1.").arg(trace.session);
    if (!trace.noToken.isEmpty())
        notes << RouteText::tr("An account got no token that serves: %1").arg(trace.noToken);
    return notes;
}

QString traceSummary(const RequestRecord &record)
{
    const auto steps = static_cast<int>(record.trace.steps.size());
    if (steps == 0)
        return {};
    const QString account = record.account.isEmpty() ? RouteText::tr("No account served this request") : record.account;
    return steps == 1 ? account : RouteText::tr("%1, after %Ln choices", nullptr, steps).arg(account);
}

} // namespace homeport
