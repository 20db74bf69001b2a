// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/tokenusage.h"
#include "core/usage/routetrace.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

namespace homeport {

// One relayed request as the window and homeportctl show it. Times in milliseconds, sizes in bytes.
// Holds no header value, no body and no query.
struct RequestRecord
{
    // What a running one is doing: waits for a place of its key; for a parked account; for the upstream; passes its answer on.
    enum class Phase { Queued, Held, Asked, Answering };
    enum class Outcome { Running, Done, Refused, UpstreamFailed, UpstreamClosed, ClientClosed, TimedOut, Cancelled };

    quint64 id = 0;      // ascending within one run of the program
    QDateTime startedAt; // UTC
    QString tool;        // product of the user agent: "claude-cli/2.1.330"; as sent, cut at 60 characters
    QString key;         // local key's name; empty when refused before that was known
    qint64 keyId = 0;
    QString project;      // of the key
    QString account;      // empty: none was reached
    qint64 accountId = 0; // 0: none
    QString session;      // as the request says; empty: none. Shortened in the trace
    QString method;
    QString path;            // without query
    QString model;           // as the request names it; empty: none
    int status = 0;          // sent to the client; 0: nothing yet
    qint64 firstByteMs = -1; // -1: not yet
    qint64 durationMs = 0;   // so far, while running
    qint64 bytesUp = 0;
    qint64 bytesDown = 0;
    Phase phase = Phase::Asked;
    QDateTime heldUntil;   // Held: when an account comes free, UTC
    TokenUsage usage;      // once it has ended
    qint64 cost = -1;      // nano-dollars; -1: not known
    QString prices;        // version of the list the cost is by
    RouteTrace trace;      // why this account
    QString program;       // that called, as far as the system tells; empty: not known
    quint64 peerInode = 0; // of the caller's socket; 0: not known
    Outcome outcome = Outcome::Running;
    QString detail; // one sentence when it did not end as Done; of an error answer about the account, the provider's words

    bool operator==(const RequestRecord &) const = default;
};

// "running", "done", ...: the stable word used in JSON.
[[nodiscard]] QLatin1StringView outcomeName(RequestRecord::Outcome outcome);

} // namespace homeport

Q_DECLARE_TYPEINFO(homeport::RequestRecord, Q_RELOCATABLE_TYPE); // large, and kept in lists that grow
Q_DECLARE_METATYPE(homeport::RequestRecord)
