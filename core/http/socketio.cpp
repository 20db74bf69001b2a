// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/socketio.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>

namespace homeport::socketio {

namespace {

qint64 resultOf(ssize_t count)
{
    if (count >= 0)
        return count;
    return errno == EAGAIN || errno == EINTR ? WouldBlock : Broken;
}

} // namespace

void prepare(qintptr fd)
{
    const int handle = static_cast<int>(fd);
    const int one = 1;
    ::fcntl(handle, F_SETFL, ::fcntl(handle, F_GETFL) | O_NONBLOCK);
    ::setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
#ifdef SO_NOSIGPIPE
    ::setsockopt(handle, SOL_SOCKET, SO_NOSIGPIPE, &one, sizeof one);
#endif
}

qint64 receive(qintptr fd, char *into, qint64 max)
{
    return resultOf(::recv(static_cast<int>(fd), into, static_cast<std::size_t>(max), 0));
}

qint64 send(qintptr fd, const std::array<QByteArrayView, 4> &parts)
{
#ifdef MSG_NOSIGNAL
    constexpr int Flags = MSG_NOSIGNAL;
#else
    constexpr int Flags = 0;
#endif
    if (parts[1].isEmpty() && parts[2].isEmpty() && parts[3].isEmpty()) // nearly always
        return resultOf(::send(static_cast<int>(fd), parts[0].data(), static_cast<std::size_t>(parts[0].size()), Flags));
    std::array<iovec, 4> vectors{};
    std::size_t used = 0;
    for (const QByteArrayView part : parts) {
        if (!part.isEmpty())
            vectors[used++] = {const_cast<char *>(part.data()), static_cast<std::size_t>(part.size())}; // NOLINT: iovec serves reads too
    }
    msghdr message{};
    message.msg_iov = vectors.data();
    message.msg_iovlen = used;
    return resultOf(::sendmsg(static_cast<int>(fd), &message, Flags));
}

void shutdownWrite(qintptr fd)
{
    ::shutdown(static_cast<int>(fd), SHUT_WR);
}

void close(qintptr fd, bool reset)
{
    if (reset) {
        const linger now{1, 0};
        ::setsockopt(static_cast<int>(fd), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    ::close(static_cast<int>(fd));
}

} // namespace homeport::socketio
