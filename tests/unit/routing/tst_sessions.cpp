// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/sessions.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 Start = 1'795'608'000'000;

SessionKey key(qint64 number)
{
    return {1, u"session "_s + QString::number(number)};
}

} // namespace

class TestSessions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void livesForAnHourAfterItsLastRequest()
    {
        Sessions sessions;
        QVERIFY(!sessions.find(key(1), Start));
        sessions.use(key(1), 7, Start, false);
        QCOMPARE(sessions.find(key(1), Start + Sessions::LifeMs - 1)->accountId, 7);
        QVERIFY(!sessions.find(key(1), Start + Sessions::LifeMs));
        for (int i = 1; i <= 5; ++i)
            sessions.use(key(1), 7, Start + i * (Sessions::LifeMs - 1), false);
        QVERIFY(sessions.find(key(1), Start + 6 * (Sessions::LifeMs - 1)));
    }

    void isOfOneKey()
    {
        Sessions sessions;
        sessions.use({1, u"s"_s}, 7, Start, false);
        QVERIFY(!sessions.find({2, u"s"_s}, Start));
    }

    void aRequestWithoutSessionIsNotRemembered()
    {
        Sessions sessions;
        sessions.use({1, {}}, 7, Start, false);
        QCOMPARE(sessions.size(), 0);
        QVERIFY(!sessions.find({1, {}}, Start));
    }

    void isAsWarmAsItsCache()
    {
        Sessions sessions;
        const auto warmUntil = [&sessions](qint64 now) { return sessions.find(key(1), now)->warmUntilMs; };
        sessions.use(key(1), 7, Start, false);
        QCOMPARE(warmUntil(Start), Start + Sessions::ShortCacheMs);
        sessions.use(key(1), 7, Start + 1, true);
        QCOMPARE(warmUntil(Start + 1), Start + 1 + Sessions::LongCacheMs);
        sessions.use(key(1), 7, Start + 2, false); // what was written for an hour stays
        QCOMPARE(warmUntil(Start + 2), Start + 1 + Sessions::LongCacheMs);
        sessions.use(key(1), 8, Start + 3, false); // another account has no cache of it
        QCOMPARE(warmUntil(Start + 3), Start + 3 + Sessions::ShortCacheMs);
    }

    void aClockSetBackDoesNotKeepItWarm()
    {
        Sessions sessions;
        sessions.use(key(1), 7, Start + 24 * Sessions::LifeMs, true);
        sessions.use(key(1), 7, Start, false);
        QCOMPARE(sessions.find(key(1), Start)->warmUntilMs, Start + Sessions::LongCacheMs);
        QVERIFY(!sessions.find(key(1), Start + Sessions::LifeMs));
    }

    void forgetsAnAccount()
    {
        Sessions sessions;
        for (int i = 0; i < 10; ++i)
            sessions.use(key(i), i % 2, Start, false);
        sessions.forgetAccount(1);
        QCOMPARE(sessions.size(), 5);
        QVERIFY(sessions.find(key(0), Start) && !sessions.find(key(1), Start));
    }

    void forgetsTheLongestUnusedBeyondItsCapacity()
    {
        Sessions sessions;
        for (qint64 i = 0; i < Sessions::Capacity; ++i)
            sessions.use(key(i), 7, Start + i, false);
        const qint64 now = Start + Sessions::Capacity;
        sessions.use(key(0), 7, now, false); // so the second is the oldest
        QCOMPARE(sessions.size(), Sessions::Capacity);
        sessions.use(key(-1), 7, now, false);
        QCOMPARE(sessions.size(), Sessions::Capacity);
        QVERIFY(!sessions.find(key(1), now));
        for (const qint64 kept : {0, 2, -1})
            QVERIFY(sessions.find(key(kept), now));
    }

    void forgetsTheDeadLittleByLittle()
    {
        Sessions sessions;
        for (int i = 0; i < 100; ++i)
            sessions.use(key(i), 7, Start, false);
        const qint64 later = Start + 2 * Sessions::LifeMs;
        sessions.use(key(1000), 7, later, false);
        QCOMPARE(sessions.size(), 99); // two went, one came
        for (int i = 0; i < 49; ++i)
            sessions.use(key(1000), 7, later, false);
        QCOMPARE(sessions.size(), 1);
        sessions.use(key(1000), 7, later, false);
        QCOMPARE(sessions.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSessions)
#include "tst_sessions.moc"
