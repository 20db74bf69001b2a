// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/http/httprequest.h"
#include "core/http/responsestream.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace homeport {

class GuardedServer;
class RequestDispatcher;
struct ListenerState;

// Limits of design section 6. Beyond one the client gets one clear answer (431, 413, 408, 503) and
// the connection closes.
struct HttpLimits
{
    int connections = 2048;
    qsizetype headerBytes = 64 * 1024;
    qsizetype bodyBytes = 64 * 1024 * 1024;
    std::chrono::milliseconds headTimeout{10'000};   // from the first byte of a request to the end of its head
    std::chrono::milliseconds bodyTimeout{60'000};   // without any byte of a body that is still due
    std::chrono::milliseconds idleTimeout{120'000};  // keep-alive connection without a request
    std::chrono::milliseconds drainTimeout{30'000};  // the rest of a last answer, without the client taking any of it
    std::chrono::milliseconds stallTimeout{600'000}; // an answer that goes on, without the client taking any of it
};

// Where to listen. 127.0.0.1 belongs to every place.
struct ListenPlace
{
    quint16 port = 0;           // any free one
    bool ipv6 = true;           // [::1] too, where the system has IPv6
    QString secondAddress = {}; // a further loopback address; empty: none

    bool operator==(const ListenPlace &) const = default;
};

// An HTTP/1.1 server on the loopback addresses: QHttpServer behind a guarded TCP server.
// Lives in one thread. Refuses every user but our own, a Host that is not {127.0.0.1, localhost, [::1]}
// with our port, any Origin outside `allowedOrigins` and cross-site Sec-Fetch-Site, before a handler
// sees the request. Never sends a CORS field.
class HttpListener final : public QObject
{
    Q_OBJECT

public:
    // @p refuse writes the answer for a request the guard refuses (status and one sentence), so that
    // each user of the listener can give errors its protocol's shape; empty: plain text.
    using RefusalBody = std::function<QByteArray(const QByteArray &path, int status, const QString &why)>;

    explicit HttpListener(HttpLimits limits = {}, RefusalBody refusalBody = {}, QObject *parent = nullptr);
    ~HttpListener() override;
    Q_DISABLE_COPY_MOVE(HttpListener)

    // Listens on 127.0.0.1 and, where the system has IPv6, on [::1] with the same port; 0 = any free
    // port. Errors: Conflict (port in use: the message names it), Network.
    [[nodiscard]] Result<quint16> listen(quint16 port) { return listen(ListenPlace{port}); }
    // The same elsewhere, and moves there when it listens already: requests that run go on, idle connections of another port are closed. An
    // error leaves all as it was; Invalid: the second address is no loopback address.
    [[nodiscard]] Result<quint16> listen(const ListenPlace &place);
    // What listen(0) asks the system for, once per attempt; by itself 0, any. For who must have a say in the port.
    void setPortChoice(std::function<quint16()> choice) { m_portChoice = std::move(choice); }
    void stopListening(); // running exchanges go on
    void close();         // stops listening and breaks every connection
    void setAllowedOrigins(const QList<QByteArray> &origins);
    // Lets top-level GET navigations from other sites through: the redirect of an OAuth sign-in.
    void setNavigationAllowed(bool allowed);
    // Lets connections of this machine's other users through, which are refused otherwise (403) where the platform
    // tells who is at the other end (Linux). Takes effect for connections that come afterwards.
    void setOtherUsersAllowed(bool allowed);

    void setLimits(const HttpLimits &limits); // from the next time each is looked at

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int connectionCount() const;
    // Connections without a running request whose client has not taken all of an answer are closed once it has; what they ask
    // further is not heard. True while there are any, or others that close.
    [[nodiscard]] bool endSlowReaders();
    [[nodiscard]] bool hasUnsent() const; // a client has not taken all of an answer yet

Q_SIGNALS:
    // Once per request, in the listener's thread. The one receiver (connected directly) takes
    // ownership of @p stream.
    void requestReceived(const std::shared_ptr<homeport::HttpRequest> &request, homeport::ResponseStream *stream);

private:
    [[nodiscard]] Result<quint16> listenOnce(const ListenPlace &place);
    [[nodiscard]] Result<GuardedServer *> serverAt(const QString &address, quint16 port); // one that listens there already, or a new one
    void take(const std::vector<GuardedServer *> &servers, const ListenPlace &place);

    std::shared_ptr<ListenerState> m_state;
    std::unique_ptr<RequestDispatcher> m_dispatcher;
    std::vector<GuardedServer *> m_servers; // children of m_dispatcher
    std::function<quint16()> m_portChoice;
    quint16 m_port = 0;
};

} // namespace homeport
