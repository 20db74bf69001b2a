// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/messagesapi.h"

#include "core/providers/anthropic/errors.h"
#include "core/providers/anthropic/requestfacts.h"
#include "core/simulator/messageevents.h"
#include "core/simulator/modellist.h"

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// What a client was told by so many of an answer's chunks: nothing, the start's usage, the end's.
std::optional<TokenUsage> toldBy(const MessageAnswer &answer, const ReplyWriter &writer)
{
    if (writer.chunksWritten() == 0)
        return std::nullopt;
    TokenUsage usage = tokensOf(answer);
    const std::size_t whole = writer.isStream() ? writer.chunks() - 1 : 1; // the last event adds nothing
    if (writer.chunksWritten() < whole)
        usage.output = FirstOutputTokens;
    return usage;
}

} // namespace

void MessagesApi::handle(const HttpRequest &request, Response response, const SimulatorFaults &faults)
{
    m_requestId = "req_sim_" + QByteArray::number(++m_number);
    const QByteArrayView path = request.path();
    const bool isMessages = path == "/v1/messages";
    const bool isCount = path == "/v1/messages/count_tokens";
    const bool isModels = path == "/v1/models" || path.startsWith("/v1/models/");
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto access = m_credentials.access(request.headers, now);
    if (isMessages && request.method == "POST") {
        ++m_requests;
        if (access.account)
            access.account->countRequest();
    }
    if (!isMessages && !isCount && !isModels)
        return fail(std::move(response), 404, u"Not found"_s);
    if (request.method != (isModels ? "GET" : "POST"))
        return fail(std::move(response), 405, u"Method not allowed"_s);
    if (!access.why.isEmpty())
        return fail(std::move(response), 401, access.why);
    auto refusal = access.account->refusal();
    if (!refusal && isMessages)
        refusal = access.account->refuseMessages(modelOf(request.body), now);
    if (refusal)
        return fail(std::move(response), refusal->status, refusal->message, refusal->headers);
    if (isModels)
        return serveModels(path, std::move(response));
    const auto plan = faultPlan(faults, request.headers.value("x-simulate"));
    if (!plan)
        return fail(std::move(response), 400, plan.error().detail);
    if (plan->status != 0)
        return injectFault(std::move(response), *plan);
    isMessages ? serveMessages(request, std::move(response), *plan, access.account) : serveCount(request, std::move(response), *plan);
}

void MessagesApi::serveMessages(const HttpRequest &request, Response response, const FaultPlan &plan, SimulatedAccount *account)
{
    const auto parsed = parseMessageRequest(request.body, true);
    if (!parsed)
        return fail(std::move(response), 400, parsed.error().detail);
    const MessageAnswer answer = answerTo(*parsed, plan, m_number);
    Reply reply;
    reply.headers = commonHeaders(parsed->stream ? "text/event-stream; charset=utf-8" : "application/json");
    if (parsed->stream)
        reply.headers.append("cache-control", "no-cache");
    account->countLimits(parsed->inputTokens, answer.outputTokens, QDateTime::currentDateTimeUtc(), reply.headers);
    reply.isStream = parsed->stream;
    reply.chunks = parsed->stream ? streamEvents(answer) : std::vector<QByteArray>{messageBody(answer)};
    reply.headDelayMs = plan.headDelayMs;
    reply.chunkDelayMs = plan.eventDelayMs;
    reply.dropAfter = plan.dropAfterEvents;
    reply.errorAfter = plan.errorAfterEvents;
    reply.error = anthropicErrorEvent(529, u"Overloaded (simulated)"_s, m_requestId);
    m_replies.run(std::move(response), std::move(reply), [account, answer](const ReplyWriter &writer) {
        account->countTold(toldBy(answer, writer), writer.chunksWritten() == writer.chunks());
    });
}

void MessagesApi::serveCount(const HttpRequest &request, Response response, const FaultPlan &plan)
{
    const auto parsed = parseMessageRequest(request.body, false);
    if (!parsed)
        return fail(std::move(response), 400, parsed.error().detail);
    Reply reply;
    reply.headers = commonHeaders("application/json");
    reply.chunks = {R"({"input_tokens":)" + QByteArray::number(parsed->inputTokens) + '}'};
    reply.headDelayMs = plan.headDelayMs;
    m_replies.run(std::move(response), std::move(reply));
}

void MessagesApi::serveModels(QByteArrayView path, Response response)
{
    constexpr qsizetype prefix = 11; // "/v1/models/"
    if (path.size() <= prefix)
        return send(std::move(response), 200, simulatedModels());
    const QByteArrayView wanted = path.sliced(prefix);
    const auto model = simulatedModel(wanted);
    if (!model)
        return fail(std::move(response), 404, u"model: %1"_s.arg(QString::fromUtf8(wanted)));
    send(std::move(response), 200, *model);
}

HeaderBlock MessagesApi::commonHeaders(QByteArrayView contentType) const
{
    HeaderBlock headers;
    headers.append("content-type", contentType);
    headers.append("request-id", m_requestId);
    headers.append("anthropic-organization-id", "00000000-0000-4000-8000-000000000000");
    return headers;
}

void MessagesApi::send(Response response, int status, QByteArray body, const HeaderBlock &extra)
{
    Reply reply;
    reply.status = status;
    reply.headers = commonHeaders("application/json");
    for (qsizetype i = 0; i < extra.size(); ++i)
        reply.headers.append(extra.at(i).name, extra.at(i).value);
    reply.chunks = {std::move(body)};
    m_replies.run(std::move(response), std::move(reply));
}

void MessagesApi::fail(Response response, int status, const QString &message, const HeaderBlock &extra)
{
    send(std::move(response), status, anthropicErrorBody(status, message, m_requestId), extra);
}

void MessagesApi::injectFault(Response response, const FaultPlan &plan)
{
    Reply reply;
    reply.status = plan.status;
    reply.headers = commonHeaders("application/json");
    if (plan.retryAfterSeconds >= 0)
        reply.headers.append("retry-after", QByteArray::number(plan.retryAfterSeconds));
    reply.chunks = {anthropicErrorBody(plan.status, u"This error is simulated."_s, m_requestId)};
    reply.headDelayMs = plan.headDelayMs;
    m_replies.run(std::move(response), std::move(reply));
}

} // namespace homeport
