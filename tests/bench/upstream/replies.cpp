// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/replies.h"

namespace homeport::bench {
namespace {

// The headers a relay meets in real life, so that it pays for parsing and copying them.
std::string_view fieldsOf(Wire wire)
{
    switch (wire) {
    case Wire::Anthropic:
        return "Cache-Control: no-cache\r\n"
               "anthropic-ratelimit-requests-limit: 4000\r\n"
               "anthropic-ratelimit-requests-remaining: 3999\r\n"
               "anthropic-ratelimit-requests-reset: 2026-01-01T00:00:01Z\r\n"
               "request-id: req_011CSHoEeqs5C35K2UUqR7Fy\r\n"
               "anthropic-organization-id: 00000000-0000-0000-0000-000000000000\r\n"
               "strict-transport-security: max-age=31536000; includeSubDomains; preload\r\n";
    case Wire::Gemini:
        return "Vary: Origin\r\n"
               "Vary: X-Origin\r\n"
               "Vary: Referer\r\n"
               "Server: scaffolding on HTTPServer2\r\n"
               "X-XSS-Protection: 0\r\n"
               "X-Frame-Options: SAMEORIGIN\r\n"
               "X-Content-Type-Options: nosniff\r\n"
               "Server-Timing: gfet4t7; dur=1\r\n";
    case Wire::OpenAi:
        break;
    }
    return "openai-organization: org-bench\r\n"
           "openai-processing-ms: 210\r\n"
           "openai-version: 2020-10-01\r\n"
           "x-ratelimit-limit-requests: 4000\r\n"
           "x-ratelimit-remaining-requests: 3999\r\n"
           "x-ratelimit-reset-requests: 15ms\r\n"
           "x-request-id: req_0123456789abcdef0123456789abcdef\r\n"
           "strict-transport-security: max-age=31536000; includeSubDomains; preload\r\n";
}

std::string head(Wire wire, std::string_view status, std::string_view contentType, std::string_view framing)
{
    std::string text = "HTTP/1.1 ";
    text.append(status).append("\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Type: ").append(contentType).append("\r\n");
    return text.append(fieldsOf(wire)).append(framing).append("\r\n\r\n");
}

std::string sized(Wire wire, std::string_view status, const std::string &body)
{
    return head(wire, status, "application/json", "Content-Length: " + std::to_string(body.size())) + body;
}

} // namespace

Replies::Replies()
    : m_notFound(head(Wire::Anthropic, "404 Not Found", "application/json", "Content-Length: 0")),
      m_bodyDamaged(sized(Wire::Anthropic, "400 Bad Request",
                          R"({"type":"error","error":{"type":"bench","message":"request body changed on the way"}})"))
{
    for (const Wire wire : {Wire::Anthropic, Wire::Gemini, Wire::OpenAi})
        m_streamHeads[static_cast<std::size_t>(wire)] = head(wire, "200 OK", "text/event-stream; charset=utf-8",
                                                             "Transfer-Encoding: chunked");
}

const std::string &Replies::message(Wire wire, std::size_t bodyBytes)
{
    auto &reply = m_messages[{wire, bodyBytes}];
    if (reply.empty())
        reply = sized(wire, "200 OK", replyBody(wire, bodyBytes));
    return reply;
}

const std::string &Replies::expectedRequest(Wire wire, std::size_t bytes, bool stream)
{
    auto &request = m_requests[{wire, bytes, stream}];
    if (request.empty())
        request = requestBody(wire, bytes, stream);
    return request;
}

} // namespace homeport::bench
