// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/anthropic/usageparser.h"
#include "core/providers/gemini/usageparser.h"
#include "core/providers/openai/usageparser.h"
#include "core/providers/profile.h"
#include "core/providers/requestfacts.h"
#include "core/usage/pricelist.h"

#include <memory>
#include <optional>
#include <variant>

namespace homeport {

// What an answer cost: reads a copy of it. One per exchange; the relay's thread.
class UsageTap final
{
public:
    // @p day: when the request began, UTC; its prices are those of that day.
    UsageTap(std::shared_ptr<const PriceList> prices, Protocol protocol, RequestFacts facts, const QDate &day);

    // The head of the answer that the client gets. Nothing is read of errors.
    void begin(int status, const HeaderBlock &headers);
    void feed(QByteArrayView chunk)
    {
        std::visit([chunk](auto &parser) { parser.feed(chunk); }, m_parser);
    }

    [[nodiscard]] TokenUsage usage() const
    {
        return std::visit([](const auto &parser) { return parser.usage(); }, m_parser);
    }
    // Null: the model has no price, or nothing is known of the usage.
    [[nodiscard]] std::optional<NanoDollars> cost() const;

    [[nodiscard]] QString prices() const { return m_prices ? m_prices->version() : QString(); } // the list's version
    [[nodiscard]] bool isPriced() const { return m_price.has_value(); }
    // What the request may cost at most, for budgets: a token per three bytes of its body, at most @p contextTokens, all of them written
    // to the prompt cache, and max_tokens of output. 0 without a price.
    [[nodiscard]] NanoDollars estimate(qsizetype bodyBytes, qint64 contextTokens = 200'000) const;

private:
    // Of an answer that nothing is read of.
    struct NoParser
    {
        void feed(QByteArrayView) const {}
        [[nodiscard]] TokenUsage usage() const { return {}; }
    };

    std::shared_ptr<const PriceList> m_prices;
    Protocol m_protocol;
    RequestFacts m_facts;
    QDate m_day;
    std::optional<ModelPrice> m_price; // of the model that was asked for
    std::variant<NoParser, AnthropicUsageParser, GeminiUsageParser, OpenAiUsageParser> m_parser;
};

} // namespace homeport
