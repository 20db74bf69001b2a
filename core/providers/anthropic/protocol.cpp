// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/protocol.h"

#include "core/providers/anthropic/answersignals.h"
#include "core/providers/anthropic/errors.h"
#include "core/providers/anthropic/sessionfacts.h"

namespace homeport {

RequestFacts AnthropicProtocol::requestFacts(const ApiCall &, const HeaderBlock &headers, QByteArrayView body) const
{
    return anthropicRequestFacts(headers, body);
}

AnswerSignal AnthropicProtocol::signal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model,
                                       const QDateTime &now) const
{
    return anthropicSignal(status, headers, body, model, now);
}

QList<QuotaWindow> AnthropicProtocol::quota(const HeaderBlock &headers, const QDateTime &now) const
{
    return anthropicQuota(headers, now);
}

QByteArray AnthropicProtocol::errorBody(const OwnError &error) const
{
    return anthropicErrorBody(error.status, error.message, error.requestId);
}

QByteArray AnthropicProtocol::errorEvent(const OwnError &error) const
{
    return anthropicErrorEvent(error.status, error.message, error.requestId);
}

QByteArray AnthropicProtocol::pingEvent() const
{
    return "event: ping\ndata: {\"type\": \"ping\"}\n\n";
}

QByteArray AnthropicProtocol::voidingLine() const
{
    return "event: ping";
}

} // namespace homeport
