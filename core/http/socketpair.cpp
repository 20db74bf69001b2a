// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/socketpair.h"

#include <QByteArrayList>
#include <QString>

#include <algorithm>
#include <cstring>

namespace homeport {

namespace {

constexpr std::array<quint8, 12> MappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool isMappedAddress(const SocketPair::Address &address)
{
    return std::equal(MappedPrefix.cbegin(), MappedPrefix.cend(), address.cbegin());
}

QByteArray hex(quint32 value, int digits)
{
    return QByteArray::number(value, 16).toUpper().rightJustified(digits, '0');
}

// As the kernel prints it: words of 32 bits in this machine's byte order, then the port.
QByteArray printed(const SocketPair::Address &address, quint16 port, bool wide)
{
    QByteArray text;
    for (std::size_t at = wide ? 0 : 12; at < address.size(); at += sizeof(quint32)) {
        quint32 word = 0;
        std::memcpy(&word, address.data() + at, sizeof word);
        text += hex(word, 8);
    }
    return text + ':' + hex(port, 4);
}

} // namespace

bool SocketPair::isMapped() const
{
    return isMappedAddress(local) && isMappedAddress(remote);
}

SocketPair::Address mappedAddress(const quint8 *fourBytes)
{
    SocketPair::Address address{};
    std::copy(MappedPrefix.cbegin(), MappedPrefix.cend(), address.begin());
    std::copy_n(fourBytes, 4, address.begin() + MappedPrefix.size());
    return address;
}

std::optional<PeerIdentity> findInProcNet(QByteArrayView table, const SocketPair &ends, bool wide)
{
    if (!wide && !ends.isMapped())
        return std::nullopt;
    const QByteArray wanted = ' ' + printed(ends.local, ends.localPort, wide) + ' ' + printed(ends.remote, ends.remotePort, wide) + ' ';
    const qsizetype start = table.indexOf(wanted);
    if (start < 0)
        return std::nullopt;
    const QByteArrayView rest = table.sliced(start + wanted.size());
    const qsizetype end = rest.indexOf('\n');
    // State, queues, timer, retransmissions, then what is asked for: uid, time-out, inode.
    const QList<QByteArray> fields = rest.first(end < 0 ? rest.size() : end).toByteArray().simplified().split(' ');
    if (fields.size() < 7)
        return std::nullopt;
    bool uidIsNumber = false;
    bool inodeIsNumber = false;
    const PeerIdentity found{fields.at(4).toUInt(&uidIsNumber), fields.at(6).toULongLong(&inodeIsNumber)};
    return uidIsNumber && inodeIsNumber && found.inode != 0 ? std::optional(found) : std::nullopt;
}

} // namespace homeport
