// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/protocol.h"

#include "core/providers/gemini/answersignals.h"
#include "core/providers/gemini/errors.h"
#include "core/providers/gemini/requestfacts.h"

namespace homeport {

RequestFacts GeminiProtocol::requestFacts(const ApiCall &call, const HeaderBlock &, QByteArrayView body) const
{
    return geminiRequestFacts(call, body);
}

AnswerSignal GeminiProtocol::signal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model,
                                    const QDateTime &now) const
{
    return geminiSignal(status, headers, body, model, now);
}

QList<QuotaWindow> GeminiProtocol::quota(const HeaderBlock &, const QDateTime &) const
{
    return {};
}

QByteArray GeminiProtocol::errorBody(const OwnError &error) const
{
    return geminiErrorBody(error);
}

QByteArray GeminiProtocol::errorEvent(const OwnError &error) const
{
    return geminiErrorEvent(error);
}

} // namespace homeport
