// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace homeport {

// Who holds the other end of a TCP connection inside this machine.
struct PeerIdentity
{
    quint32 uid = 0;   // who made the peer's socket, as our user namespace numbers users
    quint64 inode = 0; // of the peer's socket, as /proc/PID/fd names it; never 0

    bool operator==(const PeerIdentity &) const = default;
};

// Asks the kernel for it, in a few microseconds: one exact look-up over a netlink socket that is kept. Where
// there is none (a sandbox, a kernel without it), it searches /proc/net/tcp and tcp6: milliseconds. One thread.
class PeerLookup final
{
public:
    enum class Source { Netlink, ProcNet };

    PeerLookup() : PeerLookup(Source::Netlink) {}
    explicit PeerLookup(Source preferred);
    ~PeerLookup();
    Q_DISABLE_COPY_MOVE(PeerLookup)

    // False: this platform does not tell, and peerOf() is always empty.
    [[nodiscard]] static bool isSupported();
    // Our own user, to compare with.
    [[nodiscard]] static quint32 ownUid();

    // @p fd: an accepted connection. Empty where the peer has closed its socket already: its owner is forgotten then,
    // and nobody reads an answer any more. A socket that was shut down for writing only still has its owner.
    [[nodiscard]] std::optional<PeerIdentity> peerOf(qintptr fd);

private:
    int m_netlink = -1;
    bool m_proven = false; // it has found a socket: its "there is none" is believed
    quint32 m_sequence = 0;
};

} // namespace homeport
