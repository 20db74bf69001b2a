// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/proxies/proxy.h"
#include "core/proxies/proxyhealth.h"
#include "core/proxies/proxyprobe.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace homeport {

// The user's proxies, for the window. GUI thread only.
class ProxiesService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<ProxyInfo> proxies() const = 0; // by creation
    [[nodiscard]] virtual ProxyHealth healthOf(qint64 id) const = 0;
    [[nodiscard]] virtual qint64 defaultId() const = 0; // 0: none; may be one that was removed
    [[nodiscard]] virtual QStringList bypass() const = 0;
    [[nodiscard]] virtual QStringList usersOf(qint64 id) const = 0; // names of the accounts that go through it
    [[nodiscard]] virtual QList<SharedExit> sharedExits() const = 0;

    // Errors as ProxyStore's operations of the same name.
    [[nodiscard]] virtual QFuture<Result<ProxyInfo>> add(NewProxy proxy) = 0;
    [[nodiscard]] virtual QFuture<Result<ProxyInfo>> update(qint64 id, NewProxy proxy, bool keepLogin) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> remove(qint64 id) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> setDefault(qint64 id) = 0; // 0: none
    [[nodiscard]] virtual QFuture<Result<void>> setBypass(const QStringList &patterns) = 0;
    // Errors as ProxyProbe::run().
    [[nodiscard]] virtual QFuture<Result<ProxyTestReport>> test(qint64 id) = 0;
    // Errors as AccountStore::setProxies().
    [[nodiscard]] virtual QFuture<Result<Account>> choose(qint64 accountId, const ProxyChoice &choice) = 0;

Q_SIGNALS:
    void proxiesChanged(); // after each change of anything above but the accounts' choices
};

} // namespace homeport
