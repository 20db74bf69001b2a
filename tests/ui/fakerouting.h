// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/routingservice.h"

#include <QHash>

#include <optional>

namespace homeport::test {

class FakeAccounts;

// Routing without a relay: its accounts are those of a FakeAccounts. Answers at once and remembers what it was asked.
class FakeRouting final : public RoutingService
{
    Q_OBJECT

public:
    explicit FakeRouting(FakeAccounts &accounts) : m_accounts(accounts) {}

    [[nodiscard]] QList<Account> accounts() const override;
    [[nodiscard]] QList<AccountGroup> groups() const override { return m_groups; }
    [[nodiscard]] RoutingStrategy strategy() const override { return m_strategy; }
    [[nodiscard]] AccountLimits limitsOf(qint64 accountId) const override { return limits.value(accountId); }
    [[nodiscard]] QFuture<Result<Account>> setRouting(qint64 id, const AccountRouting &routing) override;
    [[nodiscard]] QFuture<Result<Account>> unpark(qint64 id) override;
    [[nodiscard]] QFuture<Result<AccountGroup>> addGroup(const AccountGroup &group) override;
    [[nodiscard]] QFuture<Result<AccountGroup>> updateGroup(const AccountGroup &group) override;
    [[nodiscard]] QFuture<Result<void>> removeGroup(qint64 id) override;
    [[nodiscard]] QFuture<Result<void>> setStrategy(RoutingStrategy strategy) override;
    [[nodiscard]] ModelAliases aliases() const override { return m_aliases; }
    [[nodiscard]] QFuture<Result<void>> setAliases(const ModelAliases &aliases) override;

    void setGroups(const QList<AccountGroup> &groups);
    void setLimits(qint64 id, const AccountLimits &known);

    QHash<qint64, AccountLimits> limits;
    std::optional<Error> failWith;
    AccountRouting lastRouting;
    QList<qint64> unparked;

private:
    [[nodiscard]] QFuture<Result<Account>> change(qint64 id, const std::function<void(Account &)> &how);

    FakeAccounts &m_accounts;
    QList<AccountGroup> m_groups;
    RoutingStrategy m_strategy = RoutingStrategy::Priority;
    ModelAliases m_aliases;
};

} // namespace homeport::test
