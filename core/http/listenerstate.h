// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadlinetimer.h"
#include "core/http/httplistener.h"
#include "core/http/peerguard.h"
#include "core/http/requestguard.h"

#include <QPointer>
#include <QSet>

#include <array>

namespace homeport {

class GuardedSocket;

// What the sockets of one listener share; all in one thread. Sockets unregister in their destructor,
// so a socket that outlives the listener (deferred deletion) finds the listener gone, not dangling.
struct ListenerState
{
    HttpLimits limits;
    HttpListener::RefusalBody refusalBody;
    GuardRules rules;
    QPointer<HttpListener> listener;
    PeerGuard peers;
    QSet<GuardedSocket *> sockets;
    qsizetype turnedAway = 0;              // of them; beyond the limit of connections, about to close
    int refusedPeers = 0;                  // those of sockets that only wait to be told so
    GuardedSocket *delivering = nullptr;   // whose request QHttpServer is being told of right now
    std::array<char, 16 * 1024> scratch{}; // what follows of a body is read where it belongs

    DeadlineTimer deadlines;

    ListenerState();

private:
    [[nodiscard]] qint64 expire(qint64 now);
};

} // namespace homeport
