// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/job.h"

namespace homeport::bench {
namespace {

constexpr std::string_view SessionStart = "x-claude-code-session-id: 5e551017-0000-4000-8000-";

// What the head of a coding tool has, and those of the SDKs, without what identifies their user.
std::string_view fieldsOf(Wire wire)
{
    switch (wire) {
    case Wire::Anthropic:
        return "User-Agent: claude-cli/2.0.0 (external, cli)\r\n"
               "anthropic-version: 2023-06-01\r\n"
               "anthropic-beta: claude-code-20250219,interleaved-thinking-2025-05-14\r\n"
               "x-app: cli\r\n"
               "x-claude-code-session-id: 5e551017-0000-4000-8000-000000000000\r\n"
               "x-stainless-lang: js\r\n"
               "x-stainless-retry-count: 0\r\n"
               "x-stainless-timeout: 600\r\n"
               "accept-language: *\r\n";
    case Wire::Gemini:
        return "User-Agent: google-genai-sdk/3.1.0 gl-node/v22.23.3\r\n"
               "x-goog-api-client: google-genai-sdk/3.1.0 gl-node/v22.23.3\r\n"
               "accept-language: *\r\n"
               "sec-fetch-mode: cors\r\n";
    case Wire::OpenAi:
        break;
    }
    return "User-Agent: OpenAI/JS 7.57.0\r\n"
           "x-stainless-lang: js\r\n"
           "x-stainless-package-version: 7.57.0\r\n"
           "x-stainless-os: Linux\r\n"
           "x-stainless-arch: x64\r\n"
           "x-stainless-runtime: node\r\n"
           "x-stainless-runtime-version: v22.23.3\r\n"
           "x-stainless-retry-count: 0\r\n"
           "accept-language: *\r\n";
}

std::string head(const Options &options, const std::string &bench, std::size_t bodyBytes)
{
    std::string text = "POST ";
    text.append(requestTarget(options.wire, options.mode == Mode::Streams)).append(" HTTP/1.1\r\nHost: ").append(options.host);
    text += ':' + std::to_string(options.port)
            + "\r\nConnection: keep-alive\r\n"
              "Accept: application/json\r\n"
              "Content-Type: application/json\r\n";
    text.append(fieldsOf(options.wire)).append("accept-encoding: identity\r\n");
    text += (options.wire == Wire::Gemini ? "x-goog-api-key: " : "Authorization: Bearer ") + options.key + "\r\n";
    if (!bench.empty())
        text += "x-bench: " + bench + "\r\n";
    return text + "Content-Length: " + std::to_string(bodyBytes) + "\r\n\r\n";
}

} // namespace

Job makeJob(const Options &options)
{
    Job job;
    job.wire = options.wire;
    std::string bench;
    std::string body = requestBody(options.wire, SmallRequestBytes, options.mode == Mode::Streams);
    std::size_t replyBytes = SmallReplyBytes;
    const auto size = std::to_string(options.bytes);
    switch (options.mode) {
    case Mode::Json:
        break;
    case Mode::Streams:
        bench = "stream;events=" + std::to_string(options.events) + ";interval-ms=" + std::to_string(options.intervalMs);
        job.expectedEvents = options.events;
        break;
    case Mode::Upload:
        bench = "upload;bytes=" + size;
        body = requestBody(options.wire, options.bytes, false);
        break;
    case Mode::Download:
        bench = "big;bytes=" + size;
        replyBytes = options.bytes;
        break;
    }
    if (job.expectedEvents == 0)
        job.expectedReply = replyBody(options.wire, replyBytes);
    job.request = head(options, bench, body.size()) + body;
    if (const auto session = job.request.find(SessionStart); session != std::string::npos)
        job.sessionAt = session + SessionStart.size();
    return job;
}

} // namespace homeport::bench
