// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/openai/requestfacts.h"

#include "core/providers/requestbody.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::array<QLatin1StringView, 3> Limits{"max_output_tokens"_L1, "max_completion_tokens"_L1, "max_tokens"_L1};
constexpr RequestBodyForm Form{Limits};

} // namespace

RequestFacts openAiRequestFacts(const HeaderBlock &headers, QByteArrayView body)
{
    RequestFacts facts = requestFactsIn(body, Form);
    for (const QByteArrayView name : {QByteArrayView("session_id"), QByteArrayView("session-id")}) {
        if (const QByteArrayView session = headers.value(name).trimmed(); !session.isEmpty())
            facts.session = QString::fromUtf8(session);
    }
    facts.session.truncate(MaxSession);
    return facts;
}

} // namespace homeport
