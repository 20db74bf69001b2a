// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the owner of a connection's other end is not known.
#include "core/http/peeridentity.h"

namespace homeport {

PeerLookup::PeerLookup(Source) {}
PeerLookup::~PeerLookup() = default;

bool PeerLookup::isSupported()
{
    return false;
}

quint32 PeerLookup::ownUid()
{
    return 0;
}

std::optional<PeerIdentity> PeerLookup::peerOf(qintptr)
{
    return std::nullopt;
}

} // namespace homeport
