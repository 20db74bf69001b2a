// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/access/limitsbench.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

using State = AdmissionTicket::State;

namespace {

const QTimeZone Berlin("Europe/Berlin");

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text) + u'Z', Qt::ISODate);
}

KeyPolicy total(qint64 budget)
{
    KeyPolicy policy;
    policy.budgetTotal = budget;
    return policy;
}

} // namespace

class TestKeyBudgets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!Berlin.isValid())
            QSKIP("no time zone data on this machine");
    }

    void aBudgetRenewsWithItsPeriod_data()
    {
        QTest::addColumn<KeyPolicy>("policy");
        QTest::addColumn<QDateTime>("start");
        QTest::addColumn<qint64>("hours"); // until it renews
        QTest::addColumn<QString>("words");
        KeyPolicy day;
        day.budgetDay = Dollar;
        KeyPolicy week;
        week.budgetWeek = Dollar;
        KeyPolicy month;
        month.budgetMonth = Dollar;
        const auto row = [](const char *name, const KeyPolicy &policy, const char *start, qint64 hours, const char *words) {
            QTest::newRow(name) << policy << utc(start) << hours << QString::fromLatin1(words);
        };
        row("day", day, "2026-11-22T23:00:00", 24, "daily budget of $1.00. It renews on 2026-11-24 00:00 (Europe/Berlin)");
        row("day of 23 hours", day, "2026-03-28T23:00:00", 23, "2026-03-30 00:00");
        row("day of 25 hours", day, "2026-10-24T22:00:00", 25, "2026-10-26 00:00");
        row("week", week, "2026-11-22T23:00:00", 168, "weekly budget of $1.00. It renews on 2026-11-30 00:00");
        row("week of 167 hours", week, "2026-03-22T23:00:00", 167, "2026-03-30 00:00");
        row("month", month, "2026-01-31T23:00:00", 28 * 24, "monthly budget of $1.00. It renews on 2026-03-01 00:00");
        row("month of 745 hours", month, "2026-09-30T22:00:00", 745, "2026-11-01 00:00");
    }

    void aBudgetRenewsWithItsPeriod()
    {
        QFETCH(const KeyPolicy, policy);
        QFETCH(const QDateTime, start);
        QFETCH(const qint64, hours);
        QFETCH(const QString, words);
        LimitsBench bench(policy, Berlin, start.addMSecs(-1));
        QCOMPARE(bench.run(0, Dollar), 0); // the period before
        QCOMPARE(bench.run(), 402);
        QCOMPARE(bench.last.retryAfterSeconds, 1);
        bench.clock.step(1ms);
        QCOMPARE(bench.run(0, Dollar - 1), 0);
        QCOMPARE(bench.run(0, 1), 0);
        QCOMPARE(bench.run(), 402);
        QCOMPARE(bench.last.retryAfterSeconds, hours * 3600);
        QVERIFY2(bench.last.why.startsWith(u"Insufficient quota: "_s), qPrintable(bench.last.why));
        QVERIFY2(bench.last.why.contains(words), qPrintable(bench.last.why));
        bench.clock.step(std::chrono::hours(hours) - 1ms);
        QCOMPARE(bench.run(), 402);
        bench.clock.step(1ms);
        QCOMPARE(bench.run(), 0);
    }

    void aTotalNeverRenews()
    {
        LimitsBench bench(total(1'500'000));
        QCOMPARE(bench.run(0, 1'500'000), 0);
        bench.clock.step(24h * 4000);
        QCOMPARE(bench.run(), 402);
        QCOMPARE(bench.last.retryAfterSeconds, -1);
        QVERIFY2(bench.last.why.contains(u"total budget of $0.0015. It does not renew"_s), qPrintable(bench.last.why));
    }

    void theBudgetThatRenewsLastSaysWhen()
    {
        KeyPolicy policy;
        policy.budgetDay = Dollar;
        policy.budgetWeek = Dollar; // ends on Sunday, 29 November; the month on Monday
        policy.budgetMonth = Dollar;
        LimitsBench bench(policy);
        QCOMPARE(bench.run(0, Dollar), 0);
        QCOMPARE(bench.run(), 402);
        QVERIFY2(bench.last.why.contains(u"monthly"_s), qPrintable(bench.last.why));
        policy.budgetMonth = 2 * Dollar;
        bench.setPolicy(policy);
        QCOMPARE(bench.run(), 402);
        QVERIFY2(bench.last.why.contains(u"weekly"_s), qPrintable(bench.last.why));
        policy.budgetTotal = 1;
        bench.setPolicy(policy);
        QCOMPARE(bench.run(), 402);
        QCOMPARE(bench.last.retryAfterSeconds, -1);
    }

    void moneyBeforeRates()
    {
        KeyPolicy policy = total(Dollar);
        policy.requestsPerMinute = 1;
        LimitsBench bench(policy);
        QCOMPARE(bench.run(0, Dollar), 0);
        QCOMPARE(bench.run(), 402);
    }

    void whatIsSetAsideIsNotSpent()
    {
        LimitsBench bench(total(Dollar));
        const auto first = bench.ask(Dollar * 6 / 10);
        QCOMPARE(first->state(), State::Admitted);
        QCOMPARE(bench.usage().setAside, Dollar * 6 / 10);
        QCOMPARE(bench.ask(Dollar * 4 / 10)->state(), State::Admitted); // fits exactly; given back at once
        const auto second = bench.ask(Dollar * 4 / 10 + 1);
        QCOMPARE(second->state(), State::Refused);
        QCOMPARE(second->refusal().status, 429);
        QCOMPARE(second->refusal().retryAfterSeconds, 1);
        QVERIFY2(second->refusal().why.contains(u"set aside"_s), qPrintable(second->refusal().why));
        first->settle(0, Dollar / 10); // half a dollar still set aside
        QCOMPARE(bench.usage().setAside, Dollar / 2);
        QCOMPARE(bench.ask(Dollar * 4 / 10 + 1)->refusal().status, 429);
        QCOMPARE(bench.ask(Dollar * 4 / 10)->state(), State::Admitted);
    }

    void whatIsSetAsideIsGivenBack()
    {
        LimitsBench bench(total(Dollar));
        auto first = bench.ask(Dollar);
        first->settle(10, Dollar / 4);
        QCOMPARE(bench.usage().setAside, Dollar * 3 / 4);
        first.reset();
        QCOMPARE(bench.usage().setAside, 0);
        QCOMPARE(bench.usage().costTotal, Dollar / 4);
        QCOMPARE(bench.usage().running, 0);
        QCOMPARE(bench.ask(Dollar * 3 / 4)->state(), State::Admitted);
    }

    // Else an estimate above the whole budget could never be served.
    void aLoneRequestPassesWhileAnythingIsLeft()
    {
        LimitsBench bench(total(Dollar));
        QCOMPARE(bench.run(0, Dollar - 1, 100 * Dollar), 0);
        const auto last = bench.ask(100 * Dollar);
        QCOMPARE(last->state(), State::Admitted);
        QCOMPARE(bench.ask(0)->refusal().status, 429);
        last->settle(0, 2 * Dollar);
        QCOMPARE(bench.ask(0)->refusal().status, 402);
    }

    void anUnpricedModelNeedsAKeyWithoutBudget()
    {
        AdmissionRequest request;
        request.keyId = TheKey;
        request.isPriced = false;
        LimitsBench bench(total(Dollar));
        const auto refused = bench.limits.ask(request);
        QCOMPARE(refused->state(), State::Refused);
        QCOMPARE(refused->refusal().status, 403);
        QCOMPARE(refused->refusal().retryAfterSeconds, -1);
        QVERIFY2(refused->refusal().why.contains(u"no price"_s), qPrintable(refused->refusal().why));
        bench.setPolicy({});
        QCOMPARE(bench.limits.ask(request)->state(), State::Admitted);
    }

    void aClockSetBackSpendsNothingTwice()
    {
        KeyPolicy policy;
        policy.budgetDay = Dollar;
        LimitsBench bench(policy, QTimeZone::utc(), utc("2026-11-23T00:00:30"));
        QCOMPARE(bench.run(0, Dollar), 0);
        bench.clock.step(-60s); // yesterday again
        QCOMPARE(bench.run(), 402);
        bench.clock.step(60s);
        QCOMPARE(bench.run(), 402);
        bench.clock.step(24h);
        QCOMPARE(bench.run(0, Dollar / 2), 0);
        bench.clock.step(-1h);
        QCOMPARE(bench.run(0, Dollar / 2), 0); // counts though the day "began" later
        QCOMPARE(bench.run(), 402);
    }

    void aClockThatWasFarAheadDoesNotBlockForYears()
    {
        KeyPolicy policy;
        policy.budgetDay = Dollar;
        LimitsBench bench(policy);
        const QDateTime now = bench.clock.now();
        bench.clock.set(now.addYears(10));
        QCOMPARE(bench.run(0, Dollar), 0);
        bench.clock.set(now);
        QCOMPARE(bench.run(0, Dollar), 0);
        QCOMPARE(bench.run(), 402);
    }

    // Random parallel requests that settle, in parts or at once or never, at no more than their estimate.
    void parallelRequestsNeverOvershootByMoreThanOneEstimate_data()
    {
        QTest::addColumn<uint>("seed");
        for (uint seed = 1; seed <= 20; ++seed)
            QTest::addRow("%u", seed) << seed;
    }

    void parallelRequestsNeverOvershootByMoreThanOneEstimate()
    {
        QFETCH(const uint, seed);
        std::mt19937_64 random(seed);
        const auto upUntil = [&random](qint64 most) { return static_cast<qint64>(random() % static_cast<quint64>(most + 1)); };
        struct Running
        {
            std::unique_ptr<AdmissionTicket> ticket;
            qint64 estimate;
            qint64 cost;
        };
        const qint64 largest = 1 + upUntil(Dollar / 4);
        LimitsBench bench(total(Dollar));
        std::vector<Running> running;
        qint64 spent = 0;
        bool wasFull = false;
        for (int step = 0; step < 3000; ++step) {
            if (running.size() < 64 && upUntil(2) > 0) {
                const qint64 estimate = upUntil(largest);
                auto ticket = bench.ask(estimate);
                if (ticket->state() == State::Admitted)
                    running.push_back({std::move(ticket), estimate, 0});
                else
                    QCOMPARE(ticket->refusal().status, spent >= Dollar ? 402 : 429);
                wasFull = wasFull || spent >= Dollar;
            } else if (!running.empty()) {
                const auto which = static_cast<std::size_t>(upUntil(static_cast<qint64>(running.size()) - 1));
                Running &one = running[which];
                const qint64 cost = one.cost + upUntil(one.estimate - one.cost);
                spent += cost - one.cost;
                one.cost = cost;
                one.ticket->settle(cost, cost);
                if (upUntil(1) == 0)
                    running.erase(running.begin() + static_cast<std::ptrdiff_t>(which));
            }
            QCOMPARE(bench.usage().costTotal, spent);
            QCOMPARE_LE(spent + bench.usage().setAside, Dollar + largest);
            QCOMPARE(bench.usage().running, static_cast<int>(running.size()));
        }
        running.clear();
        QVERIFY(wasFull);
        QCOMPARE(bench.usage().setAside, 0);
        QCOMPARE(bench.usage().costTotal, spent);
        QCOMPARE_LE(spent, Dollar + largest);
    }
};

QTEST_GUILESS_MAIN(TestKeyBudgets)
#include "tst_keybudgets.moc"
