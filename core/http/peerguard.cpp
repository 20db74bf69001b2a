// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/peerguard.h"

#include "core/base/logging.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 LogIntervalMs = 60'000;
constexpr quint32 Root = 0;

QString whyRefused(quint32 uid)
{
    if (uid == Root)
        return u"Homeport serves only the user who started it, and this connection comes from root: run the tool as that user, without sudo."_s;
    return u"Homeport serves only the user who started it, and this connection comes from another user of this computer (user id %1)."_s
        .arg(uid);
}

} // namespace

PeerVerdict judgePeer(const std::optional<PeerIdentity> &peer, quint32 ownUid, bool supported)
{
    if (!supported)
        return {};
    if (!peer)
        return {0, Refusal{403, u"Homeport serves only the user who started it, and could not find out who this connection comes from."_s}};
    if (peer->uid != ownUid)
        return {peer->inode, Refusal{403, whyRefused(peer->uid)}};
    return {peer->inode, std::nullopt};
}

PeerVerdict PeerGuard::judge(qintptr fd)
{
    PeerVerdict verdict = judgePeer(m_lookup.peerOf(fd), PeerLookup::ownUid(), PeerLookup::isSupported());
    if (m_othersAllowed)
        verdict.refusal.reset();
    return verdict;
}

void PeerGuard::logRefusal(const Refusal &refusal, qint64 now)
{
    ++m_unlogged;
    if (m_loggedAt >= 0 && now - m_loggedAt < LogIntervalMs)
        return;
    m_loggedAt = now;
    qCWarning(lcHttp).noquote() << std::exchange(m_unlogged, 0) << "connection(s) refused, the last one because:" << refusal.why;
}

} // namespace homeport
