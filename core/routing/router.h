// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/accountrouting.h"
#include "core/providers/apicall.h"
#include "core/routing/listedmodels.h"
#include "core/routing/sessions.h"
#include "core/usage/routetrace.h"

#include <QHash>

#include <memory>
#include <vector>

namespace homeport {

// What routing looks at beyond an account's settings; changes with every request.
struct AccountLoad
{
    qint64 lastUsedMs = 0; // since 1970, UTC
    qint64 assigned = 0;   // sessions that began on it, for Weighted; a request without a session counts as one
    int running = 0;
    bool probing = false; // one request is finding out whether it serves again

    bool operator==(const AccountLoad &) const = default;
};

// Everything a decision depends on, but for the question. A value.
struct RoutingSnapshot
{
    std::vector<RelayAccount> accounts; // in the order they were added
    QList<AccountGroup> groups;
    RoutingStrategy strategy = RoutingStrategy::Priority; // of keys without a group
    std::shared_ptr<const ListedModels> listed = {};      // null: no list is known
};

struct RouteQuestion
{
    Protocol protocol = Protocol::Anthropic;
    QString model;                // empty: none asked for
    QString family;               // of the model, as its provider counts them (modelFamily()); empty: none
    bool carriesOwnLogin = false; // the request brings a credential that is not a local key
    // What the key allows; empty: everything.
    QStringList providers;
    QList<qint64> accounts;
    qint64 groupId = 0;
    QStringList models;        // patterns; looked at for what a refusal offers, the gate has looked at the model
    SessionKey session;        // no id: the request belongs to none
    std::vector<qint64> tried; // in this request
    qint64 nowMs = 0;          // since 1970, UTC
    ApiCall::Kind call = ApiCall::Kind::Generate;
    bool codeAssist = false;   // Gemini: asked in Code Assist's shape, which accounts of that kind speak, and no other
    bool canBeWrapped = false; // Gemini: asked in the public shape, but can be put into Code Assist's
};

struct RouteDecision
{
    const RelayAccount *account = nullptr; // into the snapshot; null: nobody can serve
    TraceStep step;
    bool isProbe = false;      // its park has just run out: this request finds out
    bool movesSession = false; // the session was on another account
    // When nobody can serve: the earliest time at which a parked account that could serve comes free. 0: none does by itself.
    qint64 freeAtMs = 0;
};

// Picks the account for a request. Pure: the same arguments give the same decision. The trace has every account of the
// snapshot, in its order; strings are shared with the snapshot.
// - A session stays on its account while that can serve it; a reserve moves it only once its prompt cache is cold.
// - A reserve keeps new work away even when nobody else can serve, but not that of a key with this one account only.
// - An account whose park has run out serves like any other; while one request finds out, others go elsewhere if they can.
[[nodiscard]] RouteDecision route(const RoutingSnapshot &snapshot, const QHash<qint64, AccountLoad> &loads, const Sessions &sessions,
                                  const RouteQuestion &question);

// One sentence about one account, and the whole refusal: "No account can serve this request: work is parked until 15:10 (…);
// home is paused." Times are local; with their date unless it is that of @p nowMs, when the decision was made.
[[nodiscard]] QString traceText(const TraceCandidate &candidate, qint64 nowMs);
[[nodiscard]] QString refusalText(const TraceStep &step, qint64 nowMs);

} // namespace homeport
