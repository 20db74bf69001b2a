// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/connection.h"

#include <sys/socket.h>

#include <cerrno>
#include <charconv>
#include <stdexcept>

namespace homeport::bench {
namespace {

constexpr std::int64_t NsPerMs = 1'000'000;

std::string chunk(std::string_view data)
{
    char size[16];
    const auto end = std::to_chars(size, size + sizeof size, data.size(), 16).ptr;
    std::string text(size, end);
    return text.append("\r\n").append(data).append("\r\n");
}

} // namespace

bool Connection::onReadable(std::span<char> scratch)
{
    while (true) {
        const auto got = ::recv(m_fd.get(), scratch.data(), scratch.size(), 0);
        if (got == 0)
            return false;
        if (got < 0)
            return errno == EAGAIN || errno == EINTR;
        if (!feed({scratch.data(), static_cast<std::size_t>(got)}))
            return false;
        // A short read has emptied the socket: later bytes raise a new edge.
        if (static_cast<std::size_t>(got) < scratch.size())
            return true;
    }
}

bool Connection::feed(std::string_view bytes)
{
    while (!bytes.empty()) {
        if (m_inBody) {
            bytes.remove_prefix(m_body.consume(bytes, [this](std::string_view part) { compareBody(part); }));
        } else {
            if (nextEventNs())
                throw std::runtime_error("request while a stream runs");
            const auto before = m_head.size();
            if (before > 0)
                m_head.append(bytes);
            const auto head = parseHead(before > 0 ? std::string_view(m_head) : bytes);
            if (!head) {
                if (before == 0)
                    m_head.assign(bytes);
                return true;
            }
            if (!beginRequest(*head))
                return false;
            bytes.remove_prefix(head->size - before);
            m_head.clear();
        }
        if (m_inBody && m_body.done()) {
            m_inBody = false;
            if (!answer())
                return false;
        }
    }
    return true;
}

bool Connection::beginRequest(const Head &head)
{
    m_wire = wireOf(head.firstLine);
    m_bench.assign(head.bench);
    m_received = 0;
    m_intact = true;
    const auto bytes = m_bench.starts_with("upload") ? static_cast<std::size_t>(benchParameter(m_bench, "bytes", 0)) : SmallRequestBytes;
    m_expected = &m_replies.expectedRequest(m_wire.value_or(Wire::Anthropic), bytes, m_bench.starts_with("stream"));
    m_body.begin(head);
    m_inBody = true;
    return !head.expectContinue || write("HTTP/1.1 100 Continue\r\n\r\n", true);
}

void Connection::compareBody(std::string_view part)
{
    m_intact = m_intact && m_received + part.size() <= m_expected->size()
               && std::string_view(*m_expected).substr(m_received, part.size()) == part;
    m_received += part.size();
}

bool Connection::answer()
{
    if (!m_wire)
        return write(m_replies.notFound(), true);
    if (!m_intact || m_received != m_expected->size())
        return write(m_replies.bodyDamaged(), true);
    if (m_bench.starts_with("stream"))
        return startStream();
    if (m_bench.starts_with("big"))
        return write(m_replies.message(*m_wire, static_cast<std::size_t>(benchParameter(m_bench, "bytes", 0))), true);
    return write(m_replies.message(*m_wire, SmallReplyBytes), true);
}

bool Connection::startStream()
{
    m_stream.events = benchParameter(m_bench, "events", 0);
    m_stream.sent = 0;
    m_stream.startNs = nowNs();
    m_stream.intervalNs = benchParameter(m_bench, "interval-ms", 20) * NsPerMs;
    return write(m_replies.streamHead(*m_wire), true) && (m_stream.events > 0 || write("0\r\n\r\n", true));
}

std::optional<std::int64_t> Connection::nextEventNs() const
{
    if (m_stream.sent == m_stream.events)
        return std::nullopt;
    return m_stream.startNs + (m_stream.sent + 1) * m_stream.intervalNs;
}

bool Connection::sendEvent()
{
    auto bytes = chunk(streamEvent(*m_wire, nowNs(), m_stream.sent));
    ++m_stream.sent;
    if (m_stream.sent == m_stream.events)
        bytes += "0\r\n\r\n";
    return write(bytes, false);
}

bool Connection::onWritable()
{
    if (m_unsent.empty())
        return true;
    const auto sent = ::send(m_fd.get(), m_unsent.data(), m_unsent.size(), MSG_NOSIGNAL);
    if (sent < 0)
        return errno == EAGAIN || errno == EINTR;
    m_unsent.remove_prefix(static_cast<std::size_t>(sent));
    return true;
}

bool Connection::write(std::string_view bytes, bool stable)
{
    if (!m_unsent.empty()) {
        m_owned = std::string(m_unsent).append(bytes);
        m_unsent = m_owned;
        return true;
    }
    m_unsent = bytes;
    const bool alive = onWritable();
    if (!m_unsent.empty() && !stable) {
        m_owned.assign(m_unsent);
        m_unsent = m_owned;
    }
    return alive;
}

} // namespace homeport::bench
