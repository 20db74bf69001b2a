// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/socketwatch.h"

#ifdef Q_OS_WIN
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace homeport {

bool SocketWatch::isNetworkSocket(curl_socket_t socket)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    return ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) == 0
           && (address.ss_family == AF_INET || address.ss_family == AF_INET6);
}

} // namespace homeport
