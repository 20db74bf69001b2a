// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of Backend that decides how what it sends by itself gets out.
#include "app/accountroutes.h"
#include "app/backend.h"
#include "core/accounts/accounthealth.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/limitsstore.h"
#include "core/accounts/revoker.h"
#include "core/accounts/tokenkeeper.h"
#include "core/base/onresult.h"
#include "core/proxies/proxystore.h"

#include <QFile>

namespace homeport {

void Backend::joinProxies()
{
    connect(m_health.get(), &AccountHealth::proxyFailed, m_proxies.get(), &ProxyStore::noteFailure);
    connect(m_health.get(), &AccountHealth::proxyWorked, m_proxies.get(), &ProxyStore::noteSuccess);
    connect(m_tokens.get(), &TokenKeeper::signalled, m_health.get(), &AccountHealth::apply);
    connect(m_revoker.get(), &Revoker::signalled, m_health.get(), &AccountHealth::apply);
    connect(m_proxies.get(), &ProxyStore::proxiesChanged, m_tokens.get(), &TokenKeeper::retryAll);
    connect(m_accounts.get(), &AccountStore::proxiesChosen, m_tokens.get(), &TokenKeeper::retryAll);
}

HttpEngine::Options Backend::engineOptions() const
{
    HttpEngine::Options options;
    options.extraCaFile = QFile::encodeName(m_config.caFile);
    return options;
}

HttpEngine &Backend::engine()
{
    if (!m_engine)
        m_engine = std::make_unique<HttpEngine>(engineOptions());
    return *m_engine;
}

SignInParts Backend::signInParts()
{
    return {*m_accounts, engine(), [this](const ProxyChoice &choice, const QString &url) { return m_proxies->route(choice, url); },
            [this](const AccountSignal &signal) { m_health->apply(signal); }};
}

QFuture<Result<AccountTestReport>> Backend::testAccount(qint64 id)
{
    const Account *account = m_accounts->find(id);
    auto *test = new AccountTest(*m_accounts, *m_tokens, engine(), account ? m_routes->forRequests(*account) : ProxyRoute{}, this);
    connect(test, &AccountTest::signalled, m_health.get(), &AccountHealth::apply);
    const auto report = test->run(id);
    onResult(report, test, [this, test, id](const Result<AccountTestReport> &found) {
        if (found && found->credit && m_accounts->find(id))
            m_limits->setQuotas(id, {quotaOf(*found->credit)});
        test->deleteLater();
    });
    return report;
}

QFuture<Result<ProxyTestReport>> Backend::testProxy(qint64 id)
{
    using Report = Result<ProxyTestReport>;
    const auto proxy = m_proxies->opened(id);
    if (!proxy)
        return readyResult(Report(proxy.error()));
    const auto echo = proxyEcho(m_config.folder.echoFile());
    if (!echo)
        return readyResult(Report(echo.error()));
    auto *probe = new ProxyProbe(*proxy, *echo, engineOptions(), this);
    const auto report = probe->run();
    onResult(report, probe, [this, probe, id](const Report &found) {
        if (found)
            m_proxies->noteTest(id, found->latency, found->exitAddress);
        else if (found.error().code == Error::Code::Unavailable)
            m_proxies->noteFailure(id, found.error().detail);
        probe->deleteLater();
    });
    return report;
}

} // namespace homeport
