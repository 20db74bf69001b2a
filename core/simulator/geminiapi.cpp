// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/geminiapi.h"

#include "core/providers/gemini/errors.h"
#include "core/simulator/geminianswer.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype Dimensions = 8; // of an embedding

QByteArray requestModel(const GeminiCall &call, const QByteArray &body)
{
    return call.codeAssist ? QJsonDocument::fromJson(body)["model"_L1].toString().toUtf8() : call.model;
}

// google.rpc details, as the API writes them.
QByteArray retryInfo(qint64 seconds)
{
    return R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":")" + QByteArray::number(seconds) + R"(s"})";
}

QByteArray quotaFailure(QByteArrayView quotaId)
{
    return R"({"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":")" + quotaId + R"("}]})";
}

QByteArray detailsOf(const SimulatedAccount::Refusal &refusal)
{
    using Cause = SimulatedAccount::Refusal::Cause;
    switch (refusal.cause) {
    case Cause::Window:
        return quotaFailure("GenerateRequestsPerDayPerProject") + ',' + retryInfo(refusal.retryAfter);
    case Cause::Family:
        return quotaFailure("GenerateRequestsPerDayPerProjectPerModel") + ',' + retryInfo(refusal.retryAfter);
    case Cause::Burst:
        return quotaFailure("GenerateRequestsPerMinutePerProject") + ',' + retryInfo(refusal.retryAfter);
    case Cause::Ban:
    case Cause::Overload:
        break;
    }
    return {};
}

// Chunks as they go over the wire: events, or the pieces of a list.
std::vector<QByteArray> written(const std::vector<GeminiChunk> &chunks, bool events)
{
    std::vector<QByteArray> pieces;
    pieces.reserve(chunks.size() + 1);
    for (const GeminiChunk &chunk : chunks) {
        if (events)
            pieces.push_back("data: " + chunk.json + "\r\n\r\n");
        else
            pieces.push_back((pieces.empty() ? QByteArray("[") : QByteArray(",\r\n")) + chunk.json);
    }
    if (!events)
        pieces.push_back("\n]\n");
    return pieces;
}

// Vertex AI takes access tokens, and no keys.
bool lacksToken(const GeminiCall &call, const HttpRequest &request)
{
    return call.vertex && !request.headers.value("authorization").startsWith("Bearer sim-at-");
}

// An error in the middle of a stream, in either of its forms.
QByteArray errorIn(bool events, bool isFirst)
{
    const QByteArray body = geminiErrorBody({503, u"The model is overloaded. Please try again later. (simulated)"_s});
    return events ? QByteArray("data: " + body + "\r\n\r\n") : QByteArray((isFirst ? "[" : ",\r\n") + body + "\n]\n");
}

} // namespace

void GeminiApi::handle(const GeminiCall &call, const HttpRequest &request, Response response, const SimulatorFaults &faults)
{
    ++m_number;
    const auto access = m_credentials.access(request.headers, QDateTime::currentDateTimeUtc());
    if (call.isContent()) {
        ++m_requests;
        if (access.account)
            access.account->countRequest();
    }
    if (refuses(call, request, response, access))
        return;
    const bool isRead = call.verb.isEmpty() || call.verb == "operation";
    if (request.method != (isRead ? "GET" : "POST"))
        return fail(std::move(response), 404, u"Not found"_s);
    const auto plan = faultPlan(faults, request.headers.value("x-simulate"));
    if (!plan)
        return fail(std::move(response), 400, plan.error().detail);
    if (plan->status != 0) {
        HeaderBlock headers;
        if (plan->retryAfterSeconds >= 0)
            headers.append("retry-after", QByteArray::number(plan->retryAfterSeconds));
        return fail(std::move(response), plan->status, u"This error is simulated."_s,
                    plan->retryAfterSeconds >= 0 ? retryInfo(plan->retryAfterSeconds) : QByteArray(), headers);
    }
    serve({call, *plan, access.account}, request, std::move(response));
}

// Whether the credential or its account's state ends it.
bool GeminiApi::refuses(const GeminiCall &call, const HttpRequest &request, Response &response, const SimulatedCredentials::Access &access)
{
    if (lacksToken(call, request)) {
        fail(std::move(response), 401,
             u"Request is missing required authentication credential. Expected OAuth 2 access token. (simulated)"_s);
        return true;
    }
    if (!access.why.isEmpty()) {
        if (!request.headers.contains("x-goog-api-key"))
            fail(std::move(response), 401, access.why);
        else
            fail(std::move(response), 400, u"API key not valid. Please pass a valid API key. (simulated)"_s,
                 R"({"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"})");
        return true;
    }
    auto refusal = access.account->refusal();
    if (!refusal && call.isContent())
        refusal = access.account->refuseMessages(QString::fromUtf8(requestModel(call, request.body)), QDateTime::currentDateTimeUtc());
    if (!refusal)
        return false;
    fail(std::move(response), refusal->status == 529 ? 503 : refusal->status, refusal->message, detailsOf(*refusal));
    return true;
}

void GeminiApi::serve(const Asked &asked, const HttpRequest &request, Response response)
{
    const GeminiCall &call = asked.call;
    if (const QString refusal = SimulatedCodeAssist::refusal(call, request); !refusal.isEmpty())
        return fail(std::move(response), 403, refusal);
    const auto plain = call.verb.isEmpty() ? geminiModels(call.model) : call.codeAssist ? m_codeAssist.answer(call, request) : std::nullopt;
    if (plain)
        return send(std::move(response), *plain, 200, {}, asked.plan.headDelayMs);
    const bool embeds = !call.vertex && (call.verb == "embedContent" || call.verb == "batchEmbedContents"); // there it is "predict"
    const bool isKnown = call.isContent() || call.verb == "countTokens" || embeds;
    if (!isKnown)
        return fail(std::move(response), 404, u"models/%1 is not found (simulated)"_s.arg(QString::fromUtf8(call.model)));
    const auto parsed = parseGeminiRequest(request.body, QString::fromUtf8(call.model), call.codeAssist);
    if (!parsed)
        return fail(std::move(response), 400, parsed.error().detail);
    if (call.verb == "countTokens")
        return send(std::move(response), R"({"totalTokens":)" + QByteArray::number(parsed->inputTokens) + '}', 200, {},
                    asked.plan.headDelayMs);
    if (!call.isContent())
        return serveEmbeddings(asked, *parsed, std::move(response));
    serveContent(asked, *parsed, std::move(response));
}

void GeminiApi::serveContent(const Asked &asked, const GeminiRequest &request, Response response)
{
    const GeminiCall &call = asked.call;
    const MessageAnswer answer = answerTo(request, asked.plan, m_number);
    const auto chunks = call.isStream() ? geminiChunks(answer, request.thoughts, call.codeAssist)
                                        : std::vector{geminiBody(answer, request.thoughts, call.codeAssist)};
    Reply reply;
    const bool isEvents = call.isStream() && call.eventStream;
    reply.headers.append("content-type", isEvents ? "text/event-stream" : "application/json; charset=UTF-8");
    reply.headers.append("vary", "Origin");
    reply.isStream = call.isStream();
    reply.chunks = call.isStream() ? written(chunks, isEvents) : std::vector{chunks.front().json};
    reply.headDelayMs = asked.plan.headDelayMs;
    reply.chunkDelayMs = asked.plan.eventDelayMs;
    reply.dropAfter = asked.plan.dropAfterEvents;
    reply.errorAfter = asked.plan.errorAfterEvents;
    reply.error = errorIn(isEvents, asked.plan.errorAfterEvents == 0);
    m_replies.run(std::move(response), std::move(reply), [account = asked.account, chunks](const ReplyWriter &writer) {
        const std::size_t whole = std::min(writer.chunksWritten(), chunks.size());
        account->countTold(whole == 0 ? std::nullopt : std::optional(chunks[whole - 1].told), writer.chunksWritten() == writer.chunks());
    });
}

void GeminiApi::serveEmbeddings(const Asked &asked, const GeminiRequest &request, Response response)
{
    const QByteArray embedding = R"({"values":[0.5)" + QByteArray(",0.25").repeated(Dimensions - 1) + "]}";
    const QByteArray list = QByteArray(embedding + ',').repeated(std::max<qsizetype>(1, request.parts)).chopped(1);
    const bool isBatch = asked.call.verb == "batchEmbedContents";
    const QByteArray vectors = isBatch ? QByteArray(R"("embeddings":[)" + list + ']') : QByteArray(R"("embedding":)" + embedding);
    TokenUsage told;
    told.input = request.inputTokens;
    told.model = request.model;
    asked.account->countTold(told, true);
    const QByteArray body = '{' + vectors + R"(,"usageMetadata":{"promptTokenCount":)" + QByteArray::number(request.inputTokens) + "}}";
    send(std::move(response), body, 200, {}, asked.plan.headDelayMs);
}

void GeminiApi::send(Response response, const QByteArray &body, int status, const HeaderBlock &extra, int headDelayMs)
{
    Reply reply;
    reply.status = status;
    reply.headers.append("content-type", "application/json; charset=UTF-8");
    for (qsizetype i = 0; i < extra.size(); ++i)
        reply.headers.append(extra.at(i).name, extra.at(i).value);
    reply.chunks = {body};
    reply.headDelayMs = headDelayMs;
    m_replies.run(std::move(response), std::move(reply));
}

void GeminiApi::fail(Response response, int status, const QString &message, const QByteArray &details, const HeaderBlock &extra)
{
    QByteArray body = geminiErrorBody({status, message});
    body.replace(R"("details":[])", QByteArray(R"("details":[)" + details + ']'));
    send(std::move(response), body, status, extra);
}

} // namespace homeport
