// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/router.h"

#include "core/routing/eligibility.h"
#include "core/routing/strategy.h"

#include <algorithm>
#include <optional>

namespace homeport {

namespace {

using Candidates = std::vector<TraceCandidate>; // in the order of the snapshot's accounts
using Index = std::optional<std::size_t>;

// A session stays where it is as long as that can serve it, even while another request finds out whether it does again.
Index placeOf(const Candidates &candidates, const SessionPlace *place)
{
    if (!place)
        return {};
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [place](const TraceCandidate &one) { return one.accountId == place->accountId; });
    if (found == candidates.end() || (found->reason != RouteReason::NotBetter && found->reason != RouteReason::HalfOpen))
        return {};
    return static_cast<std::size_t>(found - candidates.begin());
}

// The best of those that can serve; gives them their scores.
Index best(Candidates *candidates, RoutingStrategy strategy, const RoutingSnapshot &snapshot, const QHash<qint64, AccountLoad> &loads,
           qint64 nowMs)
{
    Index found;
    qint64 lastUsedMs = 0; // of the one found
    for (std::size_t i = 0; i < candidates->size(); ++i) {
        TraceCandidate &one = (*candidates)[i];
        if (one.reason != RouteReason::NotBetter)
            continue;
        const AccountLoad load = loads.value(one.accountId);
        one.score = strategyScore(strategy, snapshot.accounts[i], load, i, nowMs);
        const double bestScore = found ? (*candidates)[*found].score : 0;
        if (found && (one.score < bestScore || (!(one.score > bestScore) && load.lastUsedMs >= lastUsedMs)))
            continue;
        found = i;
        lastUsedMs = load.lastUsedMs;
    }
    return found;
}

// Nobody is left who has not just been parked: those who have are as good as any.
Index bestHalfOpen(Candidates *candidates, RoutingStrategy strategy, const RoutingSnapshot &snapshot,
                   const QHash<qint64, AccountLoad> &loads, qint64 nowMs)
{
    for (TraceCandidate &one : *candidates) {
        if (one.reason == RouteReason::HalfOpen)
            one.reason = RouteReason::NotBetter;
    }
    return best(candidates, strategy, snapshot, loads, nowMs);
}

qint64 earliestFree(const RoutingSnapshot &snapshot, const Eligibility &rules)
{
    qint64 earliest = 0;
    for (const RelayAccount &account : snapshot.accounts) {
        const qint64 at = rules.freeAtMs(account);
        if (at != 0 && (earliest == 0 || at < earliest))
            earliest = at;
    }
    return earliest;
}

} // namespace

RouteDecision route(const RoutingSnapshot &snapshot, const QHash<qint64, AccountLoad> &loads, const Sessions &sessions,
                    const RouteQuestion &question)
{
    const SessionPlace *place = sessions.find(question.session, question.nowMs);
    const Eligibility rules(snapshot, loads, question, place);
    RouteDecision decision;
    Candidates &candidates = decision.step.candidates;
    candidates.reserve(snapshot.accounts.size());
    for (const RelayAccount &account : snapshot.accounts)
        candidates.push_back(rules.judge(account));

    Index chosen = placeOf(candidates, place);
    decision.step.basis = TraceStep::Basis::Session;
    if (!chosen) {
        const RoutingStrategy strategy = rules.group() ? rules.group()->strategy : snapshot.strategy;
        chosen = best(&candidates, strategy, snapshot, loads, question.nowMs);
        if (!chosen)
            chosen = bestHalfOpen(&candidates, strategy, snapshot, loads, question.nowMs);
        decision.step.basis = TraceStep::Basis::Strategy;
        if (chosen && !rules.isPinned())
            decision.step.rule = strategyName(strategy);
    }
    if (!chosen) {
        decision.step.basis = TraceStep::Basis::None;
        decision.freeAtMs = earliestFree(snapshot, rules);
        return decision;
    }
    if (rules.isPinned())
        decision.step.basis = TraceStep::Basis::Pin;
    candidates[*chosen].reason = RouteReason::Chosen;
    decision.account = &snapshot.accounts[*chosen];
    decision.isProbe = rules.isProbe(*decision.account);
    decision.movesSession = place && place->accountId != decision.account->id;
    return decision;
}

} // namespace homeport
