// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/proxies/proxybench.h"

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestProxyStore final : public QObject
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

    void addsWithItsLoginSealed()
    {
        QSignalSpy changed(&store(), &ProxyStore::proxiesChanged);
        const ProxyInfo added = add(proxy(u" home "_s));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(store().proxies(), QList<ProxyInfo>{added});
        QCOMPARE(added.name, u"home"_s);
        QCOMPARE(added.host, u"proxy.example.com"_s);
        QVERIFY(added.hasLogin);
        QCOMPARE(added.createdAt, m_bench->clock.now());
        QCOMPARE(store().find(u"home"_s)->id, added.id);
        const ProxyRow row = m_bench->repository.all()->at(0);
        QVERIFY(!row.login.contains("us:er") && !row.password.contains("p@ss"));

        const ProxyRoute route = store().route(list({added.id}), Upstream);
        QVERIFY2(route.problem.isEmpty(), qPrintable(route.problem));
        QCOMPARE(route.proxies.size(), std::size_t(1));
        QCOMPARE(route.proxies[0].id, added.id);
        QCOMPARE(route.proxies[0].proxy.kind, Proxy::Kind::Socks5);
        QCOMPARE(route.proxies[0].proxy.host, QByteArray("proxy.example.com"));
        QCOMPARE(route.proxies[0].proxy.port, quint16(1080));
        QCOMPARE(route.proxies[0].proxy.user, QByteArray("us:er"));
        QVERIFY(*route.proxies[0].proxy.password == Secret(QByteArray("p@ss:/%41wörd")));
    }

    void anotherStartFindsEverything()
    {
        const ProxyInfo home = add(proxy(u"home"_s));
        QVERIFY(await(store().setDefault(home.id)));
        QVERIFY(await(store().setBypass({u"*.Internal.example"_s, u" "_s})));
        auto again = m_bench->makeStore();
        verifyStops(again->route(ByDefault, Upstream), u"not been read"); // before load()
        QCOMPARE(*await(again->load()), QList<ProxyInfo>{home});
        QCOMPARE(again->defaultId(), home.id);
        QCOMPARE(again->bypass(), QStringList{u"*.internal.example"_s});
        QVERIFY(await(store().setBypass({})));
        QVERIFY(await(again->load()));
        QVERIFY(again->bypass().isEmpty()); // emptied is not absent
    }

    void aFailedLoadGivesNoWay()
    {
        m_bench->run("DROP TABLE proxy");
        const auto again = m_bench->makeStore();
        QCOMPARE(await(again->load()).error().code, Error::Code::Storage);
        verifyStops(again->route(ByDefault, Upstream), u"not been read");
        verifyDirect(again->route(Direct, Upstream));
    }

    void whatIsWrongIsNotStored()
    {
        QCOMPARE(await(store().add(proxy({}))).error().code, Error::Code::Invalid);
        add(proxy(u"home"_s));
        QCOMPARE(await(store().add(proxy(u"home"_s))).error().code, Error::Code::Conflict);
        QCOMPARE(await(store().setDefault(99)).error().code, Error::Code::NotFound);
        QCOMPARE(await(store().setBypass({u"*"_s})).error().code, Error::Code::Invalid);
        QCOMPARE(await(store().update(99, proxy(u"x"_s), ProxyStore::Login::Replace)).error().code, Error::Code::NotFound);
        QCOMPARE(await(store().remove(99)).error().code, Error::Code::NotFound);
        QCOMPARE(store().proxies().size(), 1);
        QCOMPARE(store().bypass(), defaultBypass());
    }

    void editsWithAndWithoutItsLogin()
    {
        const ProxyInfo home = add(proxy(u"home"_s));
        NewProxy edited = proxy(u"office"_s, {}, {});
        edited.kind = Proxy::Kind::Https;
        edited.port = 8443;
        store().noteFailure(home.id, u"no answer."_s);
        const auto kept = await(store().update(home.id, edited, ProxyStore::Login::Keep));
        QVERIFY(kept && kept->hasLogin);
        QCOMPARE(store().healthOf(home.id).state, ProxyHealth::Unknown); // it is another proxy now
        const ProxyRoute route = store().route(list({home.id}), Upstream);
        QCOMPARE(route.proxies[0].name, u"office"_s);
        QCOMPARE(route.proxies[0].proxy.port, quint16(8443));
        QVERIFY(*route.proxies[0].proxy.password == Secret(QByteArray("p@ss:/%41wörd")));

        const auto cleared = await(store().update(home.id, edited, ProxyStore::Login::Replace));
        QVERIFY(cleared && !cleared->hasLogin);
        QVERIFY(store().route(list({home.id}), Upstream).proxies[0].proxy.user.isEmpty());
    }

    void healthFollowsTrafficAndTests()
    {
        const ProxyInfo home = add(proxy(u"home"_s));
        QSignalSpy changed(&store(), &ProxyStore::healthChanged);
        QCOMPARE(store().healthOf(home.id).state, ProxyHealth::Unknown);
        store().noteSuccess(home.id);
        store().noteSuccess(home.id);
        QCOMPARE(changed.count(), 1); // what is good already is no news
        store().noteFailure(home.id, u"no answer."_s);
        QCOMPARE(store().healthOf(home.id).nextTry, m_bench->clock.now().addSecs(5));
        m_bench->clock.step(5s);
        store().noteFailure(home.id, u"no answer."_s);
        QCOMPARE(store().healthOf(home.id).nextTry, m_bench->clock.now().addSecs(10));
        m_bench->clock.step(10s);
        store().noteTest(home.id, 120ms, u"203.0.113.7"_s);
        const ProxyHealth health = store().healthOf(home.id);
        QCOMPARE(health.state, ProxyHealth::Good);
        QCOMPARE(health.since, m_bench->clock.now());
        QCOMPARE(health.latency.count(), 120);
        QCOMPARE(health.exitAddress, u"203.0.113.7"_s);
        QCOMPARE(changed.count(), 4);
        QVERIFY(await(store().remove(home.id)));
        QCOMPARE(store().healthOf(home.id), ProxyHealth());
        store().noteFailure(home.id, u"late news"_s);
        QCOMPARE(store().healthOf(home.id), ProxyHealth());
    }

    void aStorageFailureChangesNothing()
    {
        const ProxyInfo home = add(proxy(u"home"_s));
        m_bench->run("PRAGMA query_only = ON");
        QCOMPARE(await(store().add(proxy(u"new"_s))).error().code, Error::Code::Storage);
        QCOMPARE(await(store().remove(home.id)).error().code, Error::Code::Storage);
        QCOMPARE(await(store().setDefault(home.id)).error().code, Error::Code::Storage);
        QCOMPARE(store().proxies(), QList<ProxyInfo>{home});
        QCOMPARE(store().defaultId(), 0);
    }

    void aStoreThatDiesCompletesItsFutures()
    {
        const auto added = store().add(proxy(u"home"_s));
        const auto removed = store().remove(1);
        const auto chosen = store().setDefault(0);
        m_bench->store.reset();
        QCOMPARE(await(added).error().code, Error::Code::Cancelled);
        QCOMPARE(await(removed).error().code, Error::Code::Cancelled);
        QCOMPARE(await(chosen).error().code, Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestProxyStore)
#include "tst_proxystore.moc"
