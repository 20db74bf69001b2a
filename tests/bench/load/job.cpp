// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/job.h"

#include "common/payload.h"

namespace homeport::bench {
namespace {

// The head Claude Code sends, without what identifies its user.
std::string head(const Options &options, const std::string &bench, std::size_t bodyBytes)
{
    std::string text = "POST /v1/messages?beta=true HTTP/1.1\r\nHost: " + options.host + ':' + std::to_string(options.port)
                       + "\r\nConnection: keep-alive\r\n"
                         "Accept: application/json\r\n"
                         "Content-Type: application/json\r\n"
                         "User-Agent: claude-cli/2.0.0 (external, cli)\r\n"
                         "anthropic-version: 2023-06-01\r\n"
                         "anthropic-beta: claude-code-20250219,interleaved-thinking-2025-05-14\r\n"
                         "x-app: cli\r\n"
                         "x-stainless-lang: js\r\n"
                         "x-stainless-retry-count: 0\r\n"
                         "x-stainless-timeout: 600\r\n"
                         "accept-language: *\r\n"
                         "accept-encoding: identity\r\n"
                         "Authorization: Bearer "
                       + options.key + "\r\n";
    if (!bench.empty())
        text += "x-bench: " + bench + "\r\n";
    return text + "Content-Length: " + std::to_string(bodyBytes) + "\r\n\r\n";
}

} // namespace

Job makeJob(const Options &options)
{
    Job job;
    std::string bench;
    std::string body = requestBody(SmallRequestBytes, options.mode == Mode::Streams);
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
        body = requestBody(options.bytes, false);
        break;
    case Mode::Download:
        bench = "big;bytes=" + size;
        replyBytes = options.bytes;
        break;
    }
    if (job.expectedEvents == 0)
        job.expectedReply = replyBody(replyBytes);
    job.request = head(options, bench, body.size()) + body;
    return job;
}

} // namespace homeport::bench
