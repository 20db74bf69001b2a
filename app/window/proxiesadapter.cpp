// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/proxiesadapter.h"

#include "app/accountroutes.h"
#include "app/backend.h"
#include "core/accounts/accountstore.h"
#include "core/proxies/proxystore.h"

namespace homeport {

ProxiesAdapter::ProxiesAdapter(Backend &backend) : m_backend(backend)
{
    connect(&backend.proxies(), &ProxyStore::proxiesChanged, this, &ProxiesService::proxiesChanged);
    connect(&backend.proxies(), &ProxyStore::healthChanged, this, &ProxiesService::proxiesChanged);
    connect(&backend.accounts(), &AccountStore::accountsChanged, &m_gate, &SignalGate::knock); // who goes through one
    connect(&m_gate, &SignalGate::opened, this, &ProxiesService::proxiesChanged);
}

QList<ProxyInfo> ProxiesAdapter::proxies() const
{
    return m_backend.proxies().proxies();
}

ProxyHealth ProxiesAdapter::healthOf(qint64 id) const
{
    return m_backend.proxies().healthOf(id);
}

qint64 ProxiesAdapter::defaultId() const
{
    return m_backend.proxies().defaultId();
}

QStringList ProxiesAdapter::bypass() const
{
    return m_backend.proxies().bypass();
}

QStringList ProxiesAdapter::usersOf(qint64 id) const
{
    return m_backend.routes().usersOf(id);
}

QList<SharedExit> ProxiesAdapter::sharedExits() const
{
    return m_backend.routes().sharedExits();
}

QFuture<Result<ProxyInfo>> ProxiesAdapter::add(NewProxy proxy)
{
    return m_backend.proxies().add(std::move(proxy));
}

QFuture<Result<ProxyInfo>> ProxiesAdapter::update(qint64 id, NewProxy proxy, bool keepLogin)
{
    return m_backend.proxies().update(id, std::move(proxy), keepLogin ? ProxyStore::Login::Keep : ProxyStore::Login::Replace);
}

QFuture<Result<void>> ProxiesAdapter::remove(qint64 id)
{
    return m_backend.proxies().remove(id).then(
        [](const Result<RemovedProxy> &removed) { return removed ? Result<void>() : Result<void>(removed.error()); });
}

QFuture<Result<void>> ProxiesAdapter::setDefault(qint64 id)
{
    return m_backend.proxies().setDefault(id);
}

QFuture<Result<void>> ProxiesAdapter::setBypass(const QStringList &patterns)
{
    return m_backend.proxies().setBypass(patterns);
}

QFuture<Result<ProxyTestReport>> ProxiesAdapter::test(qint64 id)
{
    return m_backend.testProxy(id);
}

QFuture<Result<Account>> ProxiesAdapter::choose(qint64 accountId, const ProxyChoice &choice)
{
    return m_backend.accounts().setProxies(accountId, choice);
}

} // namespace homeport
