// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/refreshpolicy.h"

#include <QTest>

using namespace homeport;
using namespace std::chrono_literals;

namespace {

const QDateTime Noon(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

} // namespace

class TestRefreshPolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isDueFiveMinutesAhead()
    {
        const QDateTime end = Noon.addSecs(8 * 3600);
        QCOMPARE(refreshDue(Noon, end, 0), end.addSecs(-300));
        QCOMPARE(refreshDue(Noon, end, 1), end.addSecs(-360));
        QCOMPARE(refreshDue({}, end, 0.5), end.addSecs(-330));
    }

    void letsAShortLifeLiveHalfOfIt()
    {
        QCOMPARE(refreshDue(Noon, Noon.addSecs(60), 1), Noon.addSecs(30));
        QCOMPARE(refreshDue(Noon, Noon.addSecs(600), 0), Noon.addSecs(300));
    }

    void isNeverLaterThanTenSecondsBeforeTheEnd()
    {
        for (const int life : {1, 5, 12, 19, 20, 60, 3600})
            QVERIFY2(refreshDue(Noon, Noon.addSecs(life), 0) <= Noon.addSecs(life - 10), qPrintable(QString::number(life)));
        QCOMPARE(refreshDue(Noon, Noon.addSecs(12), 0), Noon.addSecs(2));
    }

    void aTokenWithoutEndIsNeverDue() { QVERIFY(!refreshDue(Noon, {}, 0.5).isValid()); }

    void backsOffDoublingUpToFiveMinutes()
    {
        QCOMPARE(refreshBackoff(1, 0.5, 0ms), 1000ms);
        QCOMPARE(refreshBackoff(2, 0.5, 0ms), 2000ms);
        QCOMPARE(refreshBackoff(9, 0.5, 0ms), 256'000ms);
        QCOMPARE(refreshBackoff(10, 0.5, 0ms), 300'000ms);
        QCOMPARE(refreshBackoff(1'000'000, 0.5, 0ms), 300'000ms);
        QCOMPARE(refreshBackoff(1, 0, 0ms), 800ms);
        QCOMPARE(refreshBackoff(1, 1, 0ms), 1200ms);
    }

    void waitsAtLeastAsLongAsAsked()
    {
        QCOMPARE(refreshBackoff(1, 0, 30s), 30'000ms);
        QCOMPARE(refreshBackoff(20, 0.5, 30s), 300'000ms);
    }
};

QTEST_GUILESS_MAIN(TestRefreshPolicy)
#include "tst_refreshpolicy.moc"
