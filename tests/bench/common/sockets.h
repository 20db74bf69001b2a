// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace homeport::bench {

// Owns one file descriptor.
class Fd final
{
public:
    Fd() = default;
    explicit Fd(int fd) : m_fd(fd) {}
    Fd(Fd &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Fd &operator=(Fd &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Fd();

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool valid() const { return m_fd >= 0; }

private:
    int m_fd = -1;
};

// CLOCK_MONOTONIC: the same clock for every process of one machine.
[[nodiscard]] std::int64_t nowNs();

// Non-blocking sockets on 127.0.0.1, Nagle off. Throw std::system_error.
[[nodiscard]] Fd listenOnLoopback(std::uint16_t port);
[[nodiscard]] std::uint16_t localPort(const Fd &socket);
[[nodiscard]] Fd connectToLoopback(std::uint16_t port);
[[nodiscard]] Fd acceptFrom(const Fd &listener); // invalid when nobody waits

// Thousands of sockets: soft limit up to the hard one.
void raiseDescriptorLimit();

// One timer that reports through epoll; with the kernel's timer slack taken away.
class DeadlineTimer final
{
public:
    DeadlineTimer();
    [[nodiscard]] int fd() const { return m_fd.get(); }
    void armAt(std::int64_t monotonicNs); // no system call when already armed for that moment
    void acknowledge();

private:
    Fd m_fd;
    std::int64_t m_armedFor = 0;
};

void watch(const Fd &epoll, int fd, std::uint32_t events, std::uint64_t tag);

} // namespace homeport::bench
