// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httplistener.h"

#include "core/base/logging.h"
#include "core/http/guardedserver.h"
#include "core/http/guardedsocket.h"
#include "core/http/listenerstate.h"
#include "core/http/requestdispatcher.h"

#include <QHostAddress>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

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

Result<quint16> HttpListener::listen(quint16 port)
{
    // A free port of 127.0.0.1 may be taken on ::1; another one is tried then.
    for (int attempt = 0; attempt < 20; ++attempt) {
        auto result = listenOnce(port == 0 && m_portChoice ? m_portChoice() : port);
        if (result || port != 0 || result.error().code != Error::Code::Conflict)
            return result;
        stopListening();
    }
    return Error{Error::Code::Network, u"No port is free on both 127.0.0.1 and ::1: end a program that keeps many open, then try again."_s};
}

Result<quint16> HttpListener::listenOnce(quint16 port)
{
    auto *v4 = new GuardedServer(m_state, m_dispatcher.get());
    m_servers.push_back(v4);
    const auto failed = [](const QTcpServer &server, const QString &address, quint16 wanted) {
        if (server.serverError() == QAbstractSocket::AddressInUseError)
            return Error{Error::Code::Conflict,
                         u"Port %1 on %2 is in use by another program; choose another with --port."_s.arg(wanted).arg(address)};
        return Error{Error::Code::Network, u"Can't listen on %1, port %2: %3."_s.arg(address).arg(wanted).arg(server.errorString())};
    };
    if (!v4->listen(QHostAddress::LocalHost, port)) {
        const Error error = failed(*v4, u"127.0.0.1"_s, port);
        stopListening();
        return error;
    }
    m_port = v4->serverPort();
    m_state->rules.port = m_port;
    m_dispatcher->bind(v4);

    auto *v6 = new GuardedServer(m_state, m_dispatcher.get());
    if (v6->listen(QHostAddress::LocalHostIPv6, m_port)) {
        m_servers.push_back(v6);
        m_dispatcher->bind(v6);
    } else if (v6->serverError() == QAbstractSocket::AddressInUseError) {
        const Error error = failed(*v6, u"::1"_s, m_port);
        delete v6;
        stopListening();
        return error;
    } else {
        qCInfo(lcHttp) << "no IPv6 loopback, listening on 127.0.0.1 only:" << v6->errorString();
        delete v6;
    }
    return m_port;
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

void HttpListener::setOtherUsersAllowed(bool allowed)
{
    m_state->peers.setOtherUsersAllowed(allowed);
}

int HttpListener::connectionCount() const
{
    return static_cast<int>(m_state->sockets.size() - m_state->turnedAway);
}

} // namespace homeport
