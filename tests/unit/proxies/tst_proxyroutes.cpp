// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/proxies/proxybench.h"

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestProxyRoutes final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ProxyBench> m_bench;

    ProxyStore &store() { return *m_bench->store; }
    ProxyInfo add(const NewProxy &wanted) { return m_bench->add(wanted); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<ProxyBench>();
        QVERIFY(m_bench->start());
    }

    void cleanup() { m_bench.reset(); }

    void directAndBypassedAndNoDefaultGoDirect()
    {
        const ProxyInfo home = add(proxy(u"home"_s));
        verifyDirect(store().route(ByDefault, Upstream));
        QVERIFY(await(store().setDefault(home.id)));
        QCOMPARE(store().route(ByDefault, Upstream).proxies.size(), std::size_t(1));
        verifyDirect(store().route(Direct, Upstream));
        verifyDirect(store().route(ByDefault, u"http://127.0.0.1:8000"_s));
        verifyDirect(store().route(list({home.id}), u"http://[::1]:8000/v1"_s));
        QVERIFY(await(store().setDefault(0)));
        verifyDirect(store().route(ByDefault, Upstream));
    }

    void aListKeepsItsOrder()
    {
        const ProxyInfo one = add(proxy(u"one"_s));
        const ProxyInfo two = add(proxy(u"two"_s, {}, {}));
        const ProxyRoute route = store().route(list({two.id, one.id}), Upstream);
        QCOMPARE(route.proxies.size(), std::size_t(2));
        QCOMPARE(route.proxies[0].name, u"two"_s);
        QCOMPARE(route.proxies[1].name, u"one"_s);
    }

    void whatIsMissingStops()
    {
        const ProxyInfo one = add(proxy(u"one"_s));
        const ProxyInfo two = add(proxy(u"two"_s));
        QVERIFY(await(store().setDefault(two.id)));
        QVERIFY(await(store().remove(two.id)));
        QCOMPARE(store().proxies(), QList<ProxyInfo>{one});
        verifyStops(store().route(list({two.id}), Upstream), u"removed");
        verifyStops(store().route(list({one.id, two.id}), Upstream), u"removed");
        verifyStops(store().route(list({}), Upstream), u"No proxy is chosen");
        verifyStops(store().route(ByDefault, Upstream), u"default proxy was removed");
        auto again = m_bench->makeStore();
        QVERIFY(await(again->load()));
        verifyStops(again->route(ByDefault, Upstream), u"default proxy was removed"); // after a restart too
        QVERIFY(m_bench->meta.setValue(u"proxy.default"_s, u"what?"_s));
        QVERIFY(await(again->load()));
        verifyStops(again->route(ByDefault, Upstream), u"default proxy");
    }

    void aLockedVaultStopsWhatHasALogin()
    {
        const ProxyInfo one = add(proxy(u"one"_s));
        const ProxyInfo open = add(proxy(u"open"_s, {}, {}));
        QCOMPARE(store().route(list({one.id}), Upstream).proxies.size(), std::size_t(1)); // opened, and kept
        m_bench->vault.lock();
        verifyStops(store().route(list({one.id}), Upstream), u"locked");
        verifyStops(store().route(list({open.id, one.id}), Upstream), u"locked");
        QCOMPARE(store().route(list({open.id}), Upstream).proxies.size(), std::size_t(1));
        QCOMPARE(await(store().add(proxy(u"new"_s))).error().code, Error::Code::Locked);
        QCOMPARE(await(store().update(one.id, proxy(u"new"_s), ProxyStore::Login::Replace)).error().code, Error::Code::Locked);
        QVERIFY(await(m_bench->vault.unlock()));
        QCOMPARE(store().route(list({one.id}), Upstream).proxies.size(), std::size_t(1));
    }

    void aDamagedEnvelopeStops()
    {
        const ProxyInfo one = add(proxy(u"one"_s));
        add(proxy(u"two"_s));
        m_bench->run(
            "UPDATE proxy SET password = (SELECT password FROM proxy WHERE name = 'two') WHERE name = 'one'"); // whole, in the wrong row
        QVERIFY(await(store().load()));
        verifyStops(store().route(list({one.id}), Upstream), u"damaged");
        QCOMPARE(store().opened(one.id).error().code, Error::Code::Invalid);
        m_bench->run("UPDATE proxy SET login = NULL, password = x'00' WHERE name = 'one'");
        QVERIFY(await(store().load()));
        verifyStops(store().route(list({one.id}), Upstream), u"damaged");
    }

    void removalTellsWhoStops()
    {
        AccountRepository accounts(*m_bench->database);
        AccountStore accountStore(m_bench->executor, accounts, m_bench->vault, {[] {
                                      ProviderProfile profile;
                                      profile.id = u"one"_s;
                                      profile.baseUrl = u"https://one.example.com"_s;
                                      return profile;
                                  }()});
        const ProxyInfo home = add(proxy(u"home"_s));
        NewAccount account;
        account.providerId = u"one"_s;
        account.name = u"work"_s;
        account.secret = shareSecret(QByteArray("sk-0123456789"));
        const auto byDefault = await(accountStore.add(account));
        account.name = u"lab"_s;
        account.proxies = list({home.id});
        const auto byList = await(accountStore.add(account));
        QVERIFY(byDefault && byList);
        QVERIFY(await(store().setDefault(home.id)));
        const auto removed = await(store().remove(home.id));
        QCOMPARE(removed->proxy, home);
        QCOMPARE(removed->stopped, (QList<ProxyUser>{{byDefault->id, u"work"_s}, {byList->id, u"lab"_s}}));
    }
};

QTEST_GUILESS_MAIN(TestProxyRoutes)
#include "tst_proxyroutes.moc"
