// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/faults.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryWish()
    {
        const auto plan = faultPlan(
            {}, "status=429;retry-after=3; drop-after = 2 ;error-after=4;head-delay=50;event-delay=20;events=100;size=1000000;");
        QVERIFY(plan);
        QCOMPARE(plan->status, 429);
        QCOMPARE(plan->retryAfterSeconds, 3);
        QCOMPARE(plan->dropAfterEvents, 2);
        QCOMPARE(plan->errorAfterEvents, 4);
        QCOMPARE(plan->headDelayMs, 50);
        QCOMPARE(plan->eventDelayMs, 20);
        QCOMPARE(plan->events, 100);
        QCOMPARE(plan->size, 1'000'000);
    }

    void changesOnlyWhatIsNamed()
    {
        SimulatorFaults defaults;
        defaults.status = 503;
        defaults.eventDelayMs = 7;
        const auto untouched = faultPlan(defaults, "");
        QVERIFY(untouched);
        QCOMPARE(untouched->status, 503);
        QCOMPARE(untouched->dropAfterEvents, -1);
        const auto changed = faultPlan(defaults, "event-delay=9");
        QVERIFY(changed);
        QCOMPARE(changed->status, 503);
        QCOMPARE(changed->eventDelayMs, 9);
    }

    void refusesWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown") << QByteArray("stauts=429") << u"stauts"_s;
        QTest::newRow("no value") << QByteArray("status") << u"status"_s;
        QTest::newRow("no number") << QByteArray("size=1MB") << u"size"_s;
        QTest::newRow("no error status") << QByteArray("status=200") << u"status"_s;
        QTest::newRow("negative") << QByteArray("event-delay=-1") << u"event-delay"_s;
        QTest::newRow("too much") << QByteArray("status=429;size=99000000000") << u"size"_s;
    }

    void refusesWhatItDoesNotUnderstand()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, named);
        const auto plan = faultPlan({}, header);
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, Error::Code::Invalid);
        QVERIFY2(plan.error().detail.contains(u'"' + named + u'"'), qPrintable(plan.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
