// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/signalgate.h"
#include "ui/services/routingservice.h"

namespace homeport {

class Backend;

// The backend's routing as the window sees it.
class RoutingAdapter final : public RoutingService
{
    Q_OBJECT

public:
    explicit RoutingAdapter(Backend &backend); // assembled; outlives it

    [[nodiscard]] QList<Account> accounts() const override;
    [[nodiscard]] QList<AccountGroup> groups() const override;
    [[nodiscard]] RoutingStrategy strategy() const override;
    [[nodiscard]] AccountLimits limitsOf(qint64 accountId) const override;
    [[nodiscard]] QFuture<Result<Account>> setRouting(qint64 id, const AccountRouting &routing) override;
    [[nodiscard]] QFuture<Result<Account>> unpark(qint64 id) override;
    [[nodiscard]] QFuture<Result<AccountGroup>> addGroup(const AccountGroup &group) override;
    [[nodiscard]] QFuture<Result<AccountGroup>> updateGroup(const AccountGroup &group) override;
    [[nodiscard]] QFuture<Result<void>> removeGroup(qint64 id) override;
    [[nodiscard]] QFuture<Result<void>> setStrategy(RoutingStrategy strategy) override;
    [[nodiscard]] ModelAliases aliases() const override;
    [[nodiscard]] QFuture<Result<void>> setAliases(const ModelAliases &aliases) override;

private:
    Backend &m_backend;
    SignalGate m_gate;
};

} // namespace homeport
