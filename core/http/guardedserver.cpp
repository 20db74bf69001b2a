// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/guardedserver.h"

#include "core/http/guardedsocket.h"
#include "core/http/listenerstate.h"
#include "core/http/socketio.h"

#include <utility>

namespace homeport {

GuardedServer::GuardedServer(std::shared_ptr<ListenerState> state, QObject *parent) : QTcpServer(parent), m_state(std::move(state))
{
    // Tools open hundreds of connections at once; the kernel's queue must hold them until we accept.
    setListenBacklogSize(1024);
    setMaxPendingConnections(1024);
}

namespace {

// Who may not pass gets an answer, but can't take the places of those who may.
constexpr int MaxRefusedPeers = 16;

} // namespace

void GuardedServer::incomingConnection(qintptr descriptor)
{
    PeerVerdict peer = m_state->peers.judge(descriptor);
    if (peer.refusal && m_state->refusedPeers >= MaxRefusedPeers) {
        m_state->peers.logRefusal(*peer.refusal, m_state->deadlines.now());
        socketio::close(descriptor, true);
        return;
    }
    if (m_state->sockets.size() >= m_state->limits.connections) {
        static constexpr QByteArrayView busy = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 22\r\nRetry-After: 1\r\n"
                                               "Connection: close\r\n\r\nToo many connections.\n";
        socketio::prepare(descriptor);
        (void)socketio::send(descriptor, {busy, {}, {}, {}});
        socketio::shutdownWrite(descriptor);
        socketio::close(descriptor, false);
        return;
    }
    addPendingConnection(new GuardedSocket(m_state, descriptor, std::move(peer)));
}

} // namespace homeport
