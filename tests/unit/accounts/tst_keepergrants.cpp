// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which grant a refresh belongs to, and what is left of it.
#include "tests/unit/accounts/keeperbench.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestKeeperGrants final : public QObject
{
    Q_OBJECT

    [[nodiscard]] static Result<Account> signInAgain(KeeperBench &bench, const QByteArray &refreshToken)
    {
        const NewCredential credential{shareSecret(QByteArray("again")),
                                       shareSecret(QByteArray(refreshToken)),
                                       true,
                                       bench.clock.now(),
                                       bench.clock.now().addSecs(3600),
                                       u"me"_s,
                                       {}};
        return await(bench.store->replaceCredential(bench.id, credential));
    }
    [[nodiscard]] static AccountRow row(KeeperBench &bench)
    {
        return *await(bench.executor.run([&] { return bench.repository.find(bench.id); }));
    }
    [[nodiscard]] static QByteArray refreshTokenOf(KeeperBench &bench)
    {
        return plain(*openField(*bench.vault.sealer(), row(bench).refreshToken, bench.id, "refresh_token"));
    }
    // What the disk says to new tokens, or does no longer.
    static void fillDisk(KeeperBench &bench, bool full)
    {
        (void)await(bench.executor.run([&]() -> Result<void> {
            bench.database->handle().exec(full ? "CREATE TRIGGER full BEFORE UPDATE OF obtained_at ON account "
                                                 "WHEN NEW.obtained_at <> OLD.obtained_at BEGIN SELECT RAISE(ABORT, 'disk full'); END"
                                               : "DROP TRIGGER full");
            return {};
        }));
    }
    static void answerLate(KeeperBench &bench, const QByteArray &answer)
    {
        const auto &socket = bench.endpoint.seen().first().socket;
        if (socket)
            socket->write(answer);
    }

private Q_SLOTS:
    void aNewSignInRevivesIt()
    {
        KeeperBench bench;
        bench.answerOnce(ScriptedUpstream::json(400, "{\"error\":\"invalid_grant\"}"));
        QCOMPARE(bench.fresh("access-0"), QByteArray("error unauthorized"));
        QCOMPARE(signInAgain(bench, "refresh-0")->id, bench.id);
        QCOMPARE(bench.account().state, Account::State::Active);
        QCOMPARE(bench.account().identity, u"me"_s);
        QCOMPARE(bench.fresh(), QByteArray("again"));
        QCOMPARE(bench.fresh("again"), QByteArray("access-1"));
    }

    void removalDuringARefreshEndsIt()
    {
        KeeperBench bench;
        bench.hangs = true;
        bench.clock.step(3600s);
        const auto token = bench.keeper->fresh(bench.id, nullptr);
        QTRY_COMPARE(bench.endpoint.seen().size(), 1);
        QVERIFY(await(bench.store->remove(bench.id)));
        bench.endpoint.seen().first().socket->write(ScriptedUpstream::json(200, "{\"access_token\":\"x\"}"));
        QCOMPARE(await(token).error().code, Error::Code::NotFound);
        QCOMPARE(await(bench.keeper->fresh(bench.id, nullptr)).error().code, Error::Code::NotFound);
    }

    void aNewSignInDuringARefreshStays()
    {
        KeeperBench bench;
        bench.hangs = true;
        bench.clock.step(3600s);
        const auto token = bench.keeper->fresh(bench.id, nullptr);
        QTRY_COMPARE(bench.endpoint.seen().size(), 1);
        QVERIFY(signInAgain(bench, "other"));
        QCOMPARE(plain(await(token).value_or(nullptr)), QByteArray("again")); // nobody waits for the old one any more
        QTRY_COMPARE(bench.endpoint.openConnections(), 0);
        QCOMPARE(bench.account().state, Account::State::Active);
        QCOMPARE(refreshTokenOf(bench), QByteArray("other"));
        QVERIFY(!row(bench).refreshBeganAt.isValid());
    }

    void aNewSignInAtAnyMomentOfARefreshStays_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("new tokens") << ScriptedUpstream::json(200, R"({"access_token":"x","refresh_token":"y","expires_in":3600})");
        QTest::newRow("the old grant has ended") << ScriptedUpstream::json(400, R"({"error":"invalid_grant"})");
    }

    // Answer and sign-in cross: whichever the db thread sees first, the new grant is what is left.
    void aNewSignInAtAnyMomentOfARefreshStays()
    {
        QFETCH(QByteArray, answer);
        for (int turns = 0; turns < 30; ++turns) {
            KeeperBench bench;
            bench.hangs = true;
            bench.clock.step(3600s);
            const auto token = bench.keeper->fresh(bench.id, nullptr);
            QTRY_COMPARE(bench.endpoint.seen().size(), 1);
            answerLate(bench, answer);
            for (int i = 0; i < turns; ++i)
                QCoreApplication::processEvents();
            QVERIFY(signInAgain(bench, "other"));
            (void)await(token);
            bench.settle();
            QCoreApplication::processEvents();
            QCOMPARE(bench.account().state, Account::State::Active);
            QCOMPARE(refreshTokenOf(bench), QByteArray("other"));
            QCOMPARE(bench.fresh(), QByteArray("again"));
        }
    }

    void aNewSignInDropsWhatCouldNotBeCommitted()
    {
        KeeperBench bench;
        bench.clock.step(3600s);
        fillDisk(bench, true);
        QCOMPARE(bench.fresh(), QByteArray("error storage"));
        fillDisk(bench, false);
        QVERIFY(signInAgain(bench, "other"));
        bench.keeper->retryAll();
        bench.settle();
        QCOMPARE(bench.fresh(), QByteArray("again"));
        QCOMPARE(refreshTokenOf(bench), QByteArray("other"));
        QVERIFY(bench.account().refreshProblem.isEmpty());
    }

    void onlyTheGrantItWasGotWithIsReplaced()
    {
        KeeperBench bench;
        const RefreshMaterial material = *await(bench.store->beginRefresh(bench.id));
        NewCredential renewed{
            shareSecret(QByteArray("access-1")), shareSecret(QByteArray("refresh-1")), false, {}, {}, {}, material.grant()};
        // Sealed anew, as under another master key: the same grant.
        QVERIFY(await(bench.executor.run([&] {
            return bench.repository.replaceCredential(bench.id, [&](AccountRow *row) -> Result<void> {
                row->refreshToken = *bench.vault.sealer()->seal("refresh-0", {"account", bench.id, "refresh_token"});
                return {};
            });
        })));
        QVERIFY(await(bench.store->replaceCredential(bench.id, renewed)));
        QCOMPARE(await(bench.store->replaceCredential(bench.id, renewed)).error().code, Error::Code::Conflict);
        QCOMPARE(await(bench.store->endGrant(bench.id, material.grant(), u"over"_s)).error().code, Error::Code::Conflict);
        QCOMPARE(bench.account().state, Account::State::Active);
        QCOMPARE(await(bench.store->endGrant(bench.id, await(bench.store->beginRefresh(bench.id))->grant(), u"over"_s))->state,
                 Account::State::NeedsSignIn);
    }

    void whatARefreshBroughtDuringARemovalIsThereAfterItsUndo_data()
    {
        QTest::addColumn<bool>("full");
        QTest::newRow("committed") << false;
        QTest::newRow("after a full disk") << true;
    }

    void whatARefreshBroughtDuringARemovalIsThereAfterItsUndo()
    {
        QFETCH(bool, full);
        KeeperBench bench;
        bench.hangs = true;
        bench.clock.step(3600s);
        const auto token = bench.keeper->fresh(bench.id, nullptr);
        QTRY_COMPARE(bench.endpoint.seen().size(), 1);
        QVERIFY(await(bench.store->remove(bench.id)));
        if (full)
            fillDisk(bench, true);
        answerLate(bench, ScriptedUpstream::json(200, R"({"access_token":"access-1","refresh_token":"refresh-1","expires_in":3600})"));
        QVERIFY(!await(token));
        QVERIFY(bench.store->accounts().isEmpty());
        if (full)
            fillDisk(bench, false);
        bench.hangs = false;
        bench.refreshes = 1;
        QVERIFY(await(bench.store->undoRemove(bench.id)));
        bench.keeper->retryAll();
        QTRY_COMPARE(bench.fresh(), QByteArray("access-1"));
        QCOMPARE(bench.fresh("access-1"), QByteArray("access-2"));
        QCOMPARE(bench.reuses, 0);
    }

    void aTokenThatMayBeUsedUpIsShownAgainAtTheLastMomentOnly()
    {
        KeeperBench bench;
        bench.clock.step(3400s);
        bench.answerOnce(ScriptedUpstream::json(200, "<html>a gateway's page</html>"));
        bench.keeper->reevaluate();
        QTRY_VERIFY(!bench.account().refreshProblem.isEmpty());
        QVERIFY(row(bench).refreshBeganAt.isValid()); // also for the next start
        QCOMPARE(bench.account().nextRefreshAt, bench.account().expiresAt.addSecs(-10));
        bench.clock.step(10s);
        bench.keeper->reevaluate();
        QCOMPARE(bench.fresh(), QByteArray("access-0"));
        QCOMPARE(bench.endpoint.seen().size(), 1);
        bench.clock.step(181s);
        QCOMPARE(bench.fresh(), QByteArray("access-1"));
        QVERIFY(!row(bench).refreshBeganAt.isValid());
    }

    void aTokenThatCanNotBeUsedUpIsNotTakenForOne_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("problem");
        QTest::newRow("the server is busy") << ScriptedUpstream::json(503, "busy") << QString();
        QTest::newRow("no way") << QByteArray() << u"Its proxy was deleted."_s;
        QTest::newRow("the proxy is dead") << QByteArray() << QString();
    }

    void aTokenThatCanNotBeUsedUpIsNotTakenForOne()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, problem);
        KeeperBench bench;
        bench.clock.step(3400s);
        if (!answer.isEmpty())
            bench.answerOnce(answer);
        else if (problem.isEmpty())
            bench.route.proxies.push_back({1, u"dead"_s, {Proxy::Kind::Http, "127.0.0.1", 1, {}, {}}});
        bench.route.problem = problem;
        bench.keeper->reevaluate();
        QTRY_VERIFY(!bench.account().refreshProblem.isEmpty());
        QTRY_VERIFY(!row(bench).refreshBeganAt.isValid());
        QVERIFY(!bench.account().refreshInterrupted);
    }
};

QTEST_GUILESS_MAIN(TestKeeperGrants)
#include "tst_keepergrants.moc"
