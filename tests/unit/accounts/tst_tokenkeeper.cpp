// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/accounts/keeperbench.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestTokenKeeper final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenThatServesIsGivenAsItIs()
    {
        KeeperBench bench;
        QCOMPARE(bench.fresh(), QByteArray("access-0"));
        QCOMPARE(bench.endpoint.seen().size(), 0);
        QVERIFY(bench.account().nextRefreshAt.isValid());
        QVERIFY(bench.account().nextRefreshAt <= bench.account().expiresAt.addSecs(-300));
    }

    void lessThanTenSecondsLeftMeansARefresh()
    {
        KeeperBench bench;
        bench.clock.step(3591s);
        QCOMPARE(bench.fresh(), QByteArray("access-1"));
        QCOMPARE(bench.refreshes, 1);
        QCOMPARE(bench.account().state, Account::State::Active);
    }

    void manyWaitersCauseOneRefresh()
    {
        KeeperBench bench;
        bench.clock.step(3600s);
        QList<QFuture<Result<SharedSecret>>> futures;
        for (int i = 0; i < 200; ++i)
            futures << bench.keeper->fresh(bench.id, nullptr);
        for (const auto &future : futures)
            QCOMPARE(plain(await(future).value_or(nullptr)), QByteArray("access-1"));
        QCOMPARE(bench.endpoint.seen().size(), 1);
        QCOMPARE(bench.reuses, 0);
    }

    void aRefreshThatIsDueHappensByItself()
    {
        KeeperBench bench;
        bench.clock.step(3600s - 299s);
        bench.keeper->reevaluate(); // what the timer does
        QTRY_COMPARE(bench.refreshes, 1);
        QTRY_VERIFY(bench.account().expiresAt > bench.clock.now().addSecs(3590));
        bench.clock.step(3000s);
        bench.keeper->reevaluate();
        QCOMPARE(bench.refreshes, 1); // not due yet
    }

    void aRejectedTokenIsRefreshedOnce()
    {
        KeeperBench bench;
        QCOMPARE(bench.fresh("access-0"), QByteArray("access-1"));
        QCOMPARE(bench.fresh("access-0"), QByteArray("access-1")); // somebody was faster
        QCOMPARE(bench.refreshes, 1);
    }

    void anOldRefreshTokenIsKeptWhenNoneComes()
    {
        KeeperBench bench;
        bench.rotates = false;
        QCOMPARE(bench.fresh("access-0"), QByteArray("access-1"));
        QCOMPARE(bench.fresh("access-1"), QByteArray("access-2"));
        QCOMPARE(bench.reuses, 0);
    }

    void aGrantThatEndedIsNeverTriedAgain()
    {
        KeeperBench bench;
        bench.answerOnce(ScriptedUpstream::json(400, "{\"error\":\"invalid_grant\",\"error_description\":\"revoked by you\"}"));
        QCOMPARE(bench.fresh("access-0"), QByteArray("error unauthorized"));
        QCOMPARE(bench.account().state, Account::State::NeedsSignIn);
        QVERIFY2(bench.account().stateDetail.contains(u"revoked by you"_s), qPrintable(bench.account().stateDetail));
        bench.clock.step(100'000s);
        bench.keeper->reevaluate();
        QCOMPARE(bench.fresh(), QByteArray("error unauthorized"));
        QCOMPARE(bench.endpoint.seen().size(), 1);
    }

    void theNewTokenIsOnDiskBeforeAnybodyHasIt()
    {
        KeeperBench bench;
        bench.clock.step(3600s);
        QCOMPARE(bench.fresh(), QByteArray("access-1"));
        const auto row = *await(bench.executor.run([&] { return bench.repository.find(bench.id); }));
        QVERIFY(!row.refreshBeganAt.isValid());
        const auto opened = bench.vault.sealer()->open(row.refreshToken, {"account", bench.id, "refresh_token"});
        QVERIFY(*opened == Secret(QByteArray("refresh-1")));
    }

    void whatCantBeCommittedIsCommittedLater()
    {
        KeeperBench bench;
        bench.clock.step(3600s);
        QVERIFY(await(bench.executor.run([&]() -> Result<void> {
            bench.database->handle().exec("CREATE TRIGGER full BEFORE UPDATE OF obtained_at ON account "
                                          "WHEN NEW.obtained_at <> OLD.obtained_at BEGIN SELECT RAISE(ABORT, 'disk full'); END");
            return {};
        })));
        QCOMPARE(bench.fresh(), QByteArray("error storage"));
        QCOMPARE(bench.refreshes, 1);
        QVERIFY(await(bench.executor.run([&]() -> Result<void> {
            bench.database->handle().exec("DROP TRIGGER full");
            return {};
        })));
        bench.clock.step(2s);
        bench.keeper->reevaluate();
        QTRY_COMPARE(bench.fresh(), QByteArray("access-1")); // nothing was asked again
        QCOMPARE(bench.endpoint.seen().size(), 1);
        QCOMPARE(bench.fresh("access-1"), QByteArray("access-2"));
        QCOMPARE(bench.reuses, 0);
    }

    // The only token that serves is in memory alone: it does not wait until somebody resumes the account.
    void whatIsOwedToTheDiskIsCommittedThoughItIsPaused()
    {
        KeeperBench bench;
        const auto run = [&bench](const char *statement) {
            return await(bench.executor.run([&bench, statement]() -> Result<void> {
                bench.database->handle().exec(statement);
                return {};
            }));
        };
        const auto isStored = [&bench] {
            const auto row = *await(bench.executor.run([&bench] { return bench.repository.find(bench.id); }));
            return *bench.vault.sealer()->open(row.refreshToken, {"account", bench.id, "refresh_token"}) == Secret(QByteArray("refresh-1"));
        };
        bench.clock.step(3600s);
        QVERIFY(run("CREATE TRIGGER full BEFORE UPDATE OF obtained_at ON account "
                    "WHEN NEW.obtained_at <> OLD.obtained_at BEGIN SELECT RAISE(ABORT, 'disk full'); END"));
        QCOMPARE(bench.fresh(), QByteArray("error storage"));
        QVERIFY(await(bench.store->setPaused(bench.id, true)));
        QVERIFY(!isStored());
        QVERIFY(run("DROP TRIGGER full"));
        bench.clock.step(2s);
        bench.keeper->reevaluate();
        QTRY_VERIFY(isStored());
        QCOMPARE(bench.endpoint.seen().size(), 1);
    }

    void aRefreshDoesNotEndAPark()
    {
        KeeperBench bench;
        const QDateTime until = QDateTime::currentDateTimeUtc().addDays(1);
        QVERIFY(await(bench.store->setVerdict(bench.id, {{}, {}, u"the week is used up"_s, until})));
        bench.clock.step(3600s);
        QCOMPARE(bench.fresh(), QByteArray("access-1"));
        const auto row = *await(bench.executor.run([&] { return bench.repository.find(bench.id); }));
        QCOMPARE(row.verdict.parkedWhy, u"the week is used up"_s);
        QVERIFY(row.verdict.parkedUntil.isValid());
    }

    void anInterruptedRefreshWaitsForTheLastMoment()
    {
        KeeperBench bench;
        bench.keeper.reset();
        QVERIFY(await(bench.store->beginRefresh(bench.id))); // and then the power went
        QVERIFY(await(bench.store->load()));
        bench.makeKeeper();
        QVERIFY(bench.account().refreshInterrupted);
        bench.clock.step(3400s);
        bench.keeper->reevaluate();
        QCOMPARE(bench.fresh(), QByteArray("access-0"));
        QCOMPARE(bench.endpoint.seen().size(), 0);
        bench.clock.step(195s);
        QCOMPARE(bench.fresh(), QByteArray("access-1"));
    }

    void pausedOnesAreLeftAlone()
    {
        KeeperBench bench;
        QVERIFY(await(bench.store->setPaused(bench.id, true)));
        bench.clock.step(100'000s);
        bench.keeper->reevaluate();
        QVERIFY(!bench.account().nextRefreshAt.isValid());
        QVERIFY(await(bench.store->setPaused(bench.id, false)));
        QTRY_COMPARE(bench.refreshes, 1);
    }

    void refreshNowWorksAheadOfTime()
    {
        KeeperBench bench;
        const auto refreshed = await(bench.keeper->refreshNow(bench.id));
        QVERIFY2(refreshed, qPrintable(refreshed ? QString() : refreshed.error().detail));
        QCOMPARE(bench.fresh(), QByteArray("access-1"));
        QCOMPARE(await(bench.keeper->refreshNow(99)).error().code, Error::Code::NotFound);
    }

    void aBrokenWayStopsTheRefresh()
    {
        KeeperBench bench;
        bench.route.problem = u"Its proxy \"home\" was deleted."_s;
        bench.clock.step(4000s);
        const auto token = await(bench.keeper->fresh(bench.id, nullptr));
        QCOMPARE(token.error().detail, bench.route.problem);
        QCOMPARE(bench.endpoint.connectionCount(), 0);
    }

    void whoeverWaitsAtTheEndIsTold()
    {
        KeeperBench bench;
        bench.hangs = true;
        bench.clock.step(3600s);
        const auto token = bench.keeper->fresh(bench.id, nullptr);
        QTRY_COMPARE(bench.endpoint.seen().size(), 1);
        bench.keeper.reset();
        QCOMPARE(await(token).error().code, Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestTokenKeeper)
#include "tst_tokenkeeper.moc"
