// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/payload.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace homeport::bench {
namespace {

// What is the same in every event of a protocol.
struct EventFrame
{
    std::string_view start;
    std::string_view end;
    std::string_view close;
};

constexpr std::string_view EventNumber = ",\"n\":";
constexpr std::array<EventFrame, Wires> EventFrames{{
    {"event: content_block_delta\ndata: {\"t\":",
     R"(,"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" word"}})", "\n\n"},
    {"data: {\"t\":",
     R"(,"candidates":[{"content":{"parts":[{"text":" word"}],"role":"model"}}],"usageMetadata":{"promptTokenCount":210,"totalTokenCount":400}})",
     "\r\n\r\n"},
    {"data: {\"t\":",
     R"(,"object":"chat.completion.chunk","model":"gpt-bench-1","choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]})",
     "\n\n"},
}};

struct WireNames
{
    std::string_view name;
    std::string_view target;       // of a request for a whole answer
    std::string_view streamTarget; // of one for a stream
};

constexpr std::array<WireNames, Wires> Names{{
    {"anthropic", "/v1/messages?beta=true", "/v1/messages?beta=true"},
    {"gemini", "/v1beta/models/gemini-bench-1:generateContent", "/v1beta/models/gemini-bench-1:streamGenerateContent?alt=sse"},
    {"openai", "/v1/chat/completions", "/v1/chat/completions"},
}};

constexpr std::size_t indexOf(Wire wire)
{
    return static_cast<std::size_t>(wire);
}

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

Wire wireNamed(std::string_view name)
{
    const auto found = std::find_if(Names.begin(), Names.end(), [name](const WireNames &one) { return one.name == name; });
    if (found == Names.end())
        throw std::invalid_argument("unknown protocol " + std::string(name));
    return static_cast<Wire>(found - Names.begin());
}

std::string_view requestTarget(Wire wire, bool stream)
{
    const auto &names = Names[indexOf(wire)];
    return stream ? names.streamTarget : names.target;
}

std::optional<Wire> wireOf(std::string_view requestLine)
{
    constexpr std::string_view Method = "POST ";
    if (!requestLine.starts_with(Method))
        return std::nullopt;
    requestLine.remove_prefix(Method.size());
    for (const auto &[prefix, wire] : {std::pair{"/v1/messages", Wire::Anthropic}, std::pair{"/v1beta/models/", Wire::Gemini},
                                       std::pair{"/v1/chat/completions", Wire::OpenAi}}) {
        if (requestLine.starts_with(prefix))
            return wire;
    }
    return std::nullopt;
}

std::string requestBody(Wire wire, std::size_t bytes, bool stream)
{
    const std::string flag = stream ? "true" : "false";
    switch (wire) {
    case Wire::Anthropic:
        return padded(R"({"model":"claude-bench-1","max_tokens":1024,"stream":)" + flag
                          + R"(,"system":"You are a benchmark.","messages":[{"role":"user","content":")",
                      R"("}]})", bytes);
    case Wire::Gemini: // whether it streams stands in the path
        return padded(R"({"systemInstruction":{"parts":[{"text":"You are a benchmark."}]},"generationConfig":{"maxOutputTokens":1024},)"
                      R"("contents":[{"role":"user","parts":[{"text":")",
                      R"("}]}]})", bytes);
    case Wire::OpenAi:
        break;
    }
    return padded(R"({"model":"gpt-bench-1","max_completion_tokens":1024,"stream":)" + flag
                      + R"(,"messages":[{"role":"system","content":"You are a benchmark."},{"role":"user","content":")",
                  R"("}]})", bytes);
}

std::string replyBody(Wire wire, std::size_t bytes)
{
    switch (wire) {
    case Wire::Anthropic:
        return padded(
            R"({"id":"msg_bench","type":"message","role":"assistant","model":"claude-bench-1","content":[{"type":"text","text":")",
            R"("}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":210,"cache_creation_input_tokens":0,)"
            R"("cache_read_input_tokens":0,"output_tokens":190}})",
            bytes);
    case Wire::Gemini:
        return padded(R"({"candidates":[{"content":{"parts":[{"text":")",
                      R"("}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":210,)"
                      R"("candidatesTokenCount":190,"totalTokenCount":400},"modelVersion":"gemini-bench-1","responseId":"bench"})",
                      bytes);
    case Wire::OpenAi:
        break;
    }
    return padded(R"({"id":"chatcmpl-bench","object":"chat.completion","created":1767225600,"model":"gpt-bench-1","choices":[{"index":0,)"
                  R"("message":{"role":"assistant","content":")",
                  R"("},"finish_reason":"stop"}],"usage":{"prompt_tokens":210,"completion_tokens":190,"total_tokens":400,)"
                  R"("prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}})",
                  bytes);
}

std::string streamEvent(Wire wire, std::int64_t sentNs, int number)
{
    const auto &frame = EventFrames[indexOf(wire)];
    std::string event(frame.start);
    event += std::to_string(sentNs);
    event += EventNumber;
    event += std::to_string(number);
    event += frame.end;
    return event += frame.close;
}

std::string_view eventEnd(Wire wire)
{
    return EventFrames[indexOf(wire)].close;
}

StreamEvent parseStreamEvent(Wire wire, std::string_view text)
{
    const auto &frame = EventFrames[indexOf(wire)];
    StreamEvent event;
    expect(text, frame.start);
    event.sentNs = takeNumber<std::int64_t>(text);
    expect(text, EventNumber);
    event.number = takeNumber<int>(text);
    if (text != frame.end)
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
