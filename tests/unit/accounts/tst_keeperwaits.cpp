// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What TokenKeeper does when a refresh does not come about, or has to wait.
#include "tests/unit/accounts/keeperbench.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestKeeperWaits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerThatFailsIsAskedLaterWhileTheTokenServes()
    {
        KeeperBench bench;
        bench.clock.step(3400s);
        bench.answerOnce(ScriptedUpstream::json(503, "busy"));
        bench.keeper->reevaluate();
        QTRY_VERIFY(!bench.account().refreshProblem.isEmpty());
        QCOMPARE(bench.account().state, Account::State::Active);
        QCOMPARE(bench.fresh(), QByteArray("access-0"));
        const QDateTime next = bench.account().nextRefreshAt;
        QVERIFY(next > bench.clock.now() && next <= bench.clock.now().addMSecs(1200));
        bench.keeper->reevaluate();
        QCOMPARE(bench.endpoint.seen().size(), 1); // it waits
        bench.clock.step(2s);
        bench.keeper->reevaluate();
        QTRY_COMPARE(bench.refreshes, 1);
        QTRY_VERIFY(bench.account().refreshProblem.isEmpty());
        QCOMPARE(bench.reuses, 0);
    }

    void anExpiredTokenDuringBackOffIsAnErrorThatSaysWhy()
    {
        KeeperBench bench;
        bench.clock.step(4000s);
        bench.answerOnce(ScriptedUpstream::json(500, "oops"));
        QCOMPARE(bench.fresh(), QByteArray("error unavailable"));
        const auto second = await(bench.keeper->fresh(bench.id, nullptr)); // does not hammer
        QCOMPARE(second.error().code, Error::Code::Unavailable);
        QVERIFY2(second.error().detail.contains(u"500"_s), qPrintable(second.error().detail));
        QCOMPARE(bench.endpoint.seen().size(), 1);
    }

    void aRefreshTellsOfItsProxies()
    {
        KeeperBench bench;
        bench.route.proxies.push_back({4, u"dead"_s, {Proxy::Kind::Http, "127.0.0.1", 1, {}, {}}});
        QList<AccountSignal> told;
        connect(bench.keeper.get(), &TokenKeeper::signalled, this, [&told](const AccountSignal &signal) { told << signal; });
        QCOMPARE(bench.fresh("access-0"), QByteArray("error unavailable"));
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().kind, AccountSignal::Kind::ProxyFailed);
        QCOMPARE(told.first().accountId, bench.id);
        QCOMPARE(told.first().proxyId, 4);
        QCOMPARE(bench.endpoint.connectionCount(), 0);
    }

    void aLockedVaultIsNoFailureOfTheAccount()
    {
        KeeperBench bench;
        bench.vault.lock();
        bench.clock.step(3600s);
        QCOMPARE(bench.fresh(), QByteArray("error locked"));
        QVERIFY(await(bench.vault.unlock()));
        QCOMPARE(bench.account().state, Account::State::Active);
        QCOMPARE(bench.fresh(), QByteArray("access-1"));
    }

    void whileTheVaultIsLockedNothingIsDueAndNothingFails()
    {
        KeeperBench bench;
        bench.vault.lock();
        bench.clock.step(3600s);
        for (int i = 0; i < 5; ++i) { // a timer each
            bench.keeper->reevaluate();
            bench.settle();
            bench.clock.step(400s);
        }
        QVERIFY(bench.account().refreshProblem.isEmpty());
        QVERIFY(!bench.account().nextRefreshAt.isValid());
        QVERIFY(await(bench.vault.unlock()));
        QCOMPARE(bench.fresh(), QByteArray("access-1")); // at once
        QCOMPARE(bench.endpoint.seen().size(), 1);
    }

    void aVaultThatIsLockedDuringARefreshIsNoFailure()
    {
        KeeperBench bench;
        bench.hangs = true;
        bench.clock.step(3600s);
        const auto token = bench.keeper->fresh(bench.id, nullptr);
        QTRY_COMPARE(bench.endpoint.seen().size(), 1);
        bench.vault.lock();
        bench.endpoint.seen().first().socket->write(
            ScriptedUpstream::json(200, R"({"access_token":"access-1","refresh_token":"refresh-1","expires_in":3600})"));
        QCOMPARE(await(token).error().code, Error::Code::Locked);
        QVERIFY(bench.account().refreshProblem.isEmpty());
        QVERIFY(await(bench.vault.unlock()));
        bench.keeper->retryAll();                            // what an unlock brings
        QTRY_COMPARE(bench.fresh(), QByteArray("access-1")); // what came was kept, and nothing is asked twice
        QCOMPARE(bench.endpoint.seen().size(), 1);
    }

    void aClockThatIsSetBackDoesNotFreezeTheBackOff()
    {
        KeeperBench bench;
        bench.clock.step(100'000s);
        bench.answerOnce(ScriptedUpstream::json(500, "oops"));
        QCOMPARE(bench.fresh(), QByteArray("error unavailable"));
        bench.clock.step(-50'000s);
        bench.keeper->reevaluate(); // what the timer does when the clock was set
        QVERIFY(bench.account().nextRefreshAt > bench.clock.now());
        QVERIFY(bench.account().nextRefreshAt <= bench.clock.now().addMSecs(1200));
        bench.clock.step(2s);
        QCOMPARE(bench.fresh(), QByteArray("access-1"));
    }

    void aClockThatIsSetBackKeepsWhatTheServerAskedFor()
    {
        KeeperBench bench;
        bench.clock.step(100'000s);
        bench.answerOnce(ScriptedUpstream::json(429, "{}", "Retry-After: 900\r\n"));
        QCOMPARE(bench.fresh(), QByteArray("error unavailable"));
        bench.clock.step(-50'000s);
        QCOMPARE(bench.fresh(), QByteArray("error unavailable")); // not asked again yet, whoever asks
        bench.clock.step(901s);
        QCOMPARE(bench.fresh(), QByteArray("access-1"));
    }
};

QTEST_GUILESS_MAIN(TestKeeperWaits)
#include "tst_keeperwaits.moc"
