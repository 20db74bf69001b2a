// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/budgetcalendar.h"

#include "tests/unit/access/limitsbench.h"

#include <QTest>

#include <algorithm>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 HourMs = 3'600'000;

qint64 msOf(const char *utc)
{
    return QDateTime::fromString(QString::fromLatin1(utc) + u'Z', Qt::ISODate).toMSecsSinceEpoch();
}

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

} // namespace

class TestBudgetCalendar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QTimeZone("Europe/Berlin").isValid())
            QSKIP("no time zone data on this machine");
    }

    void days_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<qint64>("moment");
        QTest::addColumn<QString>("start");
        QTest::addColumn<double>("hours");
        const auto row = [](const char *name, const char *zone, const char *moment, const char *start, double hours) {
            QTest::newRow(name) << QByteArray(zone) << msOf(moment) << QString::fromLatin1(start) + u'Z' << hours;
        };
        row("UTC", "UTC", "2026-11-23T12:00:00", "2026-11-23T00:00:00", 24);
        row("first moment", "UTC", "2026-11-23T00:00:00", "2026-11-23T00:00:00", 24);
        row("last second", "UTC", "2026-11-23T23:59:59", "2026-11-23T00:00:00", 24);
        row("Berlin, winter", "Europe/Berlin", "2026-11-23T23:30:00", "2026-11-23T23:00:00", 24);
        row("Berlin, spring", "Europe/Berlin", "2026-03-29T12:00:00", "2026-03-28T23:00:00", 23);
        row("Berlin, autumn", "Europe/Berlin", "2026-10-25T12:00:00", "2026-10-24T22:00:00", 25);
        row("New York, spring", "America/New_York", "2026-03-08T12:00:00", "2026-03-08T05:00:00", 23);
        row("New York, autumn", "America/New_York", "2026-11-01T12:00:00", "2026-11-01T04:00:00", 25);
        row("India", "Asia/Kolkata", "2026-11-23T18:30:00", "2026-11-23T18:30:00", 24);
        row("Nepal, before", "Asia/Kathmandu", "2026-11-23T18:14:59", "2026-11-22T18:15:00", 24);
        row("Nepal", "Asia/Kathmandu", "2026-11-23T18:15:00", "2026-11-23T18:15:00", 24);
        row("Lord Howe, half an hour less", "Australia/Lord_Howe", "2026-10-04T00:00:00", "2026-10-03T13:30:00", 23.5);
        row("Chatham, autumn", "Pacific/Chatham", "2026-04-04T20:00:00", "2026-04-04T10:15:00", 25);
        row("no midnight in Beirut", "Asia/Beirut", "2026-03-29T10:00:00", "2026-03-28T22:00:00", 23);
        row("two midnights on the Azores, between", "Atlantic/Azores", "2026-10-25T00:30:00", "2026-10-25T00:00:00", 25);
        row("two midnights on the Azores, after", "Atlantic/Azores", "2026-10-25T01:30:00", "2026-10-25T00:00:00", 25);
        // Not 2026: tzdata 2026f keeps Cuba's clocks where they are that winter.
        row("two midnights in Havana", "America/Havana", "2024-11-03T04:30:00", "2024-11-03T04:00:00", 25);
        // 00:01 became 23:01 of the day before: the day that had begun goes on.
        row("back into the day before", "America/St_Johns", "2010-11-07T02:45:00", "2010-11-07T02:30:00", 25);
        row("Samoa, the day before the skipped one", "Pacific/Apia", "2011-12-30T09:59:59", "2011-12-29T10:00:00", 24);
        row("Samoa, the day after", "Pacific/Apia", "2011-12-30T10:00:00", "2011-12-30T10:00:00", 24);
    }

    void days()
    {
        QFETCH(const QByteArray, zone);
        QFETCH(const qint64, moment);
        QFETCH(const QString, start);
        QFETCH(const double, hours);
        const BudgetPeriods periods = budgetPeriodsAt(moment, QTimeZone(zone));
        QCOMPARE(utc(periods.dayStart), start);
        QCOMPARE(static_cast<double>(periods.dayEnd - periods.dayStart) / HourMs, hours);
    }

    void weeksAndMonths_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<qint64>("moment");
        QTest::addColumn<QString>("week");
        QTest::addColumn<int>("weekHours");
        QTest::addColumn<QString>("month");
        QTest::addColumn<int>("monthHours");
        const auto row = [](const char *name, const char *zone, const char *moment, const char *week, int weekHours, const char *month,
                            int monthHours) {
            QTest::newRow(name) << QByteArray(zone) << msOf(moment) << QString::fromLatin1(week) + u'Z' << weekHours
                                << QString::fromLatin1(month) + u'Z' << monthHours;
        };
        row("Monday", "UTC", "2026-11-23T00:00:00", "2026-11-23T00:00:00", 168, "2026-11-01T00:00:00", 720);
        row("Sunday", "UTC", "2026-11-22T23:59:59", "2026-11-16T00:00:00", 168, "2026-11-01T00:00:00", 720);
        row("over the year's end", "UTC", "2027-01-01T00:00:00", "2026-12-28T00:00:00", 168, "2027-01-01T00:00:00", 744);
        row("31 January", "UTC", "2026-01-31T23:59:59", "2026-01-26T00:00:00", 168, "2026-01-01T00:00:00", 744);
        row("February", "UTC", "2026-02-28T12:00:00", "2026-02-23T00:00:00", 168, "2026-02-01T00:00:00", 672);
        row("leap day", "UTC", "2028-02-29T12:00:00", "2028-02-28T00:00:00", 168, "2028-02-01T00:00:00", 696);
        row("spring in Berlin", "Europe/Berlin", "2026-03-29T12:00:00", "2026-03-22T23:00:00", 167, "2026-02-28T23:00:00", 743);
        row("autumn in Berlin", "Europe/Berlin", "2026-10-25T12:00:00", "2026-10-18T22:00:00", 169, "2026-09-30T22:00:00", 745);
        row("Nepal's month begins before UTC's", "Asia/Kathmandu", "2026-11-30T18:15:00", "2026-11-29T18:15:00", 168, "2026-11-30T18:15:00",
            744);
        row("skipped day", "Pacific/Apia", "2011-12-30T12:00:00", "2011-12-26T10:00:00", 144, "2011-12-01T10:00:00", 720);
    }

    void weeksAndMonths()
    {
        QFETCH(const QByteArray, zone);
        QFETCH(const qint64, moment);
        QFETCH(const QString, week);
        QFETCH(const int, weekHours);
        QFETCH(const QString, month);
        QFETCH(const int, monthHours);
        const BudgetPeriods periods = budgetPeriodsAt(moment, QTimeZone(zone));
        QCOMPARE(utc(periods.weekStart), week);
        QCOMPARE((periods.weekEnd - periods.weekStart) / HourMs, weekHours);
        QCOMPARE(utc(periods.monthStart), month);
        QCOMPARE((periods.monthEnd - periods.monthStart) / HourMs, monthHours);
    }

    // Every half hour around every change of clocks of some difficult zones: nothing is in no day, nothing in two.
    void periodsJoinWithoutGaps_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char *zone : {"Europe/Berlin", "Atlantic/Azores", "America/Havana", "America/Scoresbysund", "America/St_Johns",
                                 "Asia/Beirut", "Africa/Cairo", "Asia/Gaza", "Australia/Lord_Howe", "Pacific/Apia", "Antarctica/Casey",
                                 "America/Sao_Paulo", "Africa/Casablanca"})
            QTest::newRow(zone) << QByteArray(zone);
    }

    void periodsJoinWithoutGaps()
    {
        QFETCH(const QByteArray, zone);
        const QTimeZone place(zone);
        if (!place.isValid())
            QSKIP("this zone is not known here");
        const auto changes = place.transitions(QDateTime({2008, 1, 1}, {}, Qt::UTC), QDateTime({2030, 1, 1}, {}, Qt::UTC));
        QVERIFY(!changes.isEmpty());
        for (const auto &change : changes) {
            const qint64 at = change.atUtc.toMSecsSinceEpoch();
            BudgetPeriods before = budgetPeriodsAt(at - 30 * HourMs, place);
            for (qint64 ms = at - 30 * HourMs; ms <= at + 30 * HourMs; ms += HourMs / 2) {
                const BudgetPeriods now = budgetPeriodsAt(ms, place);
                QVERIFY2(now.dayStart <= ms && ms < now.dayEnd, qPrintable(utc(ms)));
                QVERIFY(now.weekStart <= now.dayStart && now.dayEnd <= now.weekEnd);
                QVERIFY(now.monthStart <= now.dayStart && now.dayEnd <= now.monthEnd);
                QVERIFY2(now.dayStart == before.dayStart ? now == before : now.dayStart == before.dayEnd, qPrintable(utc(ms)));
                before = now;
            }
        }
    }

    void followsTheClock()
    {
        SteppedClock clock(QDateTime({2026, 11, 23}, {22, 59, 59, 999}, Qt::UTC));
        BudgetCalendar calendar(clock, QTimeZone("Europe/Berlin"));
        const qint64 end = calendar.now().periods.dayEnd;
        QCOMPARE(end, calendar.now().ms + 1);
        QCOMPARE(calendar.text(end), u"2026-11-24 00:00 (Europe/Berlin)"_s);
        clock.step(std::chrono::milliseconds(1));
        QCOMPARE(calendar.now().periods.dayStart, end);
        clock.step(std::chrono::milliseconds(-1));
        QCOMPARE(calendar.now().periods.dayEnd, end);
    }

    void anInvalidZoneIsUtc()
    {
        const qint64 moment = msOf("2026-11-23T12:00:00");
        QCOMPARE(budgetPeriodsAt(moment, QTimeZone()), budgetPeriodsAt(moment, QTimeZone::utc()));
        QCOMPARE(utc(budgetPeriodsAt(moment, QTimeZone()).dayStart), u"2026-11-23T00:00:00Z"_s);
    }
};

QTEST_GUILESS_MAIN(TestBudgetCalendar)
#include "tst_budgetcalendar.moc"
