// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <vector>

namespace homeport {

// Why an account was or was not taken. Values, so that making them costs little; words are made by traceText().
// The numbers of these and of TraceStep::Basis stand in the ledger: new ones come last.
enum class RouteReason {
    Chosen,
    NotBetter, // could have served; another one came first
    OtherProtocol,
    NotPermitted,   // the key does not allow this account, its provider or group
    ModelNotServed, // the account's model rules
    Paused,         // by the user
    NeedsSignIn,
    Blocked,      // the provider's words in detail
    Parked,       // until `untilMs`
    FamilyParked, // this model family only, until `untilMs`
    Reserve,      // less is left than the user wants to keep
    NoWay,        // its proxies; detail says which
    NoCredential,
    AlreadyTried,  // in this request
    WantsOwnLogin, // pass-through, and the request carries no credential of its own
    HasOwnLogin,   // the request's own login is for pass-through accounts
    HalfOpen,      // parked until just now, and another request is finding out whether it serves again
    CallNotServed, // it speaks the protocol, but has no such call, or has it in another shape only
};

struct TraceCandidate
{
    qint64 accountId = 0;
    QString account;
    RouteReason reason = RouteReason::NotBetter;
    double score = 0;   // what the strategy compared; higher is better
    qint64 untilMs = 0; // since 1970, UTC; 0: none
    QString detail;     // the provider's or proxy's words, shared with the account; CallNotServed: which calls its API lacks

    bool operator==(const TraceCandidate &) const = default;
};

// One choice of an account. A request has several when it moved on before its first byte.
struct TraceStep
{
    enum class Basis { Strategy, Session, Pin, HeldBack, None };

    Basis basis = Basis::None;
    QString rule; // the strategy's name, or the group's
    std::vector<TraceCandidate> candidates;
    QString outcome; // what came of it when it did not serve: "429 …", "proxy failed: …"; empty: it served, or is running

    bool operator==(const TraceStep &) const = default;
};

// "Why this account?": kept with the request. Copies share the steps.
struct RouteTrace
{
    QString session;    // shortened session id; empty: none
    QString sessionWas; // account name the session was on before, when it moved
    QString askedModel; // for which an alias put the one that serves; empty: none did
    QList<TraceStep> steps;
    QString noToken;     // why the last account that had none got no token that serves; empty: none of that
    qint64 queuedMs = 0; // waited for a free place of its key
    qint64 heldMs = 0;   // waited for a parked account to come free

    bool operator==(const RouteTrace &) const = default;
};

} // namespace homeport
