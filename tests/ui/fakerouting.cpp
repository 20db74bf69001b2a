// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakerouting.h"

#include "core/base/onresult.h"
#include "tests/ui/fakes.h"

#include <algorithm>

namespace homeport::test {

QList<Account> FakeRouting::accounts() const
{
    return m_accounts.accounts();
}

QFuture<Result<Account>> FakeRouting::change(qint64 id, const std::function<void(Account &)> &how)
{
    QList<Account> all = m_accounts.accounts();
    const auto found = std::find_if(all.begin(), all.end(), [id](const Account &account) { return account.id == id; });
    if (failWith || found == all.end())
        return readyResult<Account>(failWith.value_or(Error{Error::Code::NotFound, {}}));
    how(*found);
    const Account changed = *found;
    m_accounts.set(all);
    Q_EMIT routingChanged();
    return readyResult<Account>(changed);
}

QFuture<Result<Account>> FakeRouting::setRouting(qint64 id, const AccountRouting &routing)
{
    lastRouting = routing;
    return change(id, [&routing](Account &account) { account.routing = routing; });
}

QFuture<Result<Account>> FakeRouting::unpark(qint64 id)
{
    if (!failWith) {
        unparked << id;
        limits[id].parks.clear();
        Q_EMIT limitsChanged();
    }
    return change(id, [](Account &account) {
        account.state = account.state == Account::State::Parked ? Account::State::Active : account.state;
        account.stateUntil = {};
        account.verdict.parkedUntil = {};
        account.verdict.parkedWhy.clear();
    });
}

QFuture<Result<AccountGroup>> FakeRouting::addGroup(const AccountGroup &group)
{
    if (failWith)
        return readyResult<AccountGroup>(*failWith);
    AccountGroup added = group;
    added.id = 500 + m_groups.size();
    m_groups << added;
    Q_EMIT routingChanged();
    return readyResult<AccountGroup>(added);
}

QFuture<Result<AccountGroup>> FakeRouting::updateGroup(const AccountGroup &group)
{
    const auto found = std::find_if(m_groups.begin(), m_groups.end(), [&group](const AccountGroup &one) { return one.id == group.id; });
    if (failWith || found == m_groups.end())
        return readyResult<AccountGroup>(failWith.value_or(Error{Error::Code::NotFound, {}}));
    *found = group;
    Q_EMIT routingChanged();
    return readyResult<AccountGroup>(group);
}

QFuture<Result<void>> FakeRouting::removeGroup(qint64 id)
{
    if (failWith)
        return readyResult<void>(*failWith);
    m_groups.removeIf([id](const AccountGroup &group) { return group.id == id; });
    Q_EMIT routingChanged();
    return readyResult<void>({});
}

QFuture<Result<void>> FakeRouting::setStrategy(RoutingStrategy strategy)
{
    if (failWith)
        return readyResult<void>(*failWith);
    m_strategy = strategy;
    Q_EMIT routingChanged();
    return readyResult<void>({});
}

QFuture<Result<void>> FakeRouting::setAliases(const ModelAliases &aliases)
{
    if (failWith)
        return readyResult<void>(*failWith);
    m_aliases = aliases;
    Q_EMIT routingChanged();
    return readyResult<void>({});
}

void FakeRouting::setGroups(const QList<AccountGroup> &groups)
{
    m_groups = groups;
    Q_EMIT routingChanged();
}

void FakeRouting::setLimits(qint64 id, const AccountLimits &known)
{
    limits.insert(id, known);
    Q_EMIT limitsChanged();
}

} // namespace homeport::test
