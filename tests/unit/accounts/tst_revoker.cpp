// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/revoker.h"
#include "tests/unit/accounts/keeperbench.h"

#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestRevoker final : public QObject
{
    Q_OBJECT

    std::unique_ptr<KeeperBench> m_bench;
    std::unique_ptr<Revoker> m_revoker;
    std::unique_ptr<QSignalSpy> m_swept;
    QByteArray m_answer; // empty: none

    [[nodiscard]] qsizetype asked() const { return m_bench->endpoint.seen().size(); }
    [[nodiscard]] bool isThere() const
    {
        return await(m_bench->executor.run([this] { return m_bench->repository.find(m_bench->id); })).has_value();
    }
    void removeIt() { QVERIFY(await(m_bench->store->remove(m_bench->id))); }
    // Everything that a sweep does without a network has been done.
    void sweep()
    {
        m_revoker->sweep();
        for (int i = 0; i < 3; ++i) {
            m_bench->settle();
            QCoreApplication::processEvents();
        }
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<KeeperBench>();
        m_revoker = std::make_unique<Revoker>(*m_bench->store, m_bench->engine, m_bench->clock,
                                              [this](const ProxyChoice &, const QString &) { return m_bench->route; });
        m_swept = std::make_unique<QSignalSpy>(m_revoker.get(), &Revoker::swept);
        m_answer = ScriptedUpstream::json(200, {});
        m_bench->endpoint.setAnswer([this](const ScriptedUpstream::Seen &seen) {
            if (!m_answer.isEmpty())
                seen.socket->write(m_answer);
        });
    }
    void cleanup()
    {
        m_swept.reset();
        m_revoker.reset();
        m_bench.reset();
    }

    void aRemovalCanBeUndoneForTenMinutes()
    {
        removeIt();
        QVERIFY(m_revoker->untilNextSweep() > Revoker::UndoTime);
        m_bench->clock.step(595s);
        sweep();
        QCOMPARE(asked(), 0);
        QVERIFY(await(m_bench->store->undoRemove(m_bench->id)));
        m_bench->clock.step(3000s);
        sweep();
        QCOMPARE(asked(), 0); // it is not removed any more
        QCOMPARE(m_bench->account().state, Account::State::Active);
    }

    void thenTheProviderIsToldAndTheRowGoes()
    {
        removeIt();
        m_bench->clock.step(610s);
        m_revoker->sweep();
        QTRY_COMPARE(m_swept->count(), 1);
        QCOMPARE(asked(), 1);
        QVERIFY(m_bench->endpoint.seen().first().head.startsWith("POST /revoke "));
        QVERIFY(m_bench->endpoint.seen().first().body.contains("token=refresh-0"));
        QVERIFY(!isThere());
        sweep();
        QCOMPARE(asked(), 1);
    }

    void whatWasRemovedInAnEarlierRunGoesAtOnce()
    {
        removeIt();
        m_bench->clock.step(5s);
        m_revoker.reset();
        m_revoker = std::make_unique<Revoker>(*m_bench->store, m_bench->engine, m_bench->clock,
                                              [](const ProxyChoice &, const QString &) { return ProxyRoute(); });
        m_revoker->sweep();
        QTRY_VERIFY(!isThere());
        QCOMPARE(asked(), 1);
    }

    void aProviderThatCanNotAnswerIsAskedAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("busy") << 429;
        QTest::newRow("broken") << 500;
        QTest::newRow("down") << 503;
    }

    void aProviderThatCanNotAnswerIsAskedAgain()
    {
        QFETCH(int, status);
        m_answer = ScriptedUpstream::json(status, "{}");
        removeIt();
        m_bench->clock.step(610s);
        sweep();
        QTRY_COMPARE(asked(), 1);
        QTRY_VERIFY(m_revoker->untilNextSweep() > 30min);
        QVERIFY(isThere());
        m_answer = ScriptedUpstream::json(200, {});
        m_bench->clock.step(3600s);
        m_revoker->sweep();
        QTRY_COMPARE(m_swept->count(), 1);
        QCOMPARE(asked(), 2);
        QVERIFY(!isThere());
    }

    void aProviderThatKnowsTheTokenNoMoreIsNotAskedAgain()
    {
        m_answer = ScriptedUpstream::json(400, "{\"error\":\"invalid_request\"}");
        removeIt();
        m_bench->clock.step(610s);
        m_revoker->sweep();
        QTRY_COMPARE(m_swept->count(), 1);
        QVERIFY(!isThere());
    }

    void afterAWeekTheRowGoesAllTheSame()
    {
        m_answer = ScriptedUpstream::json(503, "{}");
        removeIt();
        m_bench->clock.step(std::chrono::hours(24 * 6));
        sweep();
        QTRY_COMPARE(asked(), 1);
        QTRY_VERIFY(m_revoker->untilNextSweep() > 30min);
        QVERIFY(isThere());
        m_bench->clock.step(std::chrono::hours(24 * 3));
        m_revoker->sweep();
        QTRY_COMPARE(m_swept->count(), 1);
        QVERIFY(!isThere());
    }

    void neverAroundItsProxies_data()
    {
        QTest::addColumn<QString>("problem");
        QTest::newRow("deleted") << u"its proxy was deleted"_s;
        QTest::newRow("dead") << QString();
    }

    void neverAroundItsProxies()
    {
        QFETCH(QString, problem);
        m_bench->route.problem = problem;
        if (problem.isEmpty())
            m_bench->route.proxies.push_back({3, u"dead"_s, {Proxy::Kind::Http, "127.0.0.1", 1, {}, {}}});
        QSignalSpy told(m_revoker.get(), &Revoker::signalled);
        removeIt();
        m_bench->clock.step(610s);
        m_revoker->sweep();
        QTRY_VERIFY(m_revoker->untilNextSweep() > 30min); // asked again later
        QVERIFY(isThere());
        QCOMPARE(m_bench->endpoint.connectionCount(), 0);
        QCOMPARE(told.count(), problem.isEmpty() ? 1 : 0);
    }

    void anAccountWithNothingToRevokeJustGoes()
    {
        NewAccount key;
        key.providerId = u"p"_s;
        key.name = u"key"_s;
        key.secret = shareSecret(QByteArray("sk-1"));
        m_bench->id = await(m_bench->store->add(key))->id;
        removeIt();
        m_bench->clock.step(610s);
        m_revoker->sweep();
        QTRY_COMPARE(m_swept->count(), 1);
        QCOMPARE(asked(), 0);
        QVERIFY(!isThere());
    }

    void aSweepDuringARevocationDoesNotAskTwice()
    {
        m_answer.clear();
        removeIt();
        m_bench->clock.step(610s);
        sweep();
        QTRY_COMPARE(asked(), 1);
        sweep();
        m_bench->endpoint.seen().first().socket->write(ScriptedUpstream::json(200, {}));
        QTRY_COMPARE(m_swept->count(), 1);
        QCOMPARE(m_bench->endpoint.connectionCount(), 1);
        QCOMPARE(asked(), 1);
    }

    void aLockedVaultHoldsItUp()
    {
        removeIt();
        m_bench->clock.step(610s);
        m_bench->vault.lock();
        sweep();
        QVERIFY(isThere());
        QVERIFY(await(m_bench->vault.unlock()));
        m_revoker->sweep();
        QTRY_COMPARE(m_swept->count(), 1);
        QCOMPARE(asked(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRevoker)
#include "tst_revoker.moc"
