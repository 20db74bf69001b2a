// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/server.h"

#include <sys/epoll.h>

#include <array>
#include <cstdio>
#include <span>
#include <stdexcept>

namespace homeport::bench {
namespace {

constexpr std::size_t ScratchBytes = 256 * 1024;
constexpr int WakeUpMs = 1000;     // to notice the end of the run
constexpr int EventsPerTurn = 256; // late timers must not starve the sockets

} // namespace

Server::Server(std::uint16_t port) : m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_listener(listenOnLoopback(port)), m_scratch(ScratchBytes)
{
    watch(m_epoll, m_listener.get(), EPOLLIN, static_cast<std::uint64_t>(m_listener.get()));
    watch(m_epoll, m_timer.fd(), EPOLLIN, static_cast<std::uint64_t>(m_timer.fd()));
}

void Server::runUntil(std::int64_t endNs)
{
    std::array<epoll_event, 512> events{};
    while (nowNs() < endNs) {
        const int count = ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), WakeUpMs);
        for (const auto &event : std::span(events).first(static_cast<std::size_t>(count > 0 ? count : 0))) {
            const auto fd = static_cast<int>(event.data.u64);
            if (fd == m_listener.get())
                acceptAll();
            else if (fd == m_timer.fd())
                m_timer.acknowledge();
            else
                handle(fd, event.events);
        }
        sendDueEvents();
    }
}

void Server::acceptAll()
{
    for (auto fd = acceptFrom(m_listener); fd.valid(); fd = acceptFrom(m_listener)) {
        const auto index = static_cast<std::size_t>(fd.get());
        if (index >= m_slots.size())
            m_slots.resize(index + 1);
        watch(m_epoll, fd.get(), EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, index);
        m_slots[index] = {++m_lastSerial, std::make_unique<Connection>(std::move(fd), m_replies)};
    }
}

void Server::handle(int fd, std::uint32_t events)
{
    auto &slot = m_slots[static_cast<std::size_t>(fd)];
    if (!slot.connection)
        return;
    const bool streaming = slot.connection->nextEventNs().has_value();
    bool alive = true;
    try {
        if (events & EPOLLOUT)
            alive = slot.connection->onWritable();
        if (alive && events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))
            alive = slot.connection->onReadable(m_scratch);
    } catch (const std::runtime_error &error) {
        std::fprintf(stderr, "bench_upstream: %s\n", error.what());
        alive = false;
    }
    if (!alive)
        slot.connection.reset();
    else if (!streaming)
        schedule(fd);
}

void Server::schedule(int fd)
{
    const auto &slot = m_slots[static_cast<std::size_t>(fd)];
    if (const auto next = slot.connection->nextEventNs())
        m_due.push({*next, slot.serial, fd});
}

void Server::sendDueEvents()
{
    for (int i = 0; i < EventsPerTurn && !m_due.empty() && m_due.top().ns <= nowNs(); ++i) {
        const auto due = m_due.top();
        m_due.pop();
        auto &slot = m_slots[static_cast<std::size_t>(due.fd)];
        if (!slot.connection || slot.serial != due.serial)
            continue;
        if (slot.connection->sendEvent())
            schedule(due.fd);
        else
            slot.connection.reset();
    }
    if (!m_due.empty())
        m_timer.armAt(m_due.top().ns);
}

} // namespace homeport::bench
