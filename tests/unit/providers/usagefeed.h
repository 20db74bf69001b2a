// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/anthropic/usageparser.h"

#include <algorithm>
#include <memory>

namespace homeport::test {

using Form = AnthropicUsageParser::Form;

// Each chunk in a block of just its size: a sanitizer sees any byte read past it.
inline void feedExactly(AnthropicUsageParser &parser, QByteArrayView chunk)
{
    const auto block = std::make_unique<char[]>(static_cast<std::size_t>(chunk.size()));
    std::copy(chunk.begin(), chunk.end(), block.get());
    parser.feed(QByteArrayView(block.get(), chunk.size()));
}

[[nodiscard]] inline TokenUsage usageOf(Form form, QByteArrayView answer, qsizetype chunkSize)
{
    AnthropicUsageParser parser(form);
    for (qsizetype at = 0; at < answer.size(); at += chunkSize)
        feedExactly(parser, answer.sliced(at, std::min(chunkSize, answer.size() - at)));
    return parser.usage();
}

[[nodiscard]] inline TokenUsage usageOf(Form form, QByteArrayView answer)
{
    return usageOf(form, answer, std::max<qsizetype>(1, answer.size()));
}

// Events of a stream, with this usage in them.
[[nodiscard]] inline QByteArray sse(const QByteArray &name, const QByteArray &data)
{
    return "event: " + name + "\ndata: " + data + "\n\n";
}

[[nodiscard]] inline QByteArray start(const QByteArray &usage)
{
    return sse("message_start", R"({"type":"message_start","message":{"model":"m","usage":)" + usage + "}}");
}

[[nodiscard]] inline QByteArray delta(const QByteArray &usage)
{
    return sse("message_delta", R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":)" + usage + "}");
}

inline const QByteArray Stop = sse("message_stop", R"({"type":"message_stop"})");

} // namespace homeport::test
