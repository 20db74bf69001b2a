// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relayserver.h"

#include "core/access/pathkey.h"
#include "core/base/logging.h"
#include "core/providers/wireprotocol.h"
#include "core/relay/exchange.h"
#include "core/relay/gatewayendpoint.h"
#include "core/relay/requestkeys.h"
#include "core/relay/routes.h"
#include "core/relay/usagecall.h"
#include "core/relay/usageendpoint.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::milliseconds ReportInterval{250};
// Ended requests are handed over with each report, and before that when there are so many: what waits is bounded, whatever comes.
constexpr qsizetype MostWaiting = 250;
constexpr std::size_t MostChunks = 2; // of so many requests in one report, for lists; the ledger gets all
// How far a running request has got is told in every n-th report, each request in its turn: hundreds of
// records at once would hold up the streams.
constexpr quint64 ProgressReports = 4;

QByteArray refusalBody(const QByteArray &path, int status, const QString &why)
{
    const auto keyed = pathKeyOf(path);
    return wireProtocol(protocolOfPath(keyed ? keyed->target : path)).errorBody({status, why});
}

} // namespace

RelayServer::RelayServer(const RelayOptions &options)
    : m_options(options), m_limits(m_clock, QTimeZone::systemTimeZone()), m_programGate(m_programs, options.programPatience),
      m_engine(std::make_unique<HttpEngine>(HttpEngine::Options{options.extraCaFile})),
      m_catalogue(*m_engine, options.tokens, [this](const AccountSignal &signal) { m_accounts.report(signal); }, {}),
      m_models(m_catalogue, m_snapshot), m_listener(std::make_unique<HttpListener>(options.limits, refusalBody))
{
    if (m_options.devices)
        m_gateway = std::make_unique<GatewayEndpoint>(*m_options.devices, m_programs);
    if (m_options.usage)
        m_usage = std::make_unique<UsageEndpoint>(*m_options.usage);
    connect(m_listener.get(), &HttpListener::requestReceived, this, &RelayServer::handle);
    connect(&m_catalogue, &ModelCatalogue::learnt, this,
            [this] { m_accounts.setListed(std::make_shared<const ListedModels>(m_catalogue.names())); });
    connect(&m_programGate, &ProgramGate::waitingChanged, this, &RelayServer::programsWaiting);
    m_reportTimer.setSingleShot(true);
    m_drainTimer.setSingleShot(true);
    m_quietTimer.setSingleShot(true);
    m_quietTimer.setInterval(m_options.quietAfter);
    if (m_options.quiet)
        connect(&m_quietTimer, &QTimer::timeout, this, m_options.quiet);
    connect(&m_reportTimer, &QTimer::timeout, this, &RelayServer::report);
    connect(&m_drainTimer, &QTimer::timeout, this, &RelayServer::finishDraining);
}

RelayServer::~RelayServer()
{
    m_buried.clear();
    m_running.clear();
    m_gateway.reset();
    m_usage.reset();
    m_listener.reset();
}

Result<quint16> RelayServer::listen(const ListenPlace &place)
{
    m_draining = false; // it may have been stopped before
    return m_listener->listen(place);
}

void RelayServer::setSnapshot(RelaySnapshot snapshot)
{
    m_snapshot = std::move(snapshot);
    m_authenticator = Authenticator(m_snapshot.sealer, m_snapshot.keys);
    m_accounts.setSnapshot(m_snapshot);
    if (m_catalogue.setAccounts(m_snapshot.accounts))
        m_accounts.setListed(std::make_shared<const ListedModels>(m_catalogue.names()));
    QSet<qint64> valid;
    for (const LocalKey &key : std::as_const(m_snapshot.keys)) {
        if (key.isRevoked())
            continue;
        valid.insert(key.id);
        m_limits.setPolicy(key.id, key.policy, key.firstUsedAt);
    }
    for (const qint64 gone : m_limitedKeys - valid) {
        m_limits.removeKey(gone);
        m_counts.forget(gone);
    }
    m_limitedKeys = valid;
    m_programGate.setRules(m_snapshot.programs); // last: what it held goes on with all of the above
}

void RelayServer::restoreUsage(const QList<KeyUsageRow> &rows)
{
    m_limits.restore(rows);
    for (const KeyUsageRow &row : rows)
        m_usedKeys.insert(row.keyId);
    if (!m_reportTimer.isActive()) // how they stand is told before anybody asks
        m_reportTimer.start(ReportInterval);
}

void RelayServer::dropRequestsOf(qint64 keyId)
{
    std::vector<Exchange *> running;
    for (const auto &[id, exchange] : m_running) {
        if (exchange->keyId() == keyId)
            running.push_back(exchange.get());
    }
    for (Exchange *exchange : running)
        exchange->cancel(u"The Homeport key of this request was revoked."_s);
}

void RelayServer::handle(const std::shared_ptr<HttpRequest> &request, ResponseStream *stream)
{
    std::unique_ptr<ResponseStream> response(stream);
    // A key in the path goes no further than this: neither to the record nor upstream.
    const QByteArray pathKey = takePathKey(*request);
    Route route = routeOf(request->method, request->target, request->headers);
    if (!route.target.isEmpty())
        request->target = std::move(route.target);
    if (route.call.protocol == Protocol::Gemini)
        moveQueryKey(*request);
    const RouteKind kind = route.kind;
    // Probes come often and before any login: answered at once, not recorded.
    if (kind == RouteKind::Health) {
        static const QByteArray body = R"({"status":"ok","version":")" HOMEPORT_VERSION R"("})";
        response->send(200, "application/json", body);
        return;
    }
    if (kind == RouteKind::WebSocket) { // at once: Codex posts as soon as it knows
        const OwnError error{426, u"Homeport does not speak WebSocket here: send the request by POST."_s};
        response->send(426, "application/json", wireProtocol(Protocol::OpenAi).errorBody(error));
        return;
    }
    if (kind == RouteKind::Probe) {
        response->send(200, "text/plain; charset=utf-8", "Homeport\n");
        return;
    }
    m_programs.look(request->peerInode); // early: a tool may be gone when its request is told of
    if (kind == RouteKind::Gateway && m_gateway && !m_draining)
        return m_gateway->handle(*request, std::move(response));
    if (kind == RouteKind::Usage && m_usage)
        return serveUsage({m_nextId++, request, std::move(response), pathKey});
    ExchangeOwner &owner = *this;
    auto exchange = std::make_unique<Exchange>(m_nextId++, route, request, std::move(response), owner);
    Exchange &running = *exchange;
    watch(std::move(exchange));
    decide(running, request, pathKey);
}

void RelayServer::watch(std::unique_ptr<Exchange> exchange)
{
    const quint64 id = exchange->id();
    m_running.emplace(id, std::move(exchange));
    m_quietTimer.stop();
    if (!m_reportTimer.isActive())
        m_reportTimer.start(ReportInterval);
}

void RelayServer::exchangeEnded(quint64 id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    m_programGate.drop(id);
    if (m_ended.size() >= MostWaiting)
        handOver();
    if (found->second->wasTold())
        m_awaited.insert(id);
    m_ended << found->second->takeRecord();
    m_texts.share(m_ended.last());
    if (const qint64 key = found->second->keyId(); key > 0)
        m_usedKeys.insert(key);
    if (auto kept = found->second->takeKept())
        keepContents(*std::move(kept));
    // We are inside its own call: deleted when that is over, and not with the report, for memory that is
    // given back at once is used again while the processor still holds it.
    if (m_buried.empty())
        QMetaObject::invokeMethod(
            this, [this] { m_buried.clear(); }, Qt::QueuedConnection);
    m_buried.push_back(std::move(found->second));
    m_running.erase(found);
    if (m_draining)
        endDrainIfDone();
    if (!m_reportTimer.isActive())
        m_reportTimer.start(ReportInterval);
}

void RelayServer::report()
{
    QList<RequestRecord> batch;
    batch.reserve(static_cast<qsizetype>(m_running.size()) + m_ended.size());
    ++m_reports;
    for (RequestRecord &record : std::exchange(m_unnamed, {})) {
        if (nameProgram(record)) // else it stays without
            batch << std::move(record);
    }
    for (const auto &[id, exchange] : m_running) {
        if (!exchange->takeChanged() && (id + m_reports) % ProgressReports != 0)
            continue;
        batch << exchange->record();
        nameProgram(batch.last());
    }
    handOver();
    m_awaited.clear();
    batch << std::exchange(m_passedOver, {});
    for (const QList<RequestRecord> &ended : std::exchange(m_handedOver, {})) {
        for (const RequestRecord &record : ended) {
            if (record.program.isEmpty() && record.peerInode != 0 && !m_programs.known(record.peerInode))
                m_unnamed.push_back(record);
            batch << record;
        }
    }
    if (!batch.isEmpty())
        Q_EMIT requestsChanged(batch);
    reportUsage();
    if (!m_running.empty() || !m_unnamed.empty())
        m_reportTimer.start(ReportInterval);
    else if (m_options.quiet)
        m_quietTimer.start();
}

// What has ended since: to the ledger now, and to the lists with the next report.
void RelayServer::handOver()
{
    handOverContents();
    QList<RequestRecord> ended = std::exchange(m_ended, {});
    if (ended.isEmpty())
        return;
    if (ended.size() >= MostWaiting)
        m_ended.reserve(MostWaiting); // more will come
    for (RequestRecord &record : ended) {
        nameProgram(record);
        m_counts.count(record);
    }
    Q_EMIT requestsEnded(ended);
    m_handedOver.push_back(std::move(ended));
    if (m_handedOver.size() <= MostChunks)
        return;
    // The lists hear of so many at most, but of each end of what they saw running.
    for (const RequestRecord &record : std::as_const(m_handedOver.front())) {
        if (m_awaited.contains(record.id))
            m_passedOver << record;
    }
    m_handedOver.pop_front();
}

bool RelayServer::nameProgram(RequestRecord &record)
{
    const Result<CallingProgram> *program = m_programs.known(record.peerInode);
    if (!program || !*program)
        return false;
    if (**program != m_named) { // most requests are of the same one as those before them
        m_named = **program;
        m_namedText = programText(m_named);
    }
    record.program = m_namedText;
    return true;
}

void RelayServer::reportUsage()
{
    if (m_usedKeys.isEmpty())
        return;
    KeyUsageReport report{m_limits.takeUsage(), m_limits.takeFirstUses(), {}};
    for (const qint64 key : std::exchange(m_usedKeys, {}))
        report.standing << m_limits.usageNow(key);
    Q_EMIT keysUsed(report);
}

} // namespace homeport
