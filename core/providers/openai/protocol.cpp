// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/openai/protocol.h"

#include "core/providers/openai/answersignals.h"
#include "core/providers/openai/errors.h"
#include "core/providers/openai/ratelimitfields.h"
#include "core/providers/openai/requestfacts.h"

namespace homeport {

RequestFacts OpenAiProtocol::requestFacts(const ApiCall &call, const HeaderBlock &headers, QByteArrayView body) const
{
    RequestFacts facts = openAiRequestFacts(headers, body);
    if (facts.model.isEmpty())
        facts.model = QString::fromUtf8(call.model);
    return facts;
}

AnswerSignal OpenAiProtocol::signal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &,
                                    const QDateTime &now) const
{
    return openAiSignal(status, headers, body, now);
}

QList<QuotaWindow> OpenAiProtocol::quota(const HeaderBlock &headers, const QDateTime &now) const
{
    return openAiQuotaWindows(headers, now);
}

QByteArray OpenAiProtocol::errorBody(const OwnError &error) const
{
    return error.unknownModel ? openAiUnknownModelBody(error.message) : openAiErrorBody(error.status, error.message);
}

QByteArrayView OpenAiProtocol::requestIdField() const
{
    return "x-request-id";
}

QByteArray OpenAiProtocol::errorEvent(const OwnError &error) const
{
    return openAiErrorEvent(error.status, error.message);
}

} // namespace homeport
