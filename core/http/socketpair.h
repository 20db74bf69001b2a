// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/peeridentity.h"

#include <QByteArrayView>

#include <array>

namespace homeport {

// The two ends of a TCP connection, seen from one of them. An IPv4 address is mapped (::ffff:a.b.c.d): whether the
// program at either end made an IPv4 or an IPv6 socket is its own affair.
struct SocketPair
{
    using Address = std::array<quint8, 16>;
    Address local{};
    Address remote{};
    quint16 localPort = 0;
    quint16 remotePort = 0;

    [[nodiscard]] SocketPair swapped() const { return {remote, local, remotePort, localPort}; }
    [[nodiscard]] bool isMapped() const; // both ends are IPv4
    bool operator==(const SocketPair &) const = default;
};

[[nodiscard]] SocketPair::Address mappedAddress(const quint8 *fourBytes);

// The owner of the socket with exactly these ends in the text of /proc/net/tcp (@p wide: of tcp6). Empty when there is
// none, or nobody owns it any more.
[[nodiscard]] std::optional<PeerIdentity> findInProcNet(QByteArrayView table, const SocketPair &ends, bool wide);

} // namespace homeport
