// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/guardedserver.h"

#include "core/http/guardedsocket.h"
#include "core/http/listenerstate.h"
#include "core/http/socketio.h"

#include <utility>

namespace homeport {

namespace {

constexpr qsizetype MostTurnedAway = 64; // beyond the limit: told so, all at once; the rest is closed without a word
constexpr int MaxRefusedPeers = 16;      // who may not pass gets an answer, but can't take the places of those who may

} // namespace

GuardedServer::GuardedServer(std::shared_ptr<ListenerState> state, QObject *parent) : QTcpServer(parent), m_state(std::move(state))
{
    // Tools open hundreds of connections at once; the kernel's queue must hold them until we accept.
    setListenBacklogSize(1024);
    setMaxPendingConnections(1024);
}

void GuardedServer::incomingConnection(qintptr descriptor)
{
    PeerVerdict peer = m_state->peers.judge(descriptor);
    if (peer.refusal && m_state->refusedPeers >= MaxRefusedPeers) {
        m_state->peers.logRefusal(*peer.refusal, m_state->deadlines.now());
        socketio::close(descriptor, true);
        return;
    }
    const bool full = m_state->sockets.size() - m_state->turnedAway >= m_state->limits.connections;
    if (full && m_state->turnedAway >= MostTurnedAway) {
        socketio::close(descriptor, false);
        return;
    }
    auto *socket = new GuardedSocket(m_state, descriptor, std::move(peer));
    addPendingConnection(socket);
    if (full)
        socket->turnAway();
}

} // namespace homeport
