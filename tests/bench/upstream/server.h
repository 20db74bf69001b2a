// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/sockets.h"
#include "upstream/connection.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <queue>
#include <tuple>
#include <vector>

namespace homeport::bench {

// The provider: one thread, one epoll descriptor, edge-triggered.
class Server final
{
public:
    explicit Server(std::uint16_t port);
    [[nodiscard]] std::uint16_t port() const { return localPort(m_listener); }
    // Returns at that moment; until then, SIGTERM ends the process.
    void runUntil(std::int64_t endNs);

private:
    struct Due
    {
        std::int64_t ns;
        std::uint64_t serial; // of the connection, since descriptors are reused
        int fd;
        bool operator>(const Due &other) const { return std::tie(ns, serial) > std::tie(other.ns, other.serial); }
    };
    struct Slot
    {
        std::uint64_t serial = 0;
        std::unique_ptr<Connection> connection;
    };

    void acceptAll();
    void handle(int fd, std::uint32_t events);
    void sendDueEvents();
    void schedule(int fd);

    Fd m_epoll;
    Fd m_listener;
    DeadlineTimer m_timer;
    Replies m_replies;
    std::vector<char> m_scratch;
    std::vector<Slot> m_slots; // by descriptor
    std::uint64_t m_lastSerial = 0;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
};

} // namespace homeport::bench
