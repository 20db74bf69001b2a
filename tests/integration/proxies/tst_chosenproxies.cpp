// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the user chose and then took back, over real proxies: a removed one, a default, hosts that go direct.
#include "app/backend.h"
#include "core/accounts/tokenkeeper.h"
#include "tests/integration/proxies/backendfixture.h"
#include "tests/integration/proxies/realproxy.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

namespace {

const QString Exit = u"127.0.0.71"_s;

} // namespace

class TestChosenProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRemovedProxyStopsTheAccount();
    void theDefaultProxyIsTakenAndARemovedDefaultIsNotReplacedByNone();
    void onlyHostsOfTheBypassListGoDirect();

private:
    OwnCertificate m_certificate;
};

void TestChosenProxies::aRemovedProxyStopsTheAccount()
{
    RealProxy proxy(RealProxy::Kind::Microsocks, Exit, m_certificate);
    QVERIFY(proxy.start());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    const qint64 id = homeport.addProxy(u"office"_s, proxy.proxy());
    const qint64 account = homeport.addKeyAccount(through({id}));
    QCOMPARE(homeport.ask()->status(), 200);

    const auto removed = await(homeport.backend->proxies().remove(id));
    QVERIFY(removed);
    QCOMPARE(removed->stopped.size(), 1);
    const auto refused = homeport.ask();
    QCOMPARE(refused->status(), 503);
    QVERIFY2(homeport.errorOf(*refused).contains("was removed"), homeport.errorOf(*refused).constData());
    QCOMPARE(homeport.account(account).state, Account::State::ProxyDown);
    QCOMPARE(homeport.provider.connectionCount(), 1);

    ProxyChoice direct;
    direct.mode = ProxyChoice::Mode::Direct;
    QVERIFY(await(homeport.backend->accounts().setProxies(account, direct)));
    QCOMPARE(homeport.ask()->status(), 200);
    QCOMPARE(homeport.provider.peers().last(), u"127.0.0.1"_s);
    QCOMPARE(homeport.account(account).state, Account::State::Active);
}

void TestChosenProxies::theDefaultProxyIsTakenAndARemovedDefaultIsNotReplacedByNone()
{
    RealProxy proxy(RealProxy::Kind::Squid, Exit, m_certificate);
    QVERIFY(proxy.start());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    const qint64 id = homeport.addProxy(u"office"_s, proxy.proxy());
    QVERIFY(homeport.addKeyAccount({}) > 0);
    QVERIFY(await(homeport.backend->proxies().setDefault(id)));
    QCOMPARE(homeport.ask()->status(), 200);
    QCOMPARE(homeport.provider.peers(), QStringList{Exit});

    QVERIFY(await(homeport.backend->proxies().remove(id)));
    const auto refused = homeport.ask();
    QCOMPARE(refused->status(), 503);
    QVERIFY2(homeport.errorOf(*refused).contains("default proxy was removed"), homeport.errorOf(*refused).constData());
    QCOMPARE(homeport.provider.connectionCount(), 1);
}

void TestChosenProxies::onlyHostsOfTheBypassListGoDirect()
{
    RealProxy proxy(RealProxy::Kind::Microsocks, Exit, m_certificate);
    QVERIFY(proxy.start());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    QVERIFY(homeport.addKeyAccount(through({homeport.addProxy(u"office"_s, proxy.proxy())})) > 0);
    QVERIFY(await(homeport.backend->proxies().setBypass({u"*.example.com"_s})));
    QCOMPARE(homeport.ask()->status(), 200);
    QVERIFY(await(homeport.backend->proxies().setBypass({u"127.0.0.1"_s})));
    QCOMPARE(homeport.ask()->status(), 200);
    QCOMPARE(homeport.provider.peers(), (QStringList{Exit, u"127.0.0.1"_s}));
}

} // namespace homeport::test

QTEST_GUILESS_MAIN(homeport::test::TestChosenProxies)
#include "tst_chosenproxies.moc"
