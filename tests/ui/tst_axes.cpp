// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/axistext.h"
#include "ui/usage/nicescale.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

class TestAxes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreRound_data()
    {
        QTest::addColumn<double>("largest");
        QTest::addColumn<QString>("ticks");
        QTest::newRow("one") << 1.0 << u"0 1"_s;
        QTest::newRow("three") << 3.0 << u"0 1 2 3"_s;
        QTest::newRow("nine") << 9.0 << u"0 5 10"_s;
        QTest::newRow("hundreds") << 930.0 << u"0 250 500 750 1_k"_s;
        QTest::newRow("thousands") << 1'700.0 << u"0 500 1_k 1.5_k 2_k"_s;
        QTest::newRow("just fits") << 4'000.0 << u"0 1_k 2_k 3_k 4_k"_s;
        QTest::newRow("just more") << 4'000.5 << u"0 2_k 4_k 6_k"_s;
        QTest::newRow("millions") << 4'600'000.0 << u"0 2_M 4_M 6_M"_s;
        QTest::newRow("huge") << 9.1e18 << u"0 2,500,000_T 5,000,000_T 7,500,000_T 10,000,000_T"_s;
    }
    void countsAreRound()
    {
        QFETCH(const double, largest);
        const NiceScale scale = niceScale(largest, 4, 1);
        QVERIFY(scale.top() >= largest);
        QStringList ticks;
        for (int i = 0; i <= scale.intervals; ++i)
            ticks << formatAxisCount(scale.step * i, scale.step).replace(u' ', u'_');
        QTEST(ticks.join(u' '), "ticks");
    }

    void moneyIsRound_data()
    {
        QTest::addColumn<double>("dollars");
        QTest::addColumn<QString>("ticks");
        QTest::newRow("less than shown") << 0.00001 << u"$0 $0.0001"_s;
        QTest::newRow("cents") << 0.013 << u"$0 $0.005 $0.010 $0.015"_s;
        QTest::newRow("tens of cents") << 1.5 << u"$0 $0.50 $1.00 $1.50"_s;
        QTest::newRow("dollars") << 18.0 << u"$0 $5 $10 $15 $20"_s;
        QTest::newRow("thousands") << 3'900.0 << u"$0 $1_k $2_k $3_k $4_k"_s;
    }
    void moneyIsRound()
    {
        QFETCH(const double, dollars);
        const NiceScale scale = niceScale(dollars * 1e9, 4, 1e5);
        QVERIFY(scale.top() >= dollars * 1e9);
        QStringList ticks;
        for (int i = 0; i <= scale.intervals; ++i)
            ticks << formatAxisMoney(scale.step * i, scale.step).replace(u' ', u'_');
        QTEST(ticks.join(u' '), "ticks");
    }

    void aSecondAxisSharesTheLines()
    {
        for (double largest = 1; largest < 1e18; largest *= 7.3) {
            for (int intervals = 1; intervals <= 4; ++intervals) {
                const NiceScale scale = niceScaleOf(largest, intervals, 1);
                QCOMPARE(scale.intervals, intervals);
                QVERIFY(scale.top() * 1.000001 >= largest);
                QVERIFY(scale.step <= 1 || scale.top() < largest * 2.6);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestAxes)
#include "tst_axes.moc"
