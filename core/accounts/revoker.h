// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountsignal.h"
#include "core/net/httpengine.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>

namespace homeport {

class AccountStore;
class Clock;
struct RemovedAccount;

// What follows a removal once it can't be undone any more: the provider is told that the grant is over (RFC 7009, where
// its profile says where), through the account's proxies, and then the row goes for good. A provider that can't be
// reached is asked again later, for a week; then the row goes all the same. Lives in the GUI thread.
class Revoker final : public QObject
{
    Q_OBJECT

public:
    using RouteOf = std::function<ProxyRoute(const ProxyChoice &proxies, const QString &url)>;

    static constexpr std::chrono::milliseconds UndoTime{600'000}; // an undo bar may stay for minutes

    // References outlive it.
    Revoker(AccountStore &store, HttpEngine &engine, const Clock &clock, RouteOf routeOf, QObject *parent = nullptr);

    // Everything that was removed in an earlier run, or longer ago than a removal can be undone. Does nothing while
    // the vault is locked; to be called when it was unlocked.
    void sweep();
    [[nodiscard]] std::chrono::milliseconds untilNextSweep() const { return m_timer.remainingTimeAsDuration(); } // negative: none

Q_SIGNALS:
    void signalled(const homeport::AccountSignal &signal); // what revocations tell of proxies
    void swept();                                          // once for each account that went for good

private:
    void revoke(const RemovedAccount &removed);
    void forget(qint64 id);

    AccountStore &m_store;
    HttpEngine &m_engine;
    const Clock &m_clock;
    RouteOf m_routeOf;
    QTimer m_timer;
    QSet<qint64> m_asked; // whose revocation is under way
    const QDateTime m_started;
};

} // namespace homeport
