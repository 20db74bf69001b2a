// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httplistener.h"

#include "core/base/logging.h"
#include "core/http/guardedserver.h"
#include "core/http/guardedsocket.h"
#include "core/http/listenerstate.h"
#include "core/http/requestdispatcher.h"

#include <QHostAddress>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

bool isOneOf(const std::vector<GuardedServer *> &servers, const GuardedServer *server)
{
    return std::ranges::find(servers, server) != servers.end();
}

} // namespace

HttpListener::HttpListener(HttpLimits limits, RefusalBody refusalBody, QObject *parent)
    : QObject(parent), m_state(std::make_shared<ListenerState>()), m_dispatcher(std::make_unique<RequestDispatcher>(m_state))
{
    m_state->limits = limits;
    m_state->refusalBody = std::move(refusalBody);
    m_state->listener = this;
}

HttpListener::~HttpListener()
{
    close();
    m_state->listener = nullptr;
}

Result<quint16> HttpListener::listen(const ListenPlace &place)
{
    const QHostAddress second(place.secondAddress);
    if (!place.secondAddress.isEmpty() && !second.isLoopback())
        return Error{Error::Code::Invalid, u"%1 is no loopback address: nothing listens beyond this computer."_s.arg(place.secondAddress)};
    // A free port of 127.0.0.1 may be taken on ::1; another one is tried then.
    for (int attempt = 0; attempt < 20; ++attempt) {
        ListenPlace wanted = place;
        if (place.port == 0 && m_portChoice)
            wanted.port = m_portChoice();
        auto result = listenOnce(wanted);
        if (result || place.port != 0 || result.error().code != Error::Code::Conflict)
            return result;
    }
    return Error{Error::Code::Network, u"No port is free on both 127.0.0.1 and ::1: end a program that keeps many open, then try again."_s};
}

Result<GuardedServer *> HttpListener::serverAt(const QString &address, quint16 port)
{
    const auto same = std::ranges::find_if(m_servers, [&](const GuardedServer *server) {
        return port != 0 && server->serverPort() == port && server->serverAddress() == QHostAddress(address);
    });
    if (same != m_servers.end())
        return *same;
    auto *server = new GuardedServer(m_state, m_dispatcher.get());
    if (server->listen(QHostAddress(address), port))
        return server;
    const bool taken = server->serverError() == QAbstractSocket::AddressInUseError;
    const QString why = server->errorString();
    delete server;
    if (taken)
        return Error{Error::Code::Conflict,
                     u"Port %1 on %2 is in use by another program; choose another with --port."_s.arg(port).arg(address)};
    return Error{Error::Code::Network, u"Can't listen on %1, port %2: %3."_s.arg(address).arg(port).arg(why)};
}

// All of the addresses, or none: what was opened before one fails is closed again, and what listened before goes on.
Result<quint16> HttpListener::listenOnce(const ListenPlace &place)
{
    std::vector<GuardedServer *> servers;
    const auto add = [&](const QString &address, quint16 port) -> Result<void> {
        const auto server = serverAt(address, port);
        if (!server)
            return server.error();
        servers.push_back(*server);
        return {};
    };
    Result<void> added = add(u"127.0.0.1"_s, place.port);
    const quint16 port = added ? servers.front()->serverPort() : place.port;
    if (added && !place.secondAddress.isEmpty() && place.secondAddress != "127.0.0.1"_L1)
        added = add(place.secondAddress, port);
    if (added && place.ipv6) {
        added = add(u"::1"_s, port);
        if (!added && added.error().code != Error::Code::Conflict) {
            qCInfo(lcHttp) << "no IPv6 loopback, listening without it:" << added.error().detail;
            added = {};
        }
    }
    if (added) {
        take(servers, place);
        return m_port;
    }
    for (GuardedServer *server : servers) {
        if (!isOneOf(m_servers, server))
            delete server;
    }
    return added.error();
}

void HttpListener::take(const std::vector<GuardedServer *> &servers, const ListenPlace &place)
{
    for (GuardedServer *server : servers) {
        if (!isOneOf(m_servers, server))
            m_dispatcher->bind(server);
    }
    for (GuardedServer *former : m_servers) {
        if (!isOneOf(servers, former))
            former->close(); // deleted with the dispatcher: open connections are its children
    }
    m_servers = servers;
    const quint16 before = std::exchange(m_port, servers.front()->serverPort());
    m_state->rules.port = m_port;
    m_state->rules.furtherHosts.clear();
    if (!place.secondAddress.isEmpty())
        m_state->rules.furtherHosts << place.secondAddress.toLatin1();
    if (before == 0 || before == m_port)
        return;
    const QList<GuardedSocket *> all = m_state->sockets.values();
    for (GuardedSocket *socket : all) {
        if (m_state->sockets.contains(socket))
            socket->retire();
    }
}

void HttpListener::stopListening()
{
    for (GuardedServer *server : m_servers)
        server->close(); // deleted with the dispatcher: open connections are its children
    m_servers.clear();
}

void HttpListener::close()
{
    stopListening();
    const QList<GuardedSocket *> all = m_state->sockets.values();
    for (GuardedSocket *socket : all) {
        if (m_state->sockets.contains(socket))
            socket->breakConnection(false);
    }
}

void HttpListener::setAllowedOrigins(const QList<QByteArray> &origins)
{
    m_state->rules.allowedOrigins = origins;
}

void HttpListener::setNavigationAllowed(bool allowed)
{
    m_state->rules.navigationAllowed = allowed;
}

void HttpListener::setLimits(const HttpLimits &limits)
{
    m_state->limits = limits;
}

void HttpListener::setOtherUsersAllowed(bool allowed)
{
    m_state->peers.setOtherUsersAllowed(allowed);
}

bool HttpListener::endSlowReaders()
{
    const QList<GuardedSocket *> all = m_state->sockets.values();
    for (GuardedSocket *socket : all) {
        if (m_state->sockets.contains(socket))
            socket->endIfIdle();
    }
    return std::ranges::any_of(m_state->sockets, [](const GuardedSocket *socket) { return socket->isLingering(); });
}

bool HttpListener::hasUnsent() const
{
    return std::ranges::any_of(m_state->sockets, [](const GuardedSocket *socket) { return socket->pendingBytes() > 0; });
}

int HttpListener::connectionCount() const
{
    return static_cast<int>(m_state->sockets.size() - m_state->turnedAway);
}

} // namespace homeport
