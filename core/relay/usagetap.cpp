// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/usagetap.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr qint64 BytesPerToken = 3;       // fewer than any text of a language tools speak in; images take far more
constexpr qint64 UnlimitedOutput = 8'192; // where the request names no max_tokens

} // namespace

UsageTap::UsageTap(std::shared_ptr<const PriceList> prices, Protocol protocol, RequestFacts facts, const QDate &day)
    : m_prices(std::move(prices)), m_protocol(protocol), m_facts(std::move(facts)), m_day(day)
{
    if (m_prices)
        m_price = m_prices->find(m_facts.model, 0, m_day);
}

void UsageTap::begin(int status, const HeaderBlock &headers)
{
    if (status < 200 || status >= 300 || headers.contains("content-encoding"))
        return;
    const QByteArrayView type = headers.value("content-type");
    const bool isStream = type.startsWith("text/event-stream");
    if (!isStream && !type.startsWith("application/json"))
        return;
    const auto read = [this, isStream]<typename Parser>(std::in_place_type_t<Parser>) {
        m_parser.emplace<Parser>(isStream ? Parser::Form::EventStream : Parser::Form::Json);
    };
    switch (m_protocol) {
    case Protocol::Anthropic:
        return read(std::in_place_type<AnthropicUsageParser>);
    case Protocol::Gemini:
        return read(std::in_place_type<GeminiUsageParser>);
    case Protocol::OpenAi:
        return read(std::in_place_type<OpenAiUsageParser>);
    }
}

std::optional<NanoDollars> UsageTap::cost() const
{
    const TokenUsage used = usage();
    if (!m_prices || !used.known)
        return std::nullopt;
    // The model that was asked for is what the user chose; an answer of a dated name of it costs the same.
    const auto asked = m_prices->cost(m_facts.model, used, m_day);
    return asked ? asked : m_prices->cost(used.model, used, m_day);
}

NanoDollars UsageTap::estimate(qsizetype bodyBytes, qint64 contextTokens) const
{
    if (!m_price)
        return 0;
    const qint64 input = std::min<qint64>(bodyBytes / BytesPerToken + 1, contextTokens);
    const qint64 output = m_facts.maxTokens >= 0 ? m_facts.maxTokens : UnlimitedOutput;
    const NanoDollars perInput = std::max({m_price->input, m_price->cacheWrite5m, m_facts.longCache ? m_price->cacheWrite1h : 0});
    return input * perInput + output * m_price->output;
}

} // namespace homeport
