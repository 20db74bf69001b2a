// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/openaiapi.h"

#include "core/providers/openai/errors.h"
#include "core/providers/openai/requestfacts.h"
#include "core/simulator/chatanswer.h"
#include "core/simulator/modellist.h"
#include "core/simulator/responsesanswer.h"

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView Models = "/v1/models";

bool isModelsPath(QByteArrayView path)
{
    return path == Models || (path.startsWith(Models) && path.at(Models.size()) == '/');
}

std::vector<QByteArray> eventsOf(const OpenAiRequest &request, const OpenAiAnswer &answer)
{
    switch (request.endpoint) {
    case OpenAiEndpoint::Responses:
        return responsesEvents(answer);
    case OpenAiEndpoint::Completions:
        return completionEvents(answer);
    default:
        return chatEvents(answer);
    }
}

QByteArray bodyOf(const OpenAiRequest &request, const OpenAiAnswer &answer)
{
    switch (request.endpoint) {
    case OpenAiEndpoint::Responses:
        return responsesBody(answer);
    case OpenAiEndpoint::Compact:
        return compactBody(answer);
    case OpenAiEndpoint::Completions:
        return completionBody(answer);
    case OpenAiEndpoint::Embeddings:
        return embeddingsBody(request, answer);
    default:
        return chatBody(answer);
    }
}

// What a client was told by so many of an answer's chunks.
std::optional<TokenUsage> toldBy(const OpenAiRequest &request, const OpenAiAnswer &answer, const ReplyWriter &writer)
{
    std::size_t needed = writer.chunks();
    if (writer.isStream() && request.endpoint != OpenAiEndpoint::Responses)
        needed = chatUsageAt(answer, writer.chunks());
    return needed > 0 && writer.chunksWritten() >= needed ? std::optional(tokensOf(answer)) : std::nullopt;
}

// An error in the middle of a stream: Responses has an event for it, the others put it where an error's body has it. @p number: of the event.
QByteArray errorIn(OpenAiEndpoint endpoint, int number)
{
    const QByteArray message = "The server had an error while processing your request. (simulated)";
    if (endpoint == OpenAiEndpoint::Responses)
        return "event: error\ndata: "
               R"({"type":"error","code":"server_error","message":")"
               + message + R"(","param":null,"sequence_number":)" + QByteArray::number(number) + "}\n\n";
    return "data: " + openAiErrorBody(500, QString::fromLatin1(message)) + "\n\n";
}

} // namespace

bool OpenAiApi::isFor(const HttpRequest &request)
{
    const QByteArrayView path = request.path();
    if (!isModelsPath(path))
        return openAiEndpointOf(path) != OpenAiEndpoint::None;
    const bool isAnthropics = request.headers.contains("anthropic-version") || request.headers.contains("x-api-key");
    return !isAnthropics && (request.headers.contains("authorization") || request.headers.contains("api-key"));
}

void OpenAiApi::handle(const HttpRequest &request, Response response, const SimulatorFaults &faults)
{
    ++m_number;
    const bool isModels = isModelsPath(request.path());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto access = m_credentials.access(request.headers, now);
    Call call{openAiEndpointOf(request.path()), access.account};
    if (request.method != (isModels ? "GET" : "POST"))
        return fail(std::move(response), 405, u"Not allowed to %1 here."_s.arg(QString::fromLatin1(request.method)));
    if (!isModels) {
        ++m_requests;
        if (call.account)
            call.account->countRequest();
    }
    if (!access.why.isEmpty())
        return fail(std::move(response), 401, u"Incorrect API key provided. (simulated)"_s);
    auto refusal = call.account->refusal();
    if (!refusal && !isModels)
        refusal = call.account->refuseMessages(openAiRequestFacts({}, request.body).model, now);
    if (refusal)
        return refuse(std::move(response), *refusal, now);
    if (isModels)
        return serveModels(request.path(), std::move(response));
    const auto plan = faultPlan(faults, request.headers.value("x-simulate"));
    if (!plan)
        return fail(std::move(response), 400, plan.error().detail);
    call.plan = *plan;
    serve(request, std::move(response), call);
}

void OpenAiApi::serve(const HttpRequest &request, Response response, const Call &call)
{
    const FaultPlan &plan = call.plan;
    if (plan.status != 0) {
        HeaderBlock extra;
        if (plan.retryAfterSeconds >= 0)
            extra.append("retry-after", QByteArray::number(plan.retryAfterSeconds));
        return fail(std::move(response), plan.status, u"This error is simulated."_s, extra, plan.headDelayMs);
    }
    const auto parsed = parseOpenAiRequest(call.endpoint, request.body);
    if (!parsed)
        return fail(std::move(response), 400, parsed.error().detail);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const OpenAiAnswer answer = openAiAnswerTo(*parsed, plan, m_number, now.toSecsSinceEpoch());
    Reply reply;
    reply.isStream = parsed->asked.stream && call.endpoint != OpenAiEndpoint::Compact && call.endpoint != OpenAiEndpoint::Embeddings;
    reply.headers = commonHeaders(reply.isStream ? "text/event-stream; charset=utf-8" : "application/json");
    call.account->countOpenAiLimits(answer.prompt + answer.output, now, reply.headers);
    reply.chunks = reply.isStream ? eventsOf(*parsed, answer) : std::vector<QByteArray>{bodyOf(*parsed, answer)};
    reply.headDelayMs = plan.headDelayMs;
    reply.chunkDelayMs = plan.eventDelayMs;
    reply.dropAfter = plan.dropAfterEvents;
    reply.errorAfter = plan.errorAfterEvents;
    reply.error = errorIn(call.endpoint, plan.errorAfterEvents);
    m_replies.run(std::move(response), std::move(reply), [account = call.account, request = *parsed, answer](const ReplyWriter &writer) {
        account->countTold(toldBy(request, answer, writer), writer.chunksWritten() == writer.chunks());
    });
}

void OpenAiApi::serveModels(QByteArrayView path, Response response)
{
    if (path.size() <= Models.size() + 1)
        return send(std::move(response), 200, openAiModels());
    const QByteArrayView wanted = path.sliced(Models.size() + 1);
    if (const auto model = openAiModel(wanted))
        return send(std::move(response), 200, *model);
    fail(std::move(response), 404, u"The model '%1' does not exist"_s.arg(QString::fromUtf8(wanted)));
}

// In this API's own fields.
void OpenAiApi::refuse(Response response, const SimulatedAccount::Refusal &refusal, const QDateTime &now)
{
    HeaderBlock fields;
    const bool isWindow = refusal.cause == SimulatedAccount::Refusal::Cause::Window
                          || refusal.cause == SimulatedAccount::Refusal::Cause::Family;
    if (isWindow)
        OpenAiLimits::refuse(now.addSecs(refusal.retryAfter), now, fields);
    else
        fields = refusal.headers;
    fail(std::move(response), refusal.cause == SimulatedAccount::Refusal::Cause::Overload ? 503 : refusal.status, refusal.message, fields);
}

HeaderBlock OpenAiApi::commonHeaders(QByteArrayView contentType) const
{
    HeaderBlock headers;
    headers.append("content-type", contentType);
    headers.append("x-request-id", QByteArray("req_sim_" + QByteArray::number(m_number)));
    headers.append("openai-organization", "org-simulated");
    headers.append("openai-version", "2020-10-01");
    headers.append("openai-processing-ms", "1");
    return headers;
}

void OpenAiApi::send(Response response, int status, QByteArray body, const HeaderBlock &extra, int headDelayMs)
{
    Reply reply;
    reply.status = status;
    reply.headers = commonHeaders("application/json");
    for (qsizetype i = 0; i < extra.size(); ++i)
        reply.headers.append(extra.at(i).name, extra.at(i).value);
    reply.chunks = {std::move(body)};
    reply.headDelayMs = headDelayMs;
    m_replies.run(std::move(response), std::move(reply));
}

void OpenAiApi::fail(Response response, int status, const QString &message, const HeaderBlock &extra, int headDelayMs)
{
    send(std::move(response), status, openAiErrorBody(status, message), extra, headDelayMs);
}

} // namespace homeport
