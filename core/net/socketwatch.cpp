// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/socketwatch.h"

#ifdef Q_OS_WIN
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

#include <algorithm>
#include <limits>

namespace homeport {

namespace {

#ifdef Q_OS_WIN
constexpr int ShutWrites = SD_SEND;
#else
constexpr int ShutWrites = SHUT_WR;
#endif

} // namespace

bool SocketWatch::isNetworkSocket(curl_socket_t socket)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    return ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) == 0
           && (address.ss_family == AF_INET || address.ss_family == AF_INET6);
}

qsizetype SocketWatch::send(QByteArrayView bytes) const
{
#ifdef Q_OS_WIN
    const int size = static_cast<int>(std::min<qsizetype>(bytes.size(), std::numeric_limits<int>::max()));
    const auto count = ::send(m_socket, bytes.data(), size, 0);
    const bool isForNow = WSAGetLastError() == WSAEWOULDBLOCK;
    const bool isEnd = WSAGetLastError() == WSAESHUTDOWN;
#else
#ifdef MSG_NOSIGNAL
    constexpr int Flags = MSG_NOSIGNAL;
#else
    constexpr int Flags = 0; // libcurl has set SO_NOSIGPIPE
#endif
    const auto count = ::send(m_socket, bytes.data(), static_cast<std::size_t>(bytes.size()), Flags);
    const bool isForNow = errno == EAGAIN || errno == EINTR;
    const bool isEnd = errno == EPIPE;
#endif
    if (count >= 0)
        return static_cast<qsizetype>(count);
    if (isForNow)
        return 0;
    ::shutdown(m_socket, ShutWrites); // who waits for the rest hears that there is none
    return isEnd ? Ended : Broken;
}

} // namespace homeport
