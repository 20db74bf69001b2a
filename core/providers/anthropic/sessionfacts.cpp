// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/sessionfacts.h"

#include "core/providers/requestbody.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::array<QLatin1StringView, 1> Limits{"max_tokens"_L1};
constexpr RequestBodyForm Form{Limits, true, true};

} // namespace

RequestFacts anthropicRequestFacts(const HeaderBlock &headers, QByteArrayView body)
{
    RequestFacts facts = requestFactsIn(body, Form);
    if (const QByteArrayView session = headers.value("x-claude-code-session-id").trimmed(); !session.isEmpty())
        facts.session = QString::fromUtf8(session);
    facts.session.truncate(MaxSession);
    return facts;
}

} // namespace homeport
