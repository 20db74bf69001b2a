// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/routing/router.h"

#include <QTest>

#include <algorithm>

namespace homeport::testing {

constexpr qint64 Second = 1000;
constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Noon = 1'795'608'000'000; // 2026-11-25 12:00 UTC

inline QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

// One that can serve; its name is "a1" for 1.
inline RelayAccount account(qint64 id)
{
    RelayAccount made;
    made.id = id;
    made.name = u'a' + QString::number(id);
    made.providerId = QStringLiteral("anthropic");
    made.secret = shareSecret(QByteArray("secret"));
    return made;
}

inline RelayAccount passThrough(qint64 id)
{
    RelayAccount made = account(id);
    made.credential = Account::Credential::PassThrough;
    made.secret.reset();
    return made;
}

inline QuotaWindow quota(const QString &name, double used, qint64 resetsAtMs)
{
    return {name, {}, used, -1, -1, resetsAtMs == 0 ? QDateTime() : utc(resetsAtMs), {}, utc(Noon)};
}

inline RouteQuestion question()
{
    RouteQuestion made;
    made.model = QStringLiteral("claude-opus-4-1");
    made.family = QStringLiteral("opus");
    made.nowMs = Noon;
    return made;
}

inline RouteQuestion inSession(const QString &id)
{
    RouteQuestion made = question();
    made.session = {1, id};
    return made;
}

// Id of the account that was chosen; 0: none.
inline qint64 chosen(const RouteDecision &decision)
{
    return decision.account ? decision.account->id : 0;
}

inline const TraceCandidate &candidate(const RouteDecision &decision, qint64 id)
{
    const auto found = std::find_if(decision.step.candidates.begin(), decision.step.candidates.end(),
                                    [id](const TraceCandidate &one) { return one.accountId == id; });
    Q_ASSERT(found != decision.step.candidates.end());
    return *found;
}

// Where a question without a session goes; group 7, "others", holds account 2.
inline RouteDecision ask(const std::vector<RelayAccount> &accounts, const RouteQuestion &asked)
{
    const RoutingSnapshot snapshot{accounts, {{7, QStringLiteral("others"), RoutingStrategy::Priority, {2}}}, RoutingStrategy::Priority};
    const Sessions sessions;
    RouteDecision decision = route(snapshot, {}, sessions, asked);
    decision.account = nullptr; // the snapshot goes
    return decision;
}

inline bool serves(const RouteDecision &decision)
{
    return std::any_of(decision.step.candidates.begin(), decision.step.candidates.end(),
                       [](const TraceCandidate &one) { return one.reason == RouteReason::Chosen; });
}

} // namespace homeport::testing
