// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/loopbackreceiver.h"

#include "core/base/logging.h"
#include "core/http/httplistener.h"
#include "core/oauth/authorizationerror.h"
#include "core/oauth/htmlpage.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// One browser with a few tabs.
constexpr HttpLimits ReceiverLimits{.connections = 32,
                                    .headerBytes = 16 * 1024,
                                    .bodyBytes = 1024,
                                    .headTimeout = std::chrono::seconds(10),
                                    .bodyTimeout = std::chrono::seconds(10),
                                    .idleTimeout = std::chrono::seconds(30)};

void sendPage(ResponseStream &response, int status, const QString &name)
{
    response.send(status, "text/html; charset=utf-8", htmlPage(u":/oauth/%1.html"_s.arg(name)), htmlPageHeaders());
}

} // namespace

LoopbackReceiver::LoopbackReceiver(SharedSecret state, QObject *parent)
    : QObject(parent), m_state(std::move(state)), m_listener(std::make_unique<HttpListener>(ReceiverLimits))
{
    // The redirect is a navigation that another site started.
    m_listener->setNavigationAllowed(true);
    connect(m_listener.get(), &HttpListener::requestReceived, this,
            [this](const std::shared_ptr<HttpRequest> &request, ResponseStream *stream) {
                const std::unique_ptr<ResponseStream> response(stream);
                handle(*request, *response);
            });
}

LoopbackReceiver::~LoopbackReceiver() = default;

Result<quint16> LoopbackReceiver::listen()
{
    return m_listener->listen(0);
}

void LoopbackReceiver::close()
{
    m_used = true;
    m_listener->close();
    disconnect(this, &LoopbackReceiver::received, nullptr, nullptr);
}

QByteArray LoopbackReceiver::redirectUri() const
{
    return "http://127.0.0.1:" + QByteArray::number(m_listener->port()) + "/callback";
}

void LoopbackReceiver::handle(const HttpRequest &request, ResponseStream &response)
{
    if (request.path() != "/callback" || request.method != "GET")
        return sendPage(response, 404, u"notfound"_s);
    if (m_used)
        return sendPage(response, 410, u"used"_s);
    const auto redirect = parseRedirect(request.query());
    if (!redirect || !redirect->state || !(*redirect->state == *m_state)) {
        qCInfo(lcOAuth) << "a redirect that does not belong to this sign-in was ignored";
        return sendPage(response, 400, u"mismatch"_s);
    }
    accept(*redirect, response);
}

void LoopbackReceiver::accept(const Redirect &redirect, ResponseStream &response)
{
    m_used = true;
    sendPage(response, 200, redirect.code ? u"received"_s : isDenial(redirect) ? u"denied"_s : u"failed"_s);
    // Queued: whoever is told may close the listener, whose signal we are in.
    QMetaObject::invokeMethod(
        this, [this, redirect] { Q_EMIT received(redirect); }, Qt::QueuedConnection);
}

} // namespace homeport
