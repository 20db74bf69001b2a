// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"

#include "core/http/httplistener.h"
#include "core/providers/anthropic/errors.h"
#include "core/simulator/credentials.h"
#include "core/simulator/faults.h"
#include "core/simulator/messageevents.h"
#include "core/simulator/oauthpages.h"
#include "core/simulator/ratelimits.h"
#include "core/simulator/replywriter.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <unordered_map>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::array<QLatin1StringView, 3> Models{"claude-demo"_L1, "claude-demo-large"_L1, "claude-demo-small"_L1};

QJsonObject modelObject(QLatin1StringView id)
{
    return {{u"type"_s, u"model"_s},
            {u"id"_s, id},
            {u"display_name"_s, u"Simulated %1"_s.arg(id)},
            {u"created_at"_s, u"2026-01-01T00:00:00Z"_s}};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray refusal(const QByteArray &, int status, const QString &why)
{
    return anthropicErrorBody(status, why, {});
}

} // namespace

// One request's way through the API part: each of these ends in send() or fail().
struct Simulator::Private
{
    using Response = std::unique_ptr<ResponseStream>;

    void handle(const HttpRequest &request, Response response);
    void serveApi(const HttpRequest &request, Response response);
    void serveMessages(const HttpRequest &request, Response response, const FaultPlan &plan);
    void serveCount(const HttpRequest &request, Response response, const FaultPlan &plan);
    void serveModels(QByteArrayView path, Response response);
    void send(Response response, int status, QByteArray body);
    void fail(Response response, int status, const QString &message);
    void injectFault(Response response, const FaultPlan &plan);
    void run(Response response, Reply reply);
    [[nodiscard]] HeaderBlock commonHeaders(QByteArrayView contentType);

    SimulatorFaults faults;
    SimulatedCredentials credentials;
    SimulatedRateLimits rateLimits;
    OAuthPages oauth{credentials};
    qint64 requests = 0; // Messages
    qint64 number = 0;   // of anything answered
    int streams = 0;
    QByteArray requestId;
    // Writers go before the listener whose sockets they write to.
    std::unique_ptr<HttpListener> listener = std::make_unique<HttpListener>(HttpLimits{}, refusal);
    std::unordered_map<ReplyWriter *, std::unique_ptr<ReplyWriter>> writers;
};

void Simulator::Private::handle(const HttpRequest &request, Response response)
{
    requestId = "req_sim_" + QByteArray::number(++number);
    if (oauth.handle(request, *response, faults))
        return;
    const bool isProbe = request.path() == "/" || request.path() == "/api/hello";
    if (isProbe && (request.method == "GET" || request.method == "HEAD"))
        return response->send(200, "text/plain; charset=utf-8", "Simulated provider: nothing leaves this computer.\n");
    serveApi(request, std::move(response));
}

void Simulator::Private::serveApi(const HttpRequest &request, Response response)
{
    const QByteArrayView path = request.path();
    const bool isMessages = path == "/v1/messages";
    const bool isCount = path == "/v1/messages/count_tokens";
    const bool isModels = path == "/v1/models" || path.startsWith("/v1/models/");
    if (isMessages && request.method == "POST")
        ++requests;
    if (!isMessages && !isCount && !isModels)
        return fail(std::move(response), 404, u"Not found"_s);
    if (request.method != (isModels ? "GET" : "POST"))
        return fail(std::move(response), 405, u"Method not allowed"_s);
    if (!credentials.accepts(request.headers))
        return fail(std::move(response), 401, request.headers.contains("x-api-key") ? u"invalid x-api-key"_s : u"Invalid bearer token"_s);
    if (isModels)
        return serveModels(path, std::move(response));
    const auto plan = faultPlan(faults, request.headers.value("x-simulate"));
    if (!plan)
        return fail(std::move(response), 400, plan.error().detail);
    if (plan->status != 0)
        return injectFault(std::move(response), *plan);
    isMessages ? serveMessages(request, std::move(response), *plan) : serveCount(request, std::move(response), *plan);
}

void Simulator::Private::serveMessages(const HttpRequest &request, Response response, const FaultPlan &plan)
{
    const auto parsed = parseMessageRequest(request.body, true);
    if (!parsed)
        return fail(std::move(response), 400, parsed.error().detail);
    const MessageAnswer answer = answerTo(*parsed, plan, number);
    Reply reply;
    reply.headers = commonHeaders(parsed->stream ? "text/event-stream; charset=utf-8" : "application/json");
    if (parsed->stream)
        reply.headers.append("cache-control", "no-cache");
    rateLimits.count(parsed->inputTokens, answer.outputTokens, QDateTime::currentDateTimeUtc(), reply.headers);
    reply.isStream = parsed->stream;
    reply.chunks = parsed->stream ? streamEvents(answer) : std::vector<QByteArray>{messageBody(answer)};
    reply.headDelayMs = plan.headDelayMs;
    reply.chunkDelayMs = plan.eventDelayMs;
    reply.dropAfter = plan.dropAfterEvents;
    run(std::move(response), std::move(reply));
}

void Simulator::Private::serveCount(const HttpRequest &request, Response response, const FaultPlan &plan)
{
    const auto parsed = parseMessageRequest(request.body, false);
    if (!parsed)
        return fail(std::move(response), 400, parsed.error().detail);
    Reply reply;
    reply.headers = commonHeaders("application/json");
    reply.chunks = {compact({{u"input_tokens"_s, parsed->inputTokens}})};
    reply.headDelayMs = plan.headDelayMs;
    run(std::move(response), std::move(reply));
}

void Simulator::Private::serveModels(QByteArrayView path, Response response)
{
    constexpr qsizetype prefix = 11; // "/v1/models/"
    if (path.size() > prefix) {
        const QByteArrayView wanted = path.sliced(prefix);
        const auto *found = std::find_if(Models.begin(), Models.end(),
                                         [wanted](QLatin1StringView id) { return wanted == QByteArrayView(id.data(), id.size()); });
        if (found == Models.end())
            return fail(std::move(response), 404, u"model: %1"_s.arg(QString::fromUtf8(wanted)));
        return send(std::move(response), 200, compact(modelObject(*found)));
    }
    QJsonArray data;
    for (QLatin1StringView id : Models)
        data.append(modelObject(id));
    send(std::move(response), 200,
         compact({{u"data"_s, data}, {u"has_more"_s, false}, {u"first_id"_s, Models.front()}, {u"last_id"_s, Models.back()}}));
}

HeaderBlock Simulator::Private::commonHeaders(QByteArrayView contentType)
{
    HeaderBlock headers;
    headers.append("content-type", contentType);
    headers.append("request-id", requestId);
    headers.append("anthropic-organization-id", "00000000-0000-4000-8000-000000000000");
    return headers;
}

void Simulator::Private::send(Response response, int status, QByteArray body)
{
    Reply reply;
    reply.status = status;
    reply.headers = commonHeaders("application/json");
    reply.chunks = {std::move(body)};
    run(std::move(response), std::move(reply));
}

void Simulator::Private::fail(Response response, int status, const QString &message)
{
    send(std::move(response), status, anthropicErrorBody(status, message, requestId));
}

void Simulator::Private::injectFault(Response response, const FaultPlan &plan)
{
    Reply reply;
    reply.status = plan.status;
    reply.headers = commonHeaders("application/json");
    if (plan.retryAfterSeconds >= 0)
        reply.headers.append("retry-after", QByteArray::number(plan.retryAfterSeconds));
    reply.chunks = {anthropicErrorBody(plan.status, u"This error is simulated."_s, requestId)};
    reply.headDelayMs = plan.headDelayMs;
    run(std::move(response), std::move(reply));
}

void Simulator::Private::run(Response response, Reply reply)
{
    auto owned = std::make_unique<ReplyWriter>(std::move(response), std::move(reply));
    ReplyWriter *writer = owned.get();
    writers.emplace(writer, std::move(owned));
    streams += writer->isStream() ? 1 : 0;
    QObject::connect(writer, &ReplyWriter::ended, writer, [this, writer] {
        const auto found = writers.find(writer);
        if (found == writers.end())
            return;
        streams -= writer->isStream() ? 1 : 0;
        found->second.release()->deleteLater(); // we are in its signal, perhaps in its stream's too
        writers.erase(found);
    });
    writer->start();
}

Simulator::Simulator(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    connect(d->listener.get(), &HttpListener::requestReceived, this,
            [this](const std::shared_ptr<HttpRequest> &request, ResponseStream *stream) {
                d->handle(*request, std::unique_ptr<ResponseStream>(stream));
            });
}

Simulator::~Simulator() = default;

Result<quint16> Simulator::start(quint16 port)
{
    const auto listening = d->listener->listen(port);
    if (!listening)
        return listening.error();
    // The approval page's own form; and a sign-in may be opened by a link on any page.
    QList<QByteArray> origins;
    for (const char *host : {"127.0.0.1", "localhost", "[::1]"})
        origins << "http://" + QByteArray(host) + ':' + QByteArray::number(*listening);
    d->listener->setAllowedOrigins(origins);
    d->listener->setNavigationAllowed(true);
    // It stands for a server elsewhere: a proxy on the way to it runs as whoever it likes.
    d->listener->setOtherUsersAllowed(true);
    return listening;
}

QString Simulator::baseUrl() const
{
    return u"http://127.0.0.1:%1"_s.arg(d->listener->port());
}

ProviderProfile Simulator::profile() const
{
    ProviderProfile profile;
    profile.id = u"simulator"_s;
    profile.displayName = u"Simulated provider"_s;
    profile.baseUrl = baseUrl();
    SignInProfile signIn;
    signIn.authorizeUrl = baseUrl() + u"/oauth/authorize"_s;
    signIn.tokenUrl = baseUrl() + u"/oauth/token"_s;
    signIn.clientId = QString::fromLatin1(OAuthPages::clientId());
    signIn.scopes = QStringList{u"inference"_s, u"offline_access"_s}; // so that a refresh token comes and must be kept safe
    profile.signIn = signIn;
    return profile;
}

QByteArray Simulator::issueApiKey()
{
    return d->credentials.issueApiKey();
}

void Simulator::setFaults(const SimulatorFaults &faults)
{
    d->faults = faults;
}

qint64 Simulator::requestCount() const
{
    return d->requests;
}

int Simulator::openStreams() const
{
    return d->streams;
}

} // namespace homeport
