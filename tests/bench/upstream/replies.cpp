// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/replies.h"

#include "common/payload.h"

namespace homeport::bench {
namespace {

// The headers a relay meets in real life, so that it pays for parsing and copying them.
std::string head(std::string_view status, std::string_view contentType, std::string_view framing)
{
    std::string text = "HTTP/1.1 ";
    text.append(status).append("\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Type: ").append(contentType);
    text += "\r\nCache-Control: no-cache\r\n"
            "anthropic-ratelimit-requests-limit: 4000\r\n"
            "anthropic-ratelimit-requests-remaining: 3999\r\n"
            "anthropic-ratelimit-requests-reset: 2026-01-01T00:00:01Z\r\n"
            "request-id: req_011CSHoEeqs5C35K2UUqR7Fy\r\n"
            "anthropic-organization-id: 00000000-0000-0000-0000-000000000000\r\n"
            "strict-transport-security: max-age=31536000; includeSubDomains; preload\r\n";
    return text.append(framing).append("\r\n\r\n");
}

std::string sized(std::string_view status, const std::string &body)
{
    return head(status, "application/json", "Content-Length: " + std::to_string(body.size())) + body;
}

} // namespace

Replies::Replies()
    : m_streamHead(head("200 OK", "text/event-stream; charset=utf-8", "Transfer-Encoding: chunked")),
      m_notFound(head("404 Not Found", "application/json", "Content-Length: 0")),
      m_bodyDamaged(sized("400 Bad Request", R"({"type":"error","error":{"type":"bench","message":"request body changed on the way"}})"))
{
}

const std::string &Replies::message(std::size_t bodyBytes)
{
    auto &reply = m_messages[bodyBytes];
    if (reply.empty())
        reply = sized("200 OK", replyBody(bodyBytes));
    return reply;
}

const std::string &Replies::expectedRequest(std::size_t bytes, bool stream)
{
    auto &request = m_requests[{bytes, stream}];
    if (request.empty())
        request = requestBody(bytes, stream);
    return request;
}

} // namespace homeport::bench
