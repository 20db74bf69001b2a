// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/access/limitsbench.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

using State = AdmissionTicket::State;

class TestKeyRates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLimitLetsEverythingPass()
    {
        LimitsBench bench;
        for (int i = 0; i < 5000; ++i)
            QCOMPARE(bench.run(1'000'000, 100 * Dollar, 100 * Dollar), 0);
    }

    void aRequestRateSlides_data()
    {
        QTest::addColumn<KeyPolicy>("policy");
        QTest::addColumn<qint64>("limit");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("what");
        KeyPolicy policy;
        policy.requestsPerMinute = 3;
        QTest::newRow("minute") << policy << 3LL << 60LL << u"3 requests per minute: try again in 60 s"_s;
        policy = {};
        policy.requestsPerHour = 5;
        QTest::newRow("hour") << policy << 5LL << 3600LL << u"5 requests per hour: try again in 60 min"_s;
        policy = {};
        policy.requestsPerDay = 1;
        QTest::newRow("day") << policy << 1LL << 86'400LL << u"1 request per 24 hours: try again in 24 h"_s;
    }

    void aRequestRateSlides()
    {
        QFETCH(const KeyPolicy, policy);
        QFETCH(const qint64, limit);
        QFETCH(const qint64, seconds);
        QFETCH(const QString, what);
        LimitsBench bench(policy);
        for (qint64 i = 0; i < limit; ++i)
            QCOMPARE(bench.run(), 0);
        QCOMPARE(bench.run(), 429);
        QCOMPARE(bench.last.retryAfterSeconds, seconds);
        QVERIFY2(bench.last.why.contains(what), qPrintable(bench.last.why));
        bench.clock.step(std::chrono::seconds(seconds) - 1ms);
        QCOMPARE(bench.run(), 429);
        QCOMPARE(bench.last.retryAfterSeconds, 1);
        bench.clock.step(1ms);
        for (qint64 i = 0; i < limit; ++i)
            QCOMPARE(bench.run(), 0);
        QCOMPARE(bench.run(), 429);
    }

    void whoeverWaitsAsToldIsAdmitted()
    {
        KeyPolicy policy;
        policy.requestsPerMinute = 4;
        policy.requestsPerHour = 10;
        policy.tokensPerMinute = 1000;
        policy.tokensPerDay = 20'000;
        LimitsBench bench(policy);
        int refused = 0;
        for (int i = 0; i < 300; ++i) {
            if (bench.run(170 + i) == 0) {
                bench.clock.step(std::chrono::milliseconds(i * 37 % 5000));
                continue;
            }
            ++refused;
            QCOMPARE(bench.last.status, 429);
            bench.clock.step(std::chrono::seconds(bench.last.retryAfterSeconds));
            QCOMPARE(bench.run(1), 0);
        }
        QCOMPARE_GT(refused, 20);
    }

    void theSlowestRateSaysWhen()
    {
        KeyPolicy policy;
        policy.requestsPerMinute = 1;
        policy.requestsPerHour = 1;
        LimitsBench bench(policy);
        QCOMPARE(bench.run(), 0);
        QCOMPARE(bench.run(), 429);
        QCOMPARE(bench.last.retryAfterSeconds, 3600);
        QVERIFY(bench.last.why.contains(u"per hour"_s));
    }

    void tokensCountWhenTheyAreSettled()
    {
        KeyPolicy policy;
        policy.tokensPerMinute = 100;
        LimitsBench bench(policy);
        const auto running = bench.ask();
        QCOMPARE(running->state(), State::Admitted);
        QCOMPARE(bench.run(99), 0);
        QCOMPARE(bench.run(), 0); // 99: still below
        running->settle(1, 0);
        QCOMPARE(bench.run(), 429);
        QVERIFY2(bench.last.why.contains(u"100 tokens per minute"_s), qPrintable(bench.last.why));
        bench.clock.step(60s);
        running->settle(501, 0); // cumulative: 500 more, now
        QCOMPARE(bench.run(), 429);
        QCOMPARE(bench.last.retryAfterSeconds, 60);
        QCOMPARE(bench.usage().tokensToday, 600);
    }

    void theLastSettlementWins()
    {
        KeyPolicy policy;
        policy.tokensPerMinute = 100;
        LimitsBench bench(policy);
        const auto ticket = bench.ask(10 * Dollar);
        ticket->settle(100, 3 * Dollar);
        QCOMPARE(bench.run(), 429);
        ticket->settle(40, 2 * Dollar);
        QCOMPARE(bench.run(), 0);
        QCOMPARE(bench.usage().tokensToday, 40);
        QCOMPARE(bench.usage().costTotal, 2 * Dollar);
        QCOMPARE(bench.usage().setAside, 8 * Dollar);
    }

    void whatIsRefusedDoesNotCount()
    {
        KeyPolicy policy;
        policy.requestsPerMinute = 1;
        LimitsBench bench(policy);
        QCOMPARE(bench.run(), 0);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(bench.run(), 429);
        QCOMPARE(bench.usage().requestsToday, 1);
        bench.clock.step(60s);
        QCOMPARE(bench.run(), 0);
    }

    void whatIsFreeSkipsRates()
    {
        KeyPolicy policy;
        policy.requestsPerMinute = 1;
        policy.tokensPerDay = 10;
        policy.budgetDay = Dollar;
        LimitsBench bench(policy);
        QCOMPARE(bench.run(10, Dollar), 0);
        for (int i = 0; i < 10; ++i) {
            const auto ticket = bench.askFree();
            QCOMPARE(ticket->state(), State::Admitted);
            ticket->settle(5, 5);
        }
        QCOMPARE(bench.usage().requestsToday, 1);
        QCOMPARE(bench.usage().tokensToday, 10);
        QCOMPARE(bench.usage().costTotal, Dollar);
    }

    void aChangedPolicyKeepsWhatWasCounted()
    {
        KeyPolicy policy;
        policy.requestsPerMinute = 2;
        LimitsBench bench;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(bench.run(), 0);
        bench.setPolicy(policy);
        QCOMPARE(bench.run(), 429);
        policy.requestsPerMinute = 4;
        bench.setPolicy(policy);
        QCOMPARE(bench.run(), 0);
        QCOMPARE(bench.run(), 429);
        bench.setPolicy({});
        QCOMPARE(bench.run(), 0);
    }

    void keysDoNotShare()
    {
        KeyPolicy policy;
        policy.requestsPerMinute = 1;
        LimitsBench bench(policy);
        bench.limits.setPolicy(8, policy, {});
        QCOMPARE(bench.run(), 0);
        QCOMPARE(bench.run(), 429);
        QCOMPARE(bench.ask(0, {}, 8)->state(), State::Admitted);
        QCOMPARE(bench.ask(0, {}, 8)->state(), State::Refused);
    }

    void aKeyThatIsNotKnownIsRefused()
    {
        LimitsBench bench;
        const auto ticket = bench.ask(0, {}, 99);
        QCOMPARE(ticket->state(), State::Refused);
        QCOMPARE(ticket->refusal().status, 403);
        QCOMPARE(ticket->refusal().retryAfterSeconds, -1);
        ticket->settle(1, 1); // does nothing
        QCOMPARE(bench.limits.usageNow(99), (KeyUsageNow{99}));
        // What was counted before makes no key known either.
        bench.limits.restore({{99, 1, 1, 1, 1}});
        QCOMPARE(bench.ask(0, {}, 99)->refusal().status, 403);
    }

    void aRemovedKeyIsRefusedAndWhatRunsStillCounts()
    {
        LimitsBench bench;
        const auto running = bench.ask(Dollar);
        bench.limits.removeKey(TheKey);
        bench.limits.removeKey(99);
        QCOMPARE(bench.ask()->refusal().status, 403);
        running->settle(10, 5);
        const QList<KeyUsageRow> rows = bench.limits.takeUsage();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.at(0).cost, 5);
        bench.setPolicy({}); // it comes back as it was
        QCOMPARE(bench.ask()->state(), State::Admitted);
        QCOMPARE(bench.usage().costTotal, 5);
    }

    void anExpiredKeyIsRefused()
    {
        KeyPolicy policy;
        policy.expiresAt = QDateTime({2026, 11, 23}, {12, 0, 1}, Qt::UTC);
        LimitsBench bench(policy);
        QCOMPARE(bench.run(), 0);
        bench.clock.step(1s);
        QCOMPARE(bench.run(), 403);
        QCOMPARE(bench.last.retryAfterSeconds, -1);
        QVERIFY2(bench.last.why.contains(u"expired on 2026-11-23 12:00 UTC"_s), qPrintable(bench.last.why));
        QCOMPARE(bench.askFree()->refusal().status, 403);
    }

    void daysRunFromTheFirstUse()
    {
        KeyPolicy policy;
        policy.expiresAfterDays = 2;
        LimitsBench bench(policy);
        QVERIFY(bench.limits.takeFirstUses().isEmpty());
        bench.clock.step(240h); // unused, it does not age
        QCOMPARE(bench.run(), 0);
        QCOMPARE(bench.limits.takeFirstUses(), QList<qint64>{TheKey});
        QVERIFY(bench.limits.takeFirstUses().isEmpty());
        bench.setPolicy(policy); // published before the first use is on disk: not forgotten
        bench.clock.step(48h - 1ms);
        QCOMPARE(bench.run(), 0);
        bench.clock.step(1ms);
        QCOMPARE(bench.run(), 403);
        QVERIFY(bench.limits.takeFirstUses().isEmpty());
        bench.limits.setPolicy(TheKey, policy, bench.clock.now().addDays(-1)); // what is on disk counts
        QCOMPARE(bench.run(), 0);
    }

    void aUsedKeyIsNoFirstUse()
    {
        LimitsBench bench;
        bench.limits.setPolicy(8, {}, bench.clock.now().addYears(-1));
        QCOMPARE(bench.ask(0, {}, 8)->state(), State::Admitted);
        QVERIFY(bench.limits.takeFirstUses().isEmpty());
        (void)bench.askFree();
        QCOMPARE(bench.limits.takeFirstUses(), QList<qint64>{TheKey});
    }
};

QTEST_GUILESS_MAIN(TestKeyRates)
#include "tst_keyrates.moc"
