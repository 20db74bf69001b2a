// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

QByteArray plain(const SharedSecret &secret)
{
    return secret ? secret->reveal([](QByteArrayView text) { return text.toByteArray(); }) : QByteArray();
}

} // namespace

ProxyInfo sampleProxy(qint64 id, const QString &name, Proxy::Kind kind)
{
    ProxyInfo proxy;
    proxy.id = id;
    proxy.name = name;
    proxy.kind = kind;
    proxy.host = u"proxy%1.example.com"_s.arg(id);
    proxy.port = 1080;
    proxy.hasLogin = true;
    return proxy;
}

void FakeProxies::set(const QList<ProxyInfo> &proxies)
{
    m_proxies = proxies;
    Q_EMIT proxiesChanged();
}

void FakeProxies::remember(const NewProxy &proxy, ProxyInfo *info)
{
    lastLogin = plain(proxy.login);
    lastPassword = plain(proxy.password);
    info->name = proxy.name;
    info->kind = proxy.kind;
    info->host = proxy.host;
    info->port = static_cast<quint16>(proxy.port);
}

QFuture<Result<ProxyInfo>> FakeProxies::add(NewProxy proxy)
{
    if (failWith)
        return readyResult(Result<ProxyInfo>(*std::exchange(failWith, std::nullopt)));
    ProxyInfo info;
    info.id = m_proxies.isEmpty() ? 1 : m_proxies.last().id + 1;
    remember(proxy, &info);
    info.hasLogin = !lastLogin.isEmpty();
    set(m_proxies + QList<ProxyInfo>{info});
    return readyResult(Result<ProxyInfo>(info));
}

QFuture<Result<ProxyInfo>> FakeProxies::update(qint64 id, NewProxy proxy, bool keepLogin)
{
    const auto found = std::find_if(m_proxies.begin(), m_proxies.end(), [id](const ProxyInfo &known) { return known.id == id; });
    if (failWith || found == m_proxies.end())
        return readyResult(Result<ProxyInfo>(failWith ? *std::exchange(failWith, std::nullopt) : Error{Error::Code::NotFound, {}}));
    remember(proxy, &*found);
    lastKept = keepLogin;
    const ProxyInfo changed = *found;
    Q_EMIT proxiesChanged();
    return readyResult(Result<ProxyInfo>(changed));
}

QFuture<Result<void>> FakeProxies::done()
{
    const Result<void> result = failWith ? Result<void>(*std::exchange(failWith, std::nullopt)) : Result<void>();
    Q_EMIT proxiesChanged();
    return readyResult(result);
}

QFuture<Result<void>> FakeProxies::remove(qint64 id)
{
    if (!failWith)
        m_proxies.removeIf([id](const ProxyInfo &proxy) { return proxy.id == id; });
    return done();
}

QFuture<Result<void>> FakeProxies::setDefault(qint64 id)
{
    if (!failWith)
        chosenDefault = id;
    return done();
}

QFuture<Result<void>> FakeProxies::setBypass(const QStringList &patterns)
{
    if (!failWith)
        hosts = patterns;
    return done();
}

QFuture<Result<ProxyTestReport>> FakeProxies::test(qint64)
{
    return readyResult(failWith ? Result<ProxyTestReport>(*std::exchange(failWith, std::nullopt)) : Result<ProxyTestReport>(report));
}

QFuture<Result<Account>> FakeProxies::choose(qint64, const ProxyChoice &choice)
{
    if (failWith)
        return readyResult(Result<Account>(*std::exchange(failWith, std::nullopt)));
    lastChoice = choice;
    return readyResult(Result<Account>(Account()));
}

} // namespace homeport::test
