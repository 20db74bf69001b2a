// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/routingadapter.h"

#include "app/backend.h"
#include "app/newskeeper.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/groupstore.h"
#include "core/accounts/limitsstore.h"

namespace homeport {

RoutingAdapter::RoutingAdapter(Backend &backend) : m_backend(backend)
{
    connect(&backend.accounts(), &AccountStore::accountsChanged, &m_gate, &SignalGate::knock);
    connect(&m_gate, &SignalGate::opened, this, &RoutingService::routingChanged);
    connect(&backend.groups(), &GroupStore::groupsChanged, this, &RoutingService::routingChanged);
    connect(&backend.limits(), &LimitsStore::parksChanged, this, &RoutingService::limitsChanged);
    connect(&backend.limits(), &LimitsStore::quotasChanged, this, &RoutingService::limitsChanged);
}

QList<Account> RoutingAdapter::accounts() const
{
    return m_backend.accounts().accounts();
}

QList<AccountGroup> RoutingAdapter::groups() const
{
    return m_backend.groups().groups();
}

RoutingStrategy RoutingAdapter::strategy() const
{
    return m_backend.groups().strategy();
}

AccountLimits RoutingAdapter::limitsOf(qint64 accountId) const
{
    return m_backend.limits().of(accountId);
}

QFuture<Result<Account>> RoutingAdapter::setRouting(qint64 id, const AccountRouting &routing)
{
    return m_backend.accounts().setRouting(id, routing);
}

QFuture<Result<Account>> RoutingAdapter::unpark(qint64 id)
{
    return m_backend.news().unpark(id);
}

QFuture<Result<AccountGroup>> RoutingAdapter::addGroup(const AccountGroup &group)
{
    return m_backend.groups().add(group);
}

QFuture<Result<AccountGroup>> RoutingAdapter::updateGroup(const AccountGroup &group)
{
    return m_backend.groups().update(group);
}

QFuture<Result<void>> RoutingAdapter::removeGroup(qint64 id)
{
    return m_backend.groups().remove(id);
}

QFuture<Result<void>> RoutingAdapter::setStrategy(RoutingStrategy strategy)
{
    return m_backend.groups().setStrategy(strategy);
}

ModelAliases RoutingAdapter::aliases() const
{
    return m_backend.groups().aliases();
}

QFuture<Result<void>> RoutingAdapter::setAliases(const ModelAliases &aliases)
{
    return m_backend.groups().setAliases(aliases);
}

} // namespace homeport
