// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/access/limitsbench.h"

#include "core/storage/database.h"
#include "core/storage/keyrepository.h"
#include "core/storage/keyusagerepository.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

using State = AdmissionTicket::State;

namespace {

qint64 minuteOf(const SteppedClock &clock)
{
    return clock.now().toSecsSinceEpoch() / 60;
}

} // namespace

// What is counted, what is handed to the database, and what comes back from it.
class TestKeyUsage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usageIsHandedOverOnceByMinute()
    {
        LimitsBench bench;
        QVERIFY(bench.limits.takeUsage().isEmpty());
        const qint64 minute = minuteOf(bench.clock);
        const auto long_ = bench.ask(Dollar);
        long_->settle(10, 100);
        QCOMPARE(bench.run(5, 50), 0);
        QCOMPARE(bench.limits.takeUsage(), (QList<KeyUsageRow>{{TheKey, minute, 2, 15, 150}}));
        QVERIFY(bench.limits.takeUsage().isEmpty());
        bench.clock.step(59s);
        long_->settle(12, 130);
        bench.clock.step(61s);
        long_->settle(12, 130); // nothing new
        long_->settle(20, 200);
        const QList<KeyUsageRow> expected{{TheKey, minute, 0, 2, 30}, {TheKey, minute + 2, 0, 8, 70}};
        QCOMPARE(bench.limits.takeUsage(), expected);
    }

    void whatNothingWasUsedForIsNotHandedOver()
    {
        KeyPolicy policy;
        policy.requestsPerMinute = 1;
        LimitsBench bench(policy);
        (void)bench.askFree();
        QVERIFY(bench.limits.takeUsage().isEmpty());
        QCOMPARE(bench.run(), 0);
        QCOMPARE(bench.run(), 429);
        QCOMPARE(bench.limits.takeUsage().size(), 1);
    }

    void usageNowFollowsTheCalendar()
    {
        LimitsBench bench({}, QTimeZone::utc(), QDateTime({2026, 11, 29}, {23, 0}, Qt::UTC)); // Sunday
        QCOMPARE(bench.run(10, 100), 0);
        const auto running = bench.ask(7);
        KeyUsageNow expected{TheKey, 1, 0, 2, 10, 100, 100, 100, 100, 7};
        QCOMPARE(bench.usage(), expected);
        bench.clock.step(1h); // Monday, still November
        expected = {TheKey, 1, 0, 0, 0, 0, 0, 100, 100, 7};
        QCOMPARE(bench.usage(), expected);
        bench.clock.step(24h); // December
        QCOMPARE(bench.run(1, 5), 0);
        expected = {TheKey, 1, 0, 1, 1, 5, 5, 5, 105, 7};
        QCOMPARE(bench.usage(), expected);
    }

    void aMinuteCountsIntoItsLastSecond()
    {
        KeyPolicy policy;
        policy.requestsPerMinute = 1;
        const QDateTime start({2026, 11, 23}, {12, 0}, Qt::UTC);
        LimitsBench before(policy, QTimeZone::utc(), start.addSecs(5));
        QCOMPARE(before.run(), 0);
        LimitsBench after(policy, QTimeZone::utc(), start.addSecs(62));
        after.limits.restore(before.limits.takeUsage());
        QCOMPARE(after.run(), 429);
        QCOMPARE(after.last.retryAfterSeconds, 57);  // 12:01:59
        QVERIFY(after.limits.takeUsage().isEmpty()); // what came from the database does not go there again
    }

    void aMinuteThatGoesOnCountsAsNow()
    {
        KeyPolicy policy;
        policy.requestsPerMinute = 1;
        const QDateTime start({2026, 11, 23}, {12, 0}, Qt::UTC);
        LimitsBench after(policy, QTimeZone::utc(), start.addSecs(10));
        after.limits.restore({{TheKey, start.toSecsSinceEpoch() / 60, 1, 0, 0}});
        QCOMPARE(after.run(), 429);
        QCOMPARE(after.last.retryAfterSeconds, 60);
    }

    void restoredRowsFindTheirPeriods_data()
    {
        QTest::addColumn<QDateTime>("when");
        QTest::addColumn<KeyUsageNow>("usage");
        const auto row = [](const char *name, const QDateTime &when, qint64 day, qint64 week, qint64 month, qint64 total) {
            QTest::newRow(name) << when << KeyUsageNow{TheKey, 0, 0, day, 10 * day, 100 * day, 100 * week, 100 * month, 100 * total, 0};
        };
        const auto at = [](int month, int day, int hour, int minute) { return QDateTime({2026, month, day}, {hour, minute}, Qt::UTC); };
        // It is Wednesday, 25 November, 12:00 in Berlin.
        row("this minute", at(11, 25, 11, 0), 1, 1, 1, 1);
        row("first minute of today", at(11, 24, 23, 0), 1, 1, 1, 1);
        row("last minute of yesterday", at(11, 24, 22, 59), 0, 1, 1, 1);
        row("first minute of the week", at(11, 22, 23, 0), 0, 1, 1, 1);
        row("last minute of the week before", at(11, 22, 22, 59), 0, 0, 1, 1);
        row("first minute of the month", at(10, 31, 23, 0), 0, 0, 1, 1);
        row("last minute of October", at(10, 31, 22, 59), 0, 0, 0, 1);
        row("older than everything", QDateTime::fromSecsSinceEpoch(0, Qt::UTC), 0, 0, 0, 1);
        row("a little ahead", at(11, 25, 13, 0), 1, 1, 1, 1);
        row("years ahead", at(11, 25, 11, 0).addYears(3), 0, 0, 0, 1);
    }

    void restoredRowsFindTheirPeriods()
    {
        QFETCH(const QDateTime, when);
        QFETCH(const KeyUsageNow, usage);
        const QTimeZone berlin("Europe/Berlin");
        if (!berlin.isValid())
            QSKIP("no time zone data on this machine");
        LimitsBench bench({}, berlin, QDateTime({2026, 11, 25}, {11, 0}, Qt::UTC));
        bench.limits.restore({{TheKey, when.toSecsSinceEpoch() / 60, 1, 10, 100}});
        QCOMPARE(bench.usage(), usage);
    }

    void limitsHoldOverARestart()
    {
        KeyPolicy policy;
        policy.requestsPerDay = 10;
        policy.tokensPerDay = 1000;
        policy.budgetTotal = Dollar;
        const auto restarted = [&policy](const QList<KeyUsageRow> &rows) {
            auto bench = std::make_unique<LimitsBench>(policy, QTimeZone::utc(), QDateTime({2026, 11, 23}, {18, 0}, Qt::UTC));
            bench->limits.restore(rows);
            return bench;
        };
        const qint64 morning = QDateTime({2026, 11, 23}, {8, 0}, Qt::UTC).toSecsSinceEpoch() / 60;
        QCOMPARE(restarted({})->run(), 0);
        QCOMPARE(restarted({{TheKey, morning, 10, 0, 0}})->run(), 429);
        QCOMPARE(restarted({{TheKey, morning, 1, 1000, 0}})->run(), 429);
        QCOMPARE(restarted({{TheKey, morning, 9, 999, Dollar - 1}})->run(), 0);
        QCOMPARE(restarted({{TheKey, 0, 9000, 99'999, Dollar}})->run(), 402);
        const auto bench = restarted({{TheKey, morning, 10, 0, 0}});
        bench->clock.step(14h); // 8:00 on the next day
        QCOMPARE(bench->run(), 0);
    }

    // Random use over weeks, with the database in between: a new start stands where the old one stood.
    void countersSurvive_data()
    {
        QTest::addColumn<uint>("seed");
        for (uint seed = 1; seed <= 5; ++seed)
            QTest::addRow("%u", seed) << seed;
    }

    void countersSurvive()
    {
        QFETCH(const uint, seed);
        std::mt19937 random(seed);
        QTemporaryDir folder;
        const auto database = *Database::open(folder.filePath(u"homeport.db"_s), *bundledMigrations());
        KeyUsageRepository repository(*database);
        KeyRow row;
        row.name = u"laptop"_s;
        row.hash = QByteArray(32, 'a');
        row.createdAt = QDateTime({2026, 1, 1}, {0, 0}, Qt::UTC);
        const qint64 id = KeyRepository(*database).insert(row)->id;
        const QTimeZone zone("Asia/Kathmandu");
        LimitsBench bench({}, zone);
        bench.limits.setPolicy(id, {}, {});
        std::vector<std::unique_ptr<AdmissionTicket>> running;
        for (int step = 0; step < 600; ++step) {
            bench.clock.step(std::chrono::seconds(random() % 20'000));
            running.push_back(bench.ask(static_cast<qint64>(random() % 1000), {}, id));
            running.at(random() % running.size())->settle(static_cast<qint64>(random() % 5000), static_cast<qint64>(random() % 1000));
            if (running.size() > 5)
                running.erase(running.begin());
            if (random() % 10 == 0)
                QVERIFY(repository.compact(bench.clock.now()));
            if (random() % 5 != 0)
                continue;
            QVERIFY(repository.add(bench.limits.takeUsage()));
            SteppedClock clock(bench.clock.now());
            KeyLimits again(clock, zone);
            again.setPolicy(id, {}, {});
            again.restore(*repository.recent(clock.now()));
            KeyUsageNow expected = bench.limits.usageNow(id);
            expected.running = 0; // those places are free, and nothing is set aside
            expected.setAside = 0;
            QCOMPARE(again.usageNow(id), expected);
        }
        QCOMPARE_GT(bench.limits.usageNow(id).costTotal, 0);
    }
};

QTEST_GUILESS_MAIN(TestKeyUsage)
#include "tst_keyusage.moc"
