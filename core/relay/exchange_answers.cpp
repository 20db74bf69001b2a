// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Exchange answers by itself, without an upstream.
#include "core/relay/exchange.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

void Exchange::refuse(int status, const QString &message, qint64 retryAfterSeconds)
{
    refuse(ownError(status, message, std::max<qint64>(0, retryAfterSeconds)), retryAfterSeconds >= 0);
}

void Exchange::refuse(const OwnError &error, bool retry)
{
    if (m_record.outcome != RequestRecord::Outcome::Running)
        return; // a refusal that was kept back
    m_record.status = error.status;
    if (m_kept) { // the head has gone: the protocol's error event says it
        breakOff(error.message);
        return end(RequestRecord::Outcome::Refused, error.message);
    }
    HeaderBlock headers;
    headers.append(m_protocol.requestIdField(), error.requestId);
    if (retry)
        headers.append("retry-after", QByteArray::number(error.retryAfterSeconds));
    else
        headers.append("x-should-retry", "false");
    m_record.firstByteMs = elapsedMs();
    m_response->send(error.status, "application/json", m_protocol.errorBody(error), headers);
    end(RequestRecord::Outcome::Refused, error.message);
}

void Exchange::refuseModel(const QString &message)
{
    OwnError error = ownError(404, message);
    error.unknownModel = true;
    refuse(error, false);
}

void Exchange::answer(const QByteArray &json)
{
    if (m_record.outcome != RequestRecord::Outcome::Running)
        return;
    m_record.status = 200;
    m_record.firstByteMs = elapsedMs();
    m_record.bytesDown = json.size();
    HeaderBlock headers;
    headers.append(m_protocol.requestIdField(), requestId());
    m_response->send(200, "application/json", json, headers);
    end(RequestRecord::Outcome::Done, {});
}

OwnError Exchange::ownError(int status, const QString &message, qint64 retryAfterSeconds) const
{
    return {status, message, requestId(), retryAfterSeconds};
}

AnswerSignal Exchange::signalOf(int status, const HeaderBlock &headers, QByteArrayView body) const
{
    return m_protocol.signal(status, headers, body, m_plan.facts.model, QDateTime::currentDateTimeUtc());
}

qint64 Exchange::elapsedMs() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_started).count();
}

std::optional<KeptRequest> Exchange::takeKept()
{
    if (!m_recorder)
        return {};
    return KeptRequest{m_record.id, m_record.keyId, m_recorder->take()};
}

} // namespace homeport
