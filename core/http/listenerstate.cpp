// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/listenerstate.h"

#include "core/http/guardedsocket.h"

#include <limits>

namespace homeport {

ListenerState::ListenerState() : deadlines([this](qint64 now) { return expire(now); }) {}

qint64 ListenerState::expire(qint64 now)
{
    qint64 earliest = std::numeric_limits<qint64>::max();
    const QList<GuardedSocket *> all = sockets.values();
    for (GuardedSocket *socket : all) {
        if (!sockets.contains(socket) || socket->deadline() < 0)
            continue;
        if (socket->deadline() <= now)
            socket->expire();
        else
            earliest = std::min(earliest, socket->deadline());
    }
    return earliest == std::numeric_limits<qint64>::max() ? -1 : earliest;
}

} // namespace homeport
