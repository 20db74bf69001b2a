// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// What goes over the wire. Both ends make it from the same functions, so each can tell whether the
// other's bytes arrived unchanged.
namespace homeport::bench {

// A Messages request of exactly @p bytes (at least 200).
[[nodiscard]] std::string requestBody(std::size_t bytes, bool stream);
// A Messages reply of exactly @p bytes (at least 400).
[[nodiscard]] std::string replyBody(std::size_t bytes);
inline constexpr std::size_t SmallRequestBytes = 1000;
inline constexpr std::size_t SmallReplyBytes = 1200;

// One server-sent event of about 140 bytes: when it was sent and its number, from 0.
[[nodiscard]] std::string streamEvent(std::int64_t sentNs, int number);
struct StreamEvent
{
    std::int64_t sentNs = 0;
    int number = 0;
};
// Throws std::runtime_error when @p text (without the empty line) is no such event.
[[nodiscard]] StreamEvent parseStreamEvent(std::string_view text);

// The number behind "name=" in an x-bench header such as "stream;events=100;interval-ms=20".
[[nodiscard]] int benchParameter(std::string_view header, std::string_view name, int otherwise);

} // namespace homeport::bench
