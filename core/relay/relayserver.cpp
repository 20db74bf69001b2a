// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relayserver.h"

#include "core/base/logging.h"
#include "core/providers/anthropic/errors.h"
#include "core/relay/exchange.h"
#include "core/relay/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::milliseconds ReportInterval{250};
constexpr std::size_t ReportCapacity = 1000;
// How far a running request has got is told in every n-th report, each request in its turn: hundreds of
// records at once would hold up the streams.
constexpr quint64 ProgressReports = 4;

QByteArray refusalBody(const QByteArray &, int status, const QString &why)
{
    return anthropicErrorBody(status, why, {});
}

} // namespace

RelayServer::RelayServer(const RelayOptions &options)
    : m_tokens(options.tokens), m_timeouts(options.timeouts),
      m_engine(std::make_unique<HttpEngine>(HttpEngine::Options{options.extraCaFile})),
      m_listener(std::make_unique<HttpListener>(HttpLimits{}, refusalBody))
{
    connect(m_listener.get(), &HttpListener::requestReceived, this, &RelayServer::handle);
    m_reportTimer.setSingleShot(true);
    m_drainTimer.setSingleShot(true);
    connect(&m_reportTimer, &QTimer::timeout, this, &RelayServer::report);
    connect(&m_drainTimer, &QTimer::timeout, this, &RelayServer::finishDraining);
}

RelayServer::~RelayServer()
{
    m_buried.clear();
    m_running.clear();
    m_listener.reset();
    m_engine.reset();
}

Result<quint16> RelayServer::listen(quint16 port)
{
    return m_listener->listen(port);
}

void RelayServer::setSnapshot(RelaySnapshot snapshot)
{
    m_snapshot = std::move(snapshot);
    m_routing.accounts = std::exchange(m_snapshot.accounts, {});
    m_goodProxies.clear(); // it may have come of a failure that was not seen here: a test by hand, another account
    m_authenticator = Authenticator(m_snapshot.sealer, m_snapshot.keys);
}

void RelayServer::handle(const std::shared_ptr<HttpRequest> &request, ResponseStream *stream)
{
    std::unique_ptr<ResponseStream> response(stream);
    const RouteKind kind = routeOf(request->method, request->path());
    // Probes come often and before any login: answered at once, not recorded.
    if (kind == RouteKind::Health) {
        static const QByteArray body = R"({"status":"ok","version":")" HOMEPORT_VERSION R"("})";
        response->send(200, "application/json", body);
        return;
    }
    if (kind == RouteKind::Probe) {
        response->send(200, "text/plain; charset=utf-8", "Homeport\n");
        return;
    }
    auto exchange = std::make_unique<Exchange>(m_nextId++, request, std::move(response));
    Exchange &running = *exchange;
    watch(std::move(exchange));
    decide(running, *request);
}

void RelayServer::watch(std::unique_ptr<Exchange> exchange)
{
    const quint64 id = exchange->id();
    connect(exchange.get(), &Exchange::ended, this, [this, id] { exchangeEnded(id); });
    connect(exchange.get(), &Exchange::signalled, this, &RelayServer::signalled);
    m_running.emplace(id, std::move(exchange));
    if (!m_reportTimer.isActive())
        m_reportTimer.start(ReportInterval);
}

// The chain of design section 6, after HttpListener's part of it.
void RelayServer::decide(Exchange &exchange, const HttpRequest &request)
{
    if (m_draining)
        return exchange.refuse(503, u"Homeport is shutting down."_s, true);
    if (m_snapshot.vaultLocked)
        return exchange.refuse(503, m_snapshot.lockedReason, m_snapshot.lockedForNow);
    const auto key = m_authenticator.check(request.headers);
    if (!key)
        return exchange.refuse(401, key.error().detail, false);
    exchange.setKey(*key);
    switch (routeOf(request.method, request.path())) {
    case RouteKind::WrongMethod:
        return exchange.refuse(
            405, u"%1 does not accept the method %2."_s.arg(QString::fromUtf8(request.path()), QString::fromLatin1(request.method)), false);
    case RouteKind::Unknown:
        return exchange.refuse(404,
                               u"Homeport does not serve %1. It serves /v1/messages, /v1/messages/count_tokens and /v1/models."_s.arg(
                                   QString::fromUtf8(request.path())),
                               false);
    default:
        break;
    }
    RouteQuestion question;
    question.nowMs = QDateTime::currentMSecsSinceEpoch();
    const RouteDecision decision = route(m_routing, {}, Sessions(), question);
    if (!decision.account)
        return exchange.refuse(503, refusalText(decision.step, question.nowMs), false);
    exchange.forward(*m_engine, m_tokens, m_timeouts, *decision.account);
}

void RelayServer::exchangeEnded(quint64 id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    m_ended.push_back(found->second->record());
    if (m_ended.size() > ReportCapacity)
        m_ended.pop_front();
    // We are inside its own call: deleted when that is over, and not with the report, for memory that is
    // given back at once is used again while the processor still holds it.
    if (m_buried.empty())
        QMetaObject::invokeMethod(
            this, [this] { m_buried.clear(); }, Qt::QueuedConnection);
    m_buried.push_back(std::move(found->second));
    m_running.erase(found);
    if (m_draining && m_running.empty())
        m_drainTimer.start(0);
    if (!m_reportTimer.isActive())
        m_reportTimer.start(ReportInterval);
}

void RelayServer::signalled(const AccountSignal &signal)
{
    const std::pair way(signal.accountId, signal.proxyId);
    // It marks the account, whichever of its proxies it was: the next good one is to be told again.
    if (signal.kind == AccountSignal::Kind::ProxyFailed)
        m_goodProxies.removeIf([&signal](const auto &good) { return good.first == signal.accountId; });
    if (signal.kind == AccountSignal::Kind::ProxyWorked) {
        if (m_goodProxies.contains(way))
            return;
        m_goodProxies.insert(way);
    }
    Q_EMIT accountSignalled(signal);
}

void RelayServer::report()
{
    QList<RequestRecord> batch;
    batch.reserve(static_cast<qsizetype>(m_running.size() + m_ended.size()));
    ++m_reports;
    for (const auto &[id, exchange] : m_running) {
        if (exchange->takeChanged() || (id + m_reports) % ProgressReports == 0)
            batch << exchange->record();
    }
    for (RequestRecord &record : std::exchange(m_ended, {}))
        batch << std::move(record);
    if (!batch.isEmpty())
        Q_EMIT requestsChanged(batch);
    if (!m_running.empty())
        m_reportTimer.start(ReportInterval);
}

void RelayServer::drain(std::chrono::milliseconds grace, std::function<void(int)> done)
{
    m_draining = true;
    m_drained = std::move(done);
    m_listener->stopListening();
    m_drainTimer.start(m_running.empty() ? std::chrono::milliseconds(0) : grace);
}

void RelayServer::finishDraining()
{
    if (!m_drained)
        return;
    std::vector<Exchange *> rest;
    for (const auto &[id, exchange] : m_running)
        rest.push_back(exchange.get());
    for (Exchange *exchange : rest)
        exchange->cancel(u"Homeport is shutting down."_s);
    report();
    m_listener->close();
    std::exchange(m_drained, {})(static_cast<int>(rest.size()));
}

} // namespace homeport
