// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/ratewindow.h"

#include <QTest>

#include <random>
#include <vector>

using namespace homeport;

namespace {

constexpr qint64 T = 1'795'000'000'000; // whole seconds and minutes

} // namespace

class TestRateWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slidesBucketByBucket()
    {
        RateWindow window(60, 1000);
        window.add(T, 5);
        window.add(T + 30'000, 2);
        QCOMPARE(window.total(T + 59'999), 7);
        QCOMPARE(window.total(T + 60'000), 2);
        QCOMPARE(window.total(T + 89'999), 2);
        QCOMPARE(window.total(T + 90'000), 0);
    }

    void saysWhenItIsBelow()
    {
        RateWindow window(60, 1000);
        QCOMPARE(window.belowAt(T, 1), T);
        window.add(T + 500, 1);
        window.add(T + 10'000, 1);
        window.add(T + 20'999, 1);
        const qint64 now = T + 30'000;
        QCOMPARE(window.belowAt(now, 4), now);
        QCOMPARE(window.belowAt(now, 3), T + 60'000);
        QCOMPARE(window.belowAt(now, 2), T + 70'000);
        QCOMPARE(window.belowAt(now, 1), T + 80'000);
        // It keeps its word.
        QCOMPARE(window.total(T + 69'999), 2);
        QCOMPARE(window.total(T + 70'000), 1);
    }

    void takesWhatHappenedBefore()
    {
        RateWindow window(60, 60'000);
        window.add(T, T - 59 * 60'000, 3); // the oldest bucket
        window.add(T, T - 60 * 60'000, 9); // has slid out already
        window.add(T, T + 5000, 1);        // not later than now
        QCOMPARE(window.total(T), 4);
        QCOMPARE(window.total(T + 60'000), 1);
    }

    void aClockSetBackForgetsNothing()
    {
        RateWindow window(60, 1000);
        window.add(T, 5);
        QCOMPARE(window.total(T - 30'000), 5);
        window.add(T - 30'000, 1);
        QCOMPARE(window.total(T + 59'000), 6);
        QCOMPARE(window.total(T + 60'000), 0);
    }

    void aClockThatWasFarAheadBlocksNothing()
    {
        RateWindow window(60, 1000);
        window.add(T + 86'400'000, 5);
        QCOMPARE(window.total(T), 0);
        window.add(T, 2);
        QCOMPARE(window.total(T + 59'000), 2);
        QCOMPARE(window.total(T + 60'000), 0);
    }

    // Against a list of everything that was added.
    void agreesWithAPlainCount()
    {
        std::mt19937 random(4);
        for (int round = 0; round < 50; ++round) {
            RateWindow window(60, 1000);
            std::vector<std::pair<qint64, qint64>> added;
            qint64 now = T;
            for (int i = 0; i < 400; ++i) {
                now += static_cast<qint64>(random() % (random() % 8 == 0 ? 90'000 : 700));
                const auto amount = static_cast<qint64>(random() % 10);
                window.add(now, amount);
                added.emplace_back(now, amount);
                const auto totalAt = [&](qint64 when) {
                    qint64 total = 0;
                    for (const auto &[time, one] : added)
                        total += time / 1000 > when / 1000 - 60 ? one : 0;
                    return total;
                };
                const qint64 total = totalAt(now);
                QCOMPARE(window.total(now), total);
                const qint64 limit = 1 + static_cast<qint64>(random() % 200);
                const qint64 below = window.belowAt(now, limit);
                QVERIFY(totalAt(below) < limit);
                if (total >= limit)
                    QVERIFY(totalAt(below - 1) >= limit);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRateWindow)
#include "tst_ratewindow.moc"
