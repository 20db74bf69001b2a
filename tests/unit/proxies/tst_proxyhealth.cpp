// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/proxies/proxyhealth.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime Noon(QDate(2026, 1, 2), QTime(12, 0), Qt::UTC);

} // namespace

class TestProxyHealth final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesDoubleUpToFiveMinutes()
    {
        const std::chrono::milliseconds expected[] = {5s, 10s, 20s, 40s, 80s, 160s, 5min, 5min};
        int failures = 0;
        for (const auto pause : expected)
            QCOMPARE(proxyPause(++failures).count(), pause.count());
        QCOMPARE(proxyPause(1'000'000).count(), std::chrono::milliseconds(5min).count());
    }

    void isDownUntilItsTimeComesAndThenHalfOpen()
    {
        ProxyHealth health = afterFailure({}, u"no answer"_s, Noon);
        QCOMPARE(health.state, ProxyHealth::Down);
        QCOMPARE(health.why, u"no answer"_s);
        QCOMPARE(health.since, Noon);
        QCOMPARE(health.nextTry, Noon.addSecs(5));
        QVERIFY(!health.mayBeUsed(Noon.addMSecs(4999)));
        QVERIFY(health.mayBeUsed(Noon.addSecs(5)));
        QVERIFY(health.mayBeUsed(Noon.addSecs(-3600)));                 // the clock was set back
        health = afterFailure(health, u"no answer"_s, Noon.addSecs(5)); // the one try failed
        QVERIFY(!health.mayBeUsed(Noon.addSecs(14)));
        QCOMPARE(health.nextTry, Noon.addSecs(15));
        QCOMPARE(health.since, Noon);
    }

    void failuresAtOnceCountOnce()
    {
        ProxyHealth health;
        for (int i = 0; i < 200; ++i)
            health = afterFailure(health, u"no answer"_s, Noon.addMSecs(i));
        QCOMPARE(health.failures, 1);
        QCOMPARE(health.nextTry, Noon.addSecs(5));
    }

    void oneSuccessIsEnough()
    {
        ProxyHealth health = afterFailure({}, u"no answer"_s, Noon);
        health = afterSuccess(health, Noon.addSecs(6));
        QCOMPARE(health.state, ProxyHealth::Good);
        QCOMPARE(health.since, Noon.addSecs(6));
        QVERIFY(health.why.isEmpty() && health.mayBeUsed(Noon));
        QCOMPARE(afterSuccess(health, Noon.addSecs(60)), health);
        QCOMPARE(afterFailure(health, u"again"_s, Noon.addSecs(60)).nextTry, Noon.addSecs(65)); // from the start
    }

    void pointsOutSharedExits()
    {
        QVERIFY(sharedExits({{u"a"_s, u"1.1.1.1"_s}, {u"b"_s, u"2.2.2.2"_s}, {u"c"_s, {}}, {u"d"_s, {}}}).isEmpty());
        QVERIFY(sharedExits({{u"a"_s, u"1.1.1.1"_s}, {u"a"_s, u"1.1.1.1"_s}}).isEmpty()); // one name, twice
        QCOMPARE(sharedExits({{u"a"_s, u"1.1.1.1"_s}, {u"b"_s, u"2.2.2.2"_s}, {u"c"_s, u"1.1.1.1"_s}, {u"d"_s, u"2.2.2.2"_s}}),
                 (QList<SharedExit>{{u"1.1.1.1"_s, {u"a"_s, u"c"_s}}, {u"2.2.2.2"_s, {u"b"_s, u"d"_s}}}));
    }
};

QTEST_APPLESS_MAIN(TestProxyHealth)
#include "tst_proxyhealth.moc"
