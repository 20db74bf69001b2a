// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// What goes over the wire. Both ends make it from the same functions, so each can tell whether the
// other's bytes arrived unchanged.
namespace homeport::bench {

// Whose protocol is spoken: Messages, Gemini's generateContent, Chat Completions.
enum class Wire { Anthropic, Gemini, OpenAi };
inline constexpr std::size_t Wires = 3;

// What a tool asks for. Throws std::invalid_argument for a name that is none of "anthropic", "gemini", "openai".
[[nodiscard]] Wire wireNamed(std::string_view name);
[[nodiscard]] std::string_view requestTarget(Wire wire, bool stream);
// Whose request that is, by its first line; nullopt: nobody's.
[[nodiscard]] std::optional<Wire> wireOf(std::string_view requestLine);

// A request of exactly @p bytes (at least 300).
[[nodiscard]] std::string requestBody(Wire wire, std::size_t bytes, bool stream);
// A reply of exactly @p bytes (at least 500).
[[nodiscard]] std::string replyBody(Wire wire, std::size_t bytes);
inline constexpr std::size_t SmallRequestBytes = 1000;
inline constexpr std::size_t SmallReplyBytes = 1200;

// One server-sent event of about 150 bytes: when it was sent and its number, from 0.
[[nodiscard]] std::string streamEvent(Wire wire, std::int64_t sentNs, int number);
// What it ends with: an empty line, as each API writes one.
[[nodiscard]] std::string_view eventEnd(Wire wire);
struct StreamEvent
{
    std::int64_t sentNs = 0;
    int number = 0;
};
// Throws std::runtime_error when @p text (without eventEnd()) is no such event.
[[nodiscard]] StreamEvent parseStreamEvent(Wire wire, std::string_view text);

// The number behind "name=" in an x-bench header such as "stream;events=100;interval-ms=20".
[[nodiscard]] int benchParameter(std::string_view header, std::string_view name, int otherwise);

} // namespace homeport::bench
