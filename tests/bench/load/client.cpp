// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/client.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace homeport::bench {

Client::Client(const Job &job, std::size_t session, std::uint16_t port, std::vector<std::int64_t> &delays)
    : m_job(job), m_request(job.request), m_port(port), m_delays(delays)
{
    if (job.sessionAt == 0)
        return;
    const auto digits = std::to_string(session);
    m_request.replace(job.sessionAt + SessionDigits - digits.size(), digits.size(), digits);
}

void Client::start(const Fd &epoll, std::uint64_t tag)
{
    m_busy = true;
    m_startedNs = nowNs();
    m_unsent = m_request;
    m_head.clear();
    m_inBody = false;
    m_received = 0;
    m_events = 0;
    m_eventText.clear();
    if (m_fd.valid()) {
        sendRest();
        return;
    }
    m_fd = connectToLoopback(m_port);
    watch(epoll, m_fd.get(), EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, tag); // the first EPOLLOUT says "connected"
}

void Client::disconnect()
{
    m_fd = Fd();
    m_busy = false;
}

bool Client::onReady(std::uint32_t events, std::span<char> scratch)
{
    if (!m_busy) {
        // The other side may close an idle connection: the next start makes a new one.
        if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
            disconnect();
        return false;
    }
    if (events & EPOLLOUT && !m_unsent.empty())
        sendRest();
    return events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR) && receive(scratch);
}

void Client::sendRest()
{
    while (!m_unsent.empty()) {
        const auto sent = ::send(m_fd.get(), m_unsent.data(), m_unsent.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN)
            return;
        if (sent < 0)
            throw std::system_error(errno, std::generic_category(), "send");
        m_unsent.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool Client::receive(std::span<char> scratch)
{
    while (true) {
        const auto got = ::recv(m_fd.get(), scratch.data(), scratch.size(), 0);
        if (got < 0 && errno == EAGAIN)
            return false;
        if (got < 0)
            throw std::system_error(errno, std::generic_category(), "recv");
        if (got == 0)
            throw std::runtime_error("connection closed before the answer was complete");
        feed({scratch.data(), static_cast<std::size_t>(got)}, nowNs());
        if (m_inBody && m_body.done()) {
            checkComplete();
            m_busy = false;
            if (m_closeAfter)
                disconnect();
            return true;
        }
        if (static_cast<std::size_t>(got) < scratch.size())
            return false;
    }
}

void Client::feed(std::string_view bytes, std::int64_t now)
{
    if (!m_inBody) {
        m_head.append(bytes);
        const auto head = parseHead(m_head);
        if (!head)
            return;
        if (head->status != 200)
            throw std::runtime_error("status " + std::to_string(head->status) + ": " + m_head.substr(head->size, 300));
        m_closeAfter = head->close;
        m_body.begin(*head);
        m_inBody = true;
        bytes.remove_prefix(bytes.size() - (m_head.size() - head->size));
    }
    if (m_body.consume(bytes, [this, now](std::string_view part) { takeBody(part, now); }) != bytes.size())
        throw std::runtime_error("bytes after the answer");
}

void Client::takeBody(std::string_view part, std::int64_t now)
{
    if (m_job.expectedEvents > 0) {
        m_eventText.append(part);
        takeEvents(now);
        return;
    }
    if (std::string_view(m_job.expectedReply).substr(std::min(m_received, m_job.expectedReply.size()), part.size()) != part)
        throw std::runtime_error("reply body changed on the way");
    m_received += part.size();
}

void Client::takeEvents(std::int64_t now)
{
    const auto close = eventEnd(m_job.wire);
    std::size_t start = 0;
    for (auto end = m_eventText.find(close); end != std::string::npos; end = m_eventText.find(close, start)) {
        const auto event = parseStreamEvent(m_job.wire, std::string_view(m_eventText).substr(start, end - start));
        if (event.number != m_events)
            throw std::runtime_error("event " + std::to_string(event.number) + " instead of " + std::to_string(m_events));
        ++m_events;
        m_delays.push_back(now - event.sentNs);
        start = end + close.size();
    }
    m_eventText.erase(0, start);
}

void Client::checkComplete() const
{
    if (m_received != m_job.expectedReply.size() || m_events != m_job.expectedEvents || !m_eventText.empty())
        throw std::runtime_error("answer too short: " + std::to_string(m_received) + " bytes, " + std::to_string(m_events) + " events");
    if (!m_unsent.empty())
        throw std::runtime_error("answered before the request was sent");
}

} // namespace homeport::bench
