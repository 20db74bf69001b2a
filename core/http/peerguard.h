// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/peeridentity.h"
#include "core/http/requesthead.h"

#include <optional>

namespace homeport {

// What is known of a connection's other end, and whether its requests are refused for it.
struct PeerVerdict
{
    quint64 inode = 0; // of the peer's socket; 0: unknown
    std::optional<Refusal> refusal;
};

// Only the user with @p ownUid may pass. Root may not either, unless we run as root: it can do anything here, but has
// to say so by becoming that user. An empty @p peer passes where the platform can't tell (@p supported is false).
[[nodiscard]] PeerVerdict judgePeer(const std::optional<PeerIdentity> &peer, quint32 ownUid, bool supported);

// Judges the connections of one listener, in its thread.
class PeerGuard final
{
public:
    // Whoever else uses this machine may connect: for a listener that gives nothing away.
    void setOtherUsersAllowed(bool allowed) { m_othersAllowed = allowed; }

    [[nodiscard]] PeerVerdict judge(qintptr fd);
    // One line in the log at most a minute, with how many there were. @p now: ms, monotonic.
    void logRefusal(const Refusal &refusal, qint64 now);

private:
    PeerLookup m_lookup;
    bool m_othersAllowed = false;
    qint64 m_loggedAt = -1;
    int m_unlogged = 0;
};

} // namespace homeport
