// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/payload.h"

#include <charconv>
#include <stdexcept>

namespace homeport::bench {
namespace {

constexpr std::string_view EventStart = "event: content_block_delta\ndata: {\"t\":";
constexpr std::string_view EventNumber = ",\"n\":";
constexpr std::string_view EventEnd =
    ",\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" word\"}}";

// Prose-like filler without a period of two, so that shifted or repeated pieces do not compare equal.
std::string padded(std::string_view head, std::string_view tail, std::size_t bytes)
{
    if (bytes < head.size() + tail.size())
        throw std::invalid_argument("body too small for its frame");
    std::string body(head);
    body.reserve(bytes);
    for (std::size_t i = 0; body.size() < bytes - tail.size(); ++i)
        body.push_back(i % 7 == 6 ? ' ' : static_cast<char>('a' + (i * i + i / 97) % 26));
    return body.append(tail);
}

template <typename T>
T takeNumber(std::string_view &text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc())
        throw std::runtime_error("event without a number");
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

void expect(std::string_view &text, std::string_view start)
{
    if (!text.starts_with(start))
        throw std::runtime_error("event changed on the way: " + std::string(text.substr(0, 80)));
    text.remove_prefix(start.size());
}

} // namespace

std::string requestBody(std::size_t bytes, bool stream)
{
    const std::string head = std::string(R"({"model":"claude-bench-1","max_tokens":1024,"stream":)") + (stream ? "true" : "false")
                             + R"(,"system":"You are a benchmark.","messages":[{"role":"user","content":")";
    return padded(head, R"("}]})", bytes);
}

std::string replyBody(std::size_t bytes)
{
    return padded(R"({"id":"msg_bench","type":"message","role":"assistant","model":"claude-bench-1","content":[{"type":"text","text":")",
                  R"("}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":210,"cache_creation_input_tokens":0,)"
                  R"("cache_read_input_tokens":0,"output_tokens":190}})",
                  bytes);
}

std::string streamEvent(std::int64_t sentNs, int number)
{
    std::string event(EventStart);
    event += std::to_string(sentNs);
    event += EventNumber;
    event += std::to_string(number);
    event += EventEnd;
    return event += "\n\n";
}

StreamEvent parseStreamEvent(std::string_view text)
{
    StreamEvent event;
    expect(text, EventStart);
    event.sentNs = takeNumber<std::int64_t>(text);
    expect(text, EventNumber);
    event.number = takeNumber<int>(text);
    if (text != EventEnd)
        throw std::runtime_error("event changed on the way: ..." + std::string(text.substr(0, 80)));
    return event;
}

int benchParameter(std::string_view header, std::string_view name, int otherwise)
{
    const std::string key = std::string(name) + '=';
    const auto at = header.find(key);
    if (at == std::string_view::npos)
        return otherwise;
    auto rest = header.substr(at + key.size());
    return takeNumber<int>(rest);
}

} // namespace homeport::bench
