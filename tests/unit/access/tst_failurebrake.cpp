// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/failurebrake.h"

#include <QList>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace homeport;

// How long refused keys wait for their answer.
class TestFailureBrake final : public QObject
{
    Q_OBJECT

    static QList<qint64> delays(FailureBrake &brake, int count, qint64 from, qint64 step)
    {
        QList<qint64> all;
        for (int i = 0; i < count; ++i)
            all << brake.refused(from + i * step);
        return all;
    }

private Q_SLOTS:
    void theFirstFiveAreFreeThenItDoublesUpToFourSeconds()
    {
        FailureBrake brake;
        QCOMPARE(delays(brake, 13, 1000, 10), QList<qint64>({0, 0, 0, 0, 0, 250, 500, 1000, 2000, 4000, 4000, 4000, 4000}));
    }

    void anOldKeyThatIsTriedNowAndThenNeverWaits()
    {
        FailureBrake brake;
        for (const qint64 delay : delays(brake, 200, 0, 12'001)) // at most five within any minute
            QCOMPARE(delay, 0);
    }

    void itForgetsAfterAMinute()
    {
        FailureBrake brake;
        (void)delays(brake, 10, 0, 0);
        QCOMPARE(brake.refused(59'999), 4000);
        QCOMPARE(brake.refused(60'000), 0);  // two within the minute
        QCOMPARE(brake.refused(120'000), 0); // one
    }

    void itDecaysOneByOne()
    {
        FailureBrake brake;
        (void)delays(brake, 10, 0, 1000);     // at 0, 1, ... 9 s
        QCOMPARE(brake.refused(63'500), 500); // 4 s and later count: six, and this one
        QCOMPARE(brake.refused(68'500), 0);   // 9 s, the two of now
    }

    // Against a plain count of everything that was refused.
    void isAFunctionOfTheLastMinuteOnly()
    {
        QRandomGenerator random(4711);
        FailureBrake brake;
        QList<qint64> past;
        qint64 now = 0;
        for (int i = 0; i < 5000; ++i) {
            now += random.bounded(random.bounded(10) == 0 ? 40'000 : 9000);
            past << now;
            const auto recent = std::count_if(past.cbegin(), past.cend(), [now](qint64 time) { return now - time < 60'000; });
            const qint64 expected = recent <= 5 ? 0 : std::min<qint64>(4000, 250LL << std::min<qint64>(recent - 6, 10));
            QCOMPARE(brake.refused(now), expected);
        }
    }
};

QTEST_APPLESS_MAIN(TestFailureBrake)
#include "tst_failurebrake.moc"
