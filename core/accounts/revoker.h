// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/net/httpengine.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace homeport {

class AccountStore;
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
    Revoker(AccountStore &store, HttpEngine &engine, RouteOf routeOf, QObject *parent = nullptr);

    // Everything that was removed in an earlier run, or longer ago than a removal can be undone. Does nothing while
    // the vault is locked; to be called when it was unlocked.
    void sweep();

Q_SIGNALS:
    void swept(); // once for each account that went for good

private:
    void revoke(const RemovedAccount &removed);
    void forget(qint64 id);

    AccountStore &m_store;
    HttpEngine &m_engine;
    RouteOf m_routeOf;
    QTimer m_timer;
    const QDateTime m_started = QDateTime::currentDateTimeUtc();
};

} // namespace homeport
