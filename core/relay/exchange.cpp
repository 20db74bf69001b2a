// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/exchange.h"

#include "core/access/pathkey.h"
#include "core/base/logging.h"
#include "core/relay/modelcatalogue.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostHeld = 256 * 1024;    // a longer answer is passed on as it comes
constexpr qsizetype MostErrorBody = 8 * 1024; // of an error answer, a copy to be read
constexpr qint64 HighWater = 256 * 1024;      // unsent bytes at which the upstream is paused (design section 2)

// The product of a user agent, as sent.
QString toolOf(QByteArrayView agent)
{
    const qsizetype space = agent.indexOf(' ');
    const QByteArrayView product = space < 0 ? agent : agent.first(space);
    return QString::fromUtf8(product.first(std::min<qsizetype>(60, product.size())));
}

} // namespace

Exchange::Exchange(quint64 id, const Route &route, std::shared_ptr<HttpRequest> request, std::unique_ptr<ResponseStream> response,
                   ExchangeOwner &owner)
    : m_owner(owner), m_route(route.kind), m_call(route.call), m_protocol(wireProtocol(route.call.protocol)), m_request(std::move(request)),
      m_response(std::move(response)), m_started(std::chrono::steady_clock::now())
{
    m_record.id = id;
    m_record.startedAt = QDateTime::currentDateTimeUtc();
    m_record.tool = toolOf(m_request->headers.value("user-agent"));
    m_record.method = m_request->method == "POST" ? u"POST"_s : QString::fromLatin1(m_request->method);
    const QByteArrayView path = m_request->path(); // nearly all are one, and need no memory of their own
    m_record.path = path == "/v1/messages" ? u"/v1/messages"_s : QString::fromUtf8(withoutPathKey(path));
    m_record.bytesUp = m_request->body.size();
    m_record.peerInode = m_request->peerInode;
    m_response->setWatcher(this);
}

Exchange::~Exchange()
{
    m_response->setWatcher(nullptr);
}

void Exchange::setKey(const AuthenticatedKey &key, const QByteArray &pathKey)
{
    m_recorder = key.policy->contentsDays > 0 ? std::make_unique<ContentsRecorder>(*key.policy, pathKey) : nullptr;
    m_response->setTap(m_recorder.get());
    m_record.keyId = key.id;
    m_record.key = key.name;
    m_record.project = key.policy->project;
}

void Exchange::nameModel(const QString &model)
{
    if (!m_call.model.isEmpty())
        m_call.model = model.toUtf8();
}

void Exchange::transferHead(int status, QByteArrayView reason, HeaderBlock &&headers)
{
    if (!holdBack(status, reason, headers))
        passHead(status, reason, std::move(headers));
}

void Exchange::passHead(int status, QByteArrayView reason, HeaderBlock &&headers)
{
    if (m_unwrap && !beginUnwrap(status, headers))
        return;
    m_record.status = status;
    m_record.firstByteMs = elapsedMs();
    if (m_plan.tap)
        m_plan.tap->begin(status, headers); // of what the provider says, not of what is made of it
    if (m_unwrap)
        headers = unwrappedHeaders(headers);
    if (!m_kept) {
        m_truncation.begin(headers);
        m_response->writeHead(status, reason, headers);
    }
    m_kept = false;
    setPhase(RequestRecord::Phase::Answering);
    if (status >= 400)
        m_errorHeaders = std::move(headers);
    else
        served(std::move(headers));
}

void Exchange::transferData(QByteArrayView chunk)
{
    if (!m_held)
        return passData(chunk);
    m_held->body.append(chunk);
    if (m_held->body.size() <= MostHeld)
        return;
    HeldAnswer held = *std::exchange(m_held, std::nullopt);
    passHead(held.status, held.reason, std::move(held.headers));
    passData(held.body);
}

void Exchange::passData(QByteArrayView chunk)
{
    if (chunk.isEmpty())
        return;
    if (m_record.status >= 400 && m_errorBody.size() < MostErrorBody)
        m_errorBody.append(chunk.first(std::min(chunk.size(), MostErrorBody - m_errorBody.size())));
    if (m_plan.tap)
        m_plan.tap->feed(chunk);
    if (m_unwrap)
        passUnwrapped(chunk);
    else
        send(chunk);
}

void Exchange::send(QByteArrayView chunk)
{
    m_record.bytesDown += chunk.size();
    m_truncation.passed(chunk);
    m_response->write(chunk);
    if (m_transfer && m_response && m_response->bytesToWrite() > HighWater)
        m_transfer->pause();
}

void Exchange::transferTurnEnded()
{
    if (m_response)
        m_response->flush();
    // A fast client may have taken everything before drained() could speak.
    if (m_transfer && m_response && m_response->bytesToWrite() <= HighWater)
        m_transfer->resume();
}

void Exchange::transferFinished(const Result<TransferStats> &result)
{
    if (m_held)
        return heldFinished(result.has_value());
    if (!result)
        return upstreamFailed(result.error());
    if (m_unwrap && !finishUnwrap())
        return;
    m_response->finish();
    if (m_record.outcome != RequestRecord::Outcome::Running)
        return; // the client was found gone
    QString words;
    if (m_record.status >= 400) {
        const AnswerSignal signal = signalOf(m_record.status, m_errorHeaders, m_errorBody);
        learn(signal, m_errorHeaders);
        words = wordsOf(signal);
        // Perhaps of a model: then the next one that asks for it can be told which there are.
        if (m_record.status == 404 && m_call.isCharged() && m_account)
            (void)m_parts->catalogue.look(*m_account, m_call.protocol, {});
    }
    end(RequestRecord::Outcome::Done, words);
}

void Exchange::upstreamFailed(const Error &error)
{
    if (moveOn(error))
        return;
    const bool timedOut = error.code == Error::Code::Timeout;
    qCInfo(lcRelay).noquote() << "request" << m_record.id << "upstream failed:" << error.detail;
    if (!m_response->headWritten()) {
        m_record.status = timedOut ? 504 : 502;
        HeaderBlock headers;
        headers.append(m_protocol.requestIdField(), requestId());
        m_response->send(m_record.status, "application/json", m_protocol.errorBody(ownError(m_record.status, error.detail)), headers);
    } else {
        breakOff(error.detail);
    }
    end(timedOut                   ? RequestRecord::Outcome::TimedOut
        : m_record.firstByteMs < 0 ? RequestRecord::Outcome::UpstreamFailed
                                   : RequestRecord::Outcome::UpstreamClosed,
        error.detail);
}

// The truncation signal: one error event of the protocol, where it fits, then a connection that ends without its final
// chunk. SDKs take a clean end for success.
void Exchange::breakOff(const QString &message)
{
    m_response->write(m_truncation.ending(m_protocol.errorEvent(ownError(502, message)), m_protocol.voidingLine()));
    m_response->abort();
}

void Exchange::cancel(const QString &why)
{
    if (m_record.outcome != RequestRecord::Outcome::Running)
        return;
    m_transfer.reset();
    if (!m_response->headWritten())
        m_response->send(503, "application/json", m_protocol.errorBody(ownError(503, why)));
    else
        breakOff(why);
    end(RequestRecord::Outcome::Cancelled, why);
}

void Exchange::drained()
{
    if (m_transfer)
        m_transfer->resume();
}

void Exchange::clientGone()
{
    // Codex leaves with the last event of an answer; whether the end of its body came before that is chance.
    if (m_plan.tap && m_plan.tap->usage().complete && m_response->bytesToWrite() == 0)
        return end(RequestRecord::Outcome::Done, {});
    end(RequestRecord::Outcome::ClientClosed, m_response->isStalled()
                                                  ? u"The tool took nothing of the answer for minutes: its connection was given up."_s
                                                  : u"The tool closed the connection before the answer was complete."_s);
}

void Exchange::end(RequestRecord::Outcome outcome, const QString &detail)
{
    if (m_record.outcome != RequestRecord::Outcome::Running)
        return;
    m_record.outcome = outcome;
    m_record.detail = detail;
    m_record.durationMs = elapsedMs();
    m_transfer.reset();
    if (m_holding) {
        m_holding->end.stop();
        m_holding->ping.stop();
    }
    leaveAccount(outcome == RequestRecord::Outcome::Done ? QString() : detail);
    if (m_plan.tap) {
        m_record.usage = m_plan.tap->usage();
        m_record.cost = m_plan.tap->cost().value_or(-1);
        if (m_record.cost >= 0)
            m_record.prices = m_plan.tap->prices();
        if (m_plan.ticket)
            m_plan.ticket->settle(m_record.usage.tokens(), std::max<qint64>(0, m_record.cost));
    }
    m_plan.ticket.reset();
    if (m_recorder)
        m_recorder->finish(*m_request, QDateTime::currentDateTimeUtc());
    m_request->body = QByteArray();
    m_owner.exchangeEnded(m_record.id);
}

RequestRecord Exchange::record()
{
    m_told = true;
    RequestRecord record = m_record;
    if (record.outcome == RequestRecord::Outcome::Running)
        record.durationMs = elapsedMs();
    return record;
}

} // namespace homeport
