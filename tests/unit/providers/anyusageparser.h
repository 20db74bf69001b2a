// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/anthropic/usageparser.h"
#include "core/providers/gemini/usageparser.h"
#include "core/providers/openai/usageparser.h"

#include <QString>

#include <algorithm>
#include <memory>
#include <variant>

namespace homeport::test {

// The parser of a protocol, by the name of its folder.
class AnyUsageParser final
{
public:
    AnyUsageParser(const QString &protocol, bool isStream) : m_parser(make(protocol, isStream)) {}

    // Each chunk in a block of just its size: a sanitizer sees any byte read past it.
    void feed(QByteArrayView chunk)
    {
        const auto block = std::make_unique<char[]>(static_cast<std::size_t>(chunk.size()));
        std::copy(chunk.begin(), chunk.end(), block.get());
        std::visit([&](auto &parser) { parser.feed(QByteArrayView(block.get(), chunk.size())); }, m_parser);
    }

    [[nodiscard]] TokenUsage usage() const
    {
        return std::visit([](const auto &parser) { return parser.usage(); }, m_parser);
    }

private:
    using Parser = std::variant<AnthropicUsageParser, GeminiUsageParser, OpenAiUsageParser>;

    template <typename One>
    [[nodiscard]] static Parser make(bool isStream)
    {
        return One(isStream ? One::Form::EventStream : One::Form::Json);
    }
    [[nodiscard]] static Parser make(const QString &protocol, bool isStream)
    {
        if (protocol == QLatin1StringView("gemini"))
            return make<GeminiUsageParser>(isStream);
        return protocol == QLatin1StringView("openai") ? make<OpenAiUsageParser>(isStream) : make<AnthropicUsageParser>(isStream);
    }

    Parser m_parser;
};

[[nodiscard]] inline TokenUsage usageOf(const QString &protocol, bool isStream, QByteArrayView answer, qsizetype chunkSize)
{
    AnyUsageParser parser(protocol, isStream);
    for (qsizetype at = 0; at < answer.size(); at += chunkSize)
        parser.feed(answer.sliced(at, std::min(chunkSize, answer.size() - at)));
    return parser.usage();
}

} // namespace homeport::test
