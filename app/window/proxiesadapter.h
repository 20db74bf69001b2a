// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/signalgate.h"
#include "ui/services/proxiesservice.h"

namespace homeport {

class Backend;

// The backend's proxies as the window sees them.
class ProxiesAdapter final : public ProxiesService
{
    Q_OBJECT

public:
    explicit ProxiesAdapter(Backend &backend); // assembled; outlives it

    [[nodiscard]] QList<ProxyInfo> proxies() const override;
    [[nodiscard]] ProxyHealth healthOf(qint64 id) const override;
    [[nodiscard]] qint64 defaultId() const override;
    [[nodiscard]] QStringList bypass() const override;
    [[nodiscard]] QStringList usersOf(qint64 id) const override;
    [[nodiscard]] QList<SharedExit> sharedExits() const override;
    [[nodiscard]] QFuture<Result<ProxyInfo>> add(NewProxy proxy) override;
    [[nodiscard]] QFuture<Result<ProxyInfo>> update(qint64 id, NewProxy proxy, bool keepLogin) override;
    [[nodiscard]] QFuture<Result<void>> remove(qint64 id) override;
    [[nodiscard]] QFuture<Result<void>> setDefault(qint64 id) override;
    [[nodiscard]] QFuture<Result<void>> setBypass(const QStringList &patterns) override;
    [[nodiscard]] QFuture<Result<ProxyTestReport>> test(qint64 id) override;
    [[nodiscard]] QFuture<Result<Account>> choose(qint64 accountId, const ProxyChoice &choice) override;

private:
    Backend &m_backend;
    SignalGate m_gate;
};

} // namespace homeport
