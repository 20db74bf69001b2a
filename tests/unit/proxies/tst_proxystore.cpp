// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"
#include "core/base/clock.h"
#include "core/base/serialexecutor.h"
#include "core/proxies/proxyrules.h"
#include "core/proxies/proxystore.h"
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/storage/metarepository.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto Upstream = u"https://api.example.com/v1"_s;

class SteppedClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    void step(std::chrono::milliseconds by) { m_now = m_now.addMSecs(by.count()); }

private:
    QDateTime m_now{QDate(2026, 1, 2), QTime(12, 0), Qt::UTC};
};

NewProxy proxy(const QString &name, const QByteArray &login = "us:er", const QByteArray &password = "p@ss:/%41wörd")
{
    NewProxy result;
    result.name = name;
    result.kind = Proxy::Kind::Socks5;
    result.host = u"Proxy.Example.com"_s;
    result.port = 1080;
    if (!login.isEmpty())
        result.login = shareSecret(QByteArray(login));
    if (!password.isEmpty())
        result.password = shareSecret(QByteArray(password));
    return result;
}

ProxyChoice list(const QList<qint64> &ids)
{
    return {ProxyChoice::Mode::List, ids};
}

const ProxyChoice ByDefault;
const ProxyChoice Direct{ProxyChoice::Mode::Direct, {}};

} // namespace

class TestProxyStore final : public QObject
{
    Q_OBJECT

    struct Bench
    {
        QTemporaryDir folder;
        SteppedClock clock;
        Vault vault{memoryKeySource(), {}};
        std::unique_ptr<Database> database = *Database::open(folder.filePath(u"homeport.db"_s), *bundledMigrations());
        ProxyRepository repository{*database};
        MetaRepository meta{*database};
        SerialExecutor executor{u"db"_s}; // ends before what its work uses
        std::unique_ptr<ProxyStore> store = makeStore();

        [[nodiscard]] std::unique_ptr<ProxyStore> makeStore()
        {
            return std::make_unique<ProxyStore>(executor, repository, meta, vault, clock);
        }
    };
    std::unique_ptr<Bench> m_bench;

    ProxyStore &store() { return *m_bench->store; }
    ProxyInfo add(const NewProxy &wanted) { return *await(store().add(wanted)); }
    void run(const char *sql) { m_bench->database->handle().exec(sql); }

    // What fails closed: a sentence, and nothing that could be mistaken for a way.
    void verifyStops(const ProxyRoute &route, QStringView word)
    {
        QVERIFY(route.proxies.empty());
        QVERIFY2(route.problem.contains(word), qPrintable(route.problem));
        QVERIFY(route.problem.endsWith(u'.') && !route.problem.contains(u"p@ss"));
    }
    static void verifyDirect(const ProxyRoute &route)
    {
        QVERIFY2(route.proxies.empty() && route.problem.isEmpty(), qPrintable(route.problem));
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        QVERIFY(await(m_bench->vault.unlock()));
        QVERIFY(await(store().load()));
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
        run("DROP TABLE proxy");
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
        run("UPDATE proxy SET password = (SELECT password FROM proxy WHERE name = 'two') WHERE name = 'one'"); // whole, in the wrong row
        QVERIFY(await(store().load()));
        verifyStops(store().route(list({one.id}), Upstream), u"damaged");
        QCOMPARE(store().opened(one.id).error().code, Error::Code::Invalid);
        run("UPDATE proxy SET login = NULL, password = x'00' WHERE name = 'one'");
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
        run("PRAGMA query_only = ON");
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
