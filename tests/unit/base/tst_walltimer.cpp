// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/walltimer.h"

#include <QSignalSpy>
#include <QTest>

using namespace homeport;

class TestWallTimer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesWhenTheMomentHasCome()
    {
        WallTimer timer;
        QSignalSpy fired(&timer, &WallTimer::fired);
        const QDateTime due = QDateTime::currentDateTimeUtc().addMSecs(60);
        timer.setDue(due);
        QVERIFY(fired.wait());
        QVERIFY(QDateTime::currentDateTimeUtc() >= due);
        QVERIFY(!fired.wait(50)); // once
    }

    void aMomentThatHasPassedFiresFromTheEventLoop()
    {
        WallTimer timer;
        QSignalSpy fired(&timer, &WallTimer::fired);
        timer.setDue(QDateTime::currentDateTimeUtc().addYears(-1));
        QCOMPARE(fired.count(), 0);
        QVERIFY(fired.wait());
    }

    void aNewMomentReplacesTheOldOne()
    {
        WallTimer timer;
        QSignalSpy fired(&timer, &WallTimer::fired);
        timer.setDue(QDateTime::currentDateTimeUtc().addSecs(3600));
        timer.setDue(QDateTime::currentDateTimeUtc().addMSecs(30));
        QVERIFY(fired.wait());
        timer.setDue(QDateTime::currentDateTimeUtc().addMSecs(30));
        timer.setDue({});
        QVERIFY(!fired.wait(100));
    }
};

QTEST_GUILESS_MAIN(TestWallTimer)
#include "tst_walltimer.moc"
