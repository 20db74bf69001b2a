// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/sockets.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <system_error>

namespace homeport::bench {
namespace {

constexpr std::int64_t NsPerSecond = 1'000'000'000;

int checked(int result, const char *what)
{
    if (result < 0)
        throw std::system_error(errno, std::generic_category(), what);
    return result;
}

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void setOption(int fd, int level, int option)
{
    const int on = 1;
    checked(::setsockopt(fd, level, option, &on, sizeof on), "setsockopt");
}

} // namespace

Fd::~Fd()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

std::int64_t nowNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NsPerSecond + now.tv_nsec;
}

Fd listenOnLoopback(std::uint16_t port)
{
    Fd fd(checked(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket"));
    setOption(fd.get(), SOL_SOCKET, SO_REUSEADDR);
    const sockaddr_in address = loopback(port);
    checked(::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address), "bind");
    checked(::listen(fd.get(), SOMAXCONN), "listen");
    return fd;
}

std::uint16_t localPort(const Fd &socket)
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    checked(::getsockname(socket.get(), reinterpret_cast<sockaddr *>(&address), &length), "getsockname");
    return ntohs(address.sin_port);
}

Fd connectToLoopback(std::uint16_t port)
{
    Fd fd(checked(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket"));
    setOption(fd.get(), IPPROTO_TCP, TCP_NODELAY);
    const sockaddr_in address = loopback(port);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) < 0 && errno != EINPROGRESS)
        checked(-1, "connect");
    return fd;
}

Fd acceptFrom(const Fd &listener)
{
    Fd fd(::accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (fd.valid())
        setOption(fd.get(), IPPROTO_TCP, TCP_NODELAY);
    else if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR)
        checked(-1, "accept");
    return fd;
}

void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

DeadlineTimer::DeadlineTimer() : m_fd(checked(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), "timerfd_create"))
{
    ::prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
}

void DeadlineTimer::armAt(std::int64_t monotonicNs)
{
    if (monotonicNs == m_armedFor)
        return;
    m_armedFor = monotonicNs;
    itimerspec when{};
    when.it_value.tv_sec = monotonicNs / NsPerSecond;
    when.it_value.tv_nsec = std::max<std::int64_t>(monotonicNs % NsPerSecond, 1); // all zero would disarm it
    checked(::timerfd_settime(m_fd.get(), TFD_TIMER_ABSTIME, &when, nullptr), "timerfd_settime");
}

void DeadlineTimer::acknowledge()
{
    m_armedFor = 0;
    std::uint64_t expirations = 0;
    [[maybe_unused]] const auto ignored = ::read(m_fd.get(), &expirations, sizeof expirations);
}

void watch(const Fd &epoll, int fd, std::uint32_t events, std::uint64_t tag)
{
    epoll_event event{};
    event.events = events;
    event.data.u64 = tag;
    checked(::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
}

} // namespace homeport::bench
