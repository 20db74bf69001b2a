// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/peeridentity.h"

#include "core/http/socketpair.h"

#include <QFile>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr quint32 LoopbackInterface = 1; // of every network namespace; finds sockets that are bound to it, too

struct Question
{
    nlmsghdr header;
    inet_diag_req_v2 request;
};

struct Answer
{
    nlmsghdr header;
    union
    {
        inet_diag_msg found;
        nlmsgerr failed;
    };
    std::array<char, 2048> attributes; // nothing of them is read
};

using GetName = int (*)(int, sockaddr *, socklen_t *);

bool readEnd(int fd, GetName getName, SocketPair::Address *address, quint16 *port)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (getName(fd, reinterpret_cast<sockaddr *>(&storage), &size) != 0) // NOLINT: that is how the call is made
        return false;
    if (storage.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &storage, sizeof v4);
        std::array<quint8, 4> bytes{};
        std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
        *address = mappedAddress(bytes.data());
        *port = ntohs(v4.sin_port);
        return true;
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &storage, sizeof v6);
    std::memcpy(address->data(), &v6.sin6_addr, address->size());
    *port = ntohs(v6.sin6_port);
    return storage.ss_family == AF_INET6;
}

std::optional<SocketPair> endsOf(int fd)
{
    SocketPair ends;
    if (readEnd(fd, ::getsockname, &ends.local, &ends.localPort) && readEnd(fd, ::getpeername, &ends.remote, &ends.remotePort))
        return ends;
    return std::nullopt;
}

Question questionFor(const SocketPair &ends, quint32 sequence)
{
    Question question{};
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.header.nlmsg_flags = NLM_F_REQUEST;
    question.header.nlmsg_seq = sequence;
    const std::size_t skip = ends.isMapped() ? 12 : 0;
    question.request.sdiag_family = ends.isMapped() ? AF_INET : AF_INET6;
    question.request.sdiag_protocol = IPPROTO_TCP;
    question.request.idiag_states = ~0U;
    inet_diag_sockid &id = question.request.id;
    id.idiag_sport = htons(ends.localPort);
    id.idiag_dport = htons(ends.remotePort);
    std::memcpy(id.idiag_src, ends.local.data() + skip, ends.local.size() - skip);
    std::memcpy(id.idiag_dst, ends.remote.data() + skip, ends.remote.size() - skip);
    id.idiag_if = LoopbackInterface;
    id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
    id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    return question;
}

SocketPair endsOf(const inet_diag_msg &message)
{
    SocketPair ends;
    const auto take = [&message](const __be32 *words) {
        SocketPair::Address bytes{};
        std::memcpy(bytes.data(), words, bytes.size());
        return message.idiag_family == AF_INET ? mappedAddress(bytes.data()) : bytes;
    };
    ends.local = take(message.id.idiag_src);
    ends.remote = take(message.id.idiag_dst);
    ends.localPort = ntohs(message.id.idiag_sport);
    ends.remotePort = ntohs(message.id.idiag_dport);
    return ends;
}

enum class Outcome { Found, NoSuchSocket, NoAnswer };

// The kernel answers within send(), so nothing waits. Its look-up ends at a listening socket where no connection
// has these ends: what it found is compared with what was asked.
Outcome ask(int netlink, const SocketPair &ends, quint32 sequence, PeerIdentity *identity)
{
    const Question question = questionFor(ends, sequence);
    if (::send(netlink, &question, sizeof question, MSG_NOSIGNAL) != static_cast<ssize_t>(sizeof question))
        return Outcome::NoAnswer;
    Answer answer{};
    do {
        const ssize_t size = ::recv(netlink, &answer, sizeof answer, MSG_DONTWAIT);
        if (size < static_cast<ssize_t>(sizeof(nlmsghdr) + sizeof(nlmsgerr)))
            return Outcome::NoAnswer;
    } while (answer.header.nlmsg_seq != sequence);
    if (answer.header.nlmsg_type == NLMSG_ERROR)
        return answer.failed.error == -ENOENT ? Outcome::NoSuchSocket : Outcome::NoAnswer;
    if (answer.header.nlmsg_type != SOCK_DIAG_BY_FAMILY || answer.header.nlmsg_len < sizeof(nlmsghdr) + sizeof(inet_diag_msg))
        return Outcome::NoAnswer;
    if (endsOf(answer.found) != ends || answer.found.idiag_inode == 0)
        return Outcome::NoSuchSocket;
    *identity = {answer.found.idiag_uid, answer.found.idiag_inode};
    return Outcome::Found;
}

std::optional<PeerIdentity> searchProcNet(const SocketPair &ends)
{
    for (const bool wide : {false, true}) {
        QFile table(wide ? u"/proc/net/tcp6"_s : u"/proc/net/tcp"_s);
        if (!table.open(QIODevice::ReadOnly))
            continue;
        if (const auto found = findInProcNet(table.readAll(), ends, wide))
            return found;
    }
    return std::nullopt;
}

} // namespace

PeerLookup::PeerLookup(Source preferred)
{
    if (preferred == Source::Netlink)
        m_netlink = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
}

PeerLookup::~PeerLookup()
{
    if (m_netlink >= 0)
        ::close(m_netlink);
}

bool PeerLookup::isSupported()
{
    return true;
}

quint32 PeerLookup::ownUid()
{
    return ::geteuid();
}

std::optional<PeerIdentity> PeerLookup::peerOf(qintptr fd)
{
    const auto ends = endsOf(static_cast<int>(fd));
    if (!ends)
        return std::nullopt;
    PeerIdentity found;
    const Outcome outcome = m_netlink < 0 ? Outcome::NoAnswer : ask(m_netlink, ends->swapped(), ++m_sequence, &found);
    if (outcome == Outcome::Found) {
        m_proven = true;
        return found;
    }
    // A kernel that knows nothing of TCP diagnosis also says that there is no such thing.
    if (outcome == Outcome::NoSuchSocket && m_proven)
        return std::nullopt;
    return searchProcNet(ends->swapped());
}

} // namespace homeport
