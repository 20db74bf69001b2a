// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagerange.h"
#include "ui/usage/usagetext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

class TestUsageRange final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDayHasTheHoursOfItsZone_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QDate>("day");
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("hours");
        QTest::newRow("ordinary") << u"Europe/Berlin"_s << QDate(2026, 6, 3) << u"2026-06-02T22:00:00Z"_s << 24;
        QTest::newRow("set forward") << u"Europe/Berlin"_s << QDate(2026, 3, 29) << u"2026-03-28T23:00:00Z"_s << 23;
        QTest::newRow("set back") << u"Europe/Berlin"_s << QDate(2026, 10, 25) << u"2026-10-24T22:00:00Z"_s << 25;
        QTest::newRow("no midnight") << u"Asia/Beirut"_s << QDate(2022, 3, 27) << u"2022-03-26T22:00:00Z"_s << 23;
        QTest::newRow("half an hour off") << u"Asia/Kolkata"_s << QDate(2026, 1, 1) << u"2025-12-31T18:30:00Z"_s << 24;
        QTest::newRow("UTC, leap day") << u"UTC"_s << QDate(2028, 2, 29) << u"2028-02-29T00:00:00Z"_s << 24;
    }
    void aDayHasTheHoursOfItsZone()
    {
        QFETCH(const QString, zone);
        QFETCH(const QDate, day);
        const QTimeZone timeZone(zone.toLatin1());
        const UsageRange range = usageRange(UsagePeriod::Today, day, 0, timeZone);
        QTEST(range.from.toString(Qt::ISODate), "from");
        QTEST(static_cast<int>(range.starts.size()), "hours");
        QCOMPARE(range.step, UsageStep::Hour);
        verifyShape(range);
        QCOMPARE(usageRange(UsagePeriod::Today, day.addDays(1), 1, timeZone), range);
    }

    void theLastHoursEndWithThePresentOne_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("last");
        QTest::newRow("ordinary") << u"Europe/Berlin"_s << u"2026-06-03T10:30:59Z"_s << u"2026-06-03T10:00:00Z"_s;
        QTest::newRow("on the hour") << u"Europe/Berlin"_s << u"2026-06-03T10:00:00Z"_s << u"2026-06-03T10:00:00Z"_s;
        QTest::newRow("half an hour off") << u"Asia/Kolkata"_s << u"2026-06-03T10:29:59Z"_s << u"2026-06-03T09:30:00Z"_s;
        QTest::newRow("a quarter off") << u"Asia/Kathmandu"_s << u"2026-06-03T10:15:00Z"_s << u"2026-06-03T10:15:00Z"_s;
        QTest::newRow("in the second two o'clock") << u"Europe/Berlin"_s << u"2026-10-25T01:10:00Z"_s << u"2026-10-25T01:00:00Z"_s;
        QTest::newRow("before 1970") << u"UTC"_s << u"1969-12-31T23:59:00Z"_s << u"1969-12-31T23:00:00Z"_s;
    }
    void theLastHoursEndWithThePresentOne()
    {
        QFETCH(const QString, zone);
        QFETCH(const QString, now);
        QFETCH(const QString, last);
        const QDateTime moment = QDateTime::fromString(now, Qt::ISODate);
        const UsageRange range = usageHours(24, moment, QTimeZone(zone.toLatin1()));
        QCOMPARE(range.starts.size(), 24);
        QCOMPARE(range.starts.constLast().toString(Qt::ISODate), last);
        QCOMPARE(range.from.secsTo(range.to), 24 * 3600);
        QCOMPARE(range.step, UsageStep::Hour);
        QCOMPARE(sliceAt(range, moment), 23);
        verifyShape(range);
    }

    void daysEndWithTodayAndTouch_data()
    {
        QTest::addColumn<UsagePeriod>("period");
        QTest::addColumn<int>("days");
        QTest::newRow("7") << UsagePeriod::SevenDays << 7;
        QTest::newRow("30") << UsagePeriod::ThirtyDays << 30;
    }
    void daysEndWithTodayAndTouch()
    {
        QFETCH(const UsagePeriod, period);
        QFETCH(const int, days);
        const QTimeZone berlin("Europe/Berlin");
        const QDate today(2026, 3, 30); // a day of 23 hours is in both
        const UsageRange range = usageRange(period, today, 0, berlin);
        QCOMPARE(range.starts.size(), days);
        QCOMPARE(range.to, today.addDays(1).startOfDay(berlin).toUTC());
        QCOMPARE(range.from.secsTo(range.to), days * 86'400 - 3600);
        verifyShape(range);
        QCOMPARE(usageRange(period, today, 1, berlin).to, range.from);
        QCOMPARE(usageRange(period, today, 2, berlin).to, usageRange(period, today, 1, berlin).from);
    }

    void monthsHaveTheirLength_data()
    {
        QTest::addColumn<int>("back");
        QTest::addColumn<int>("days");
        QTest::addColumn<QDate>("first");
        QTest::newRow("March") << 0 << 31 << QDate(2028, 3, 1);
        QTest::newRow("February of a leap year") << 1 << 29 << QDate(2028, 2, 1);
        QTest::newRow("over new year") << 3 << 31 << QDate(2027, 12, 1);
        QTest::newRow("February") << 13 << 28 << QDate(2027, 2, 1);
    }
    void monthsHaveTheirLength()
    {
        QFETCH(const int, back);
        QFETCH(const QDate, first);
        const QTimeZone zone("America/New_York");
        const UsageRange range = usageRange(UsagePeriod::Month, QDate(2028, 3, 31), back, zone);
        QTEST(static_cast<int>(range.starts.size()), "days");
        QCOMPARE(range.from.toTimeZone(zone).date(), first);
        verifyShape(range);
    }

    void twelveMonthsEndWithThisOne()
    {
        const QTimeZone zone("Europe/Berlin");
        const UsageRange range = usageRange(UsagePeriod::TwelveMonths, QDate(2026, 5, 31), 0, zone);
        QCOMPARE(range.starts.size(), 12);
        QCOMPARE(range.from.toTimeZone(zone).date(), QDate(2025, 6, 1));
        QCOMPARE(range.to.toTimeZone(zone).date(), QDate(2026, 6, 1));
        QCOMPARE(range.step, UsageStep::Month);
        verifyShape(range);
        QCOMPARE(usageRange(UsagePeriod::TwelveMonths, QDate(2026, 5, 31), 1, zone).to, range.from);
        const UsageRange year = usageYear(QDate(2026, 5, 31), 0, zone);
        QCOMPARE(year.from, range.from);
        QCOMPARE(year.to, range.to);
        QCOMPARE(year.starts.size(), 365);
        verifyShape(year);
    }

    void aMomentIsInTheSliceThatHoldsIt()
    {
        const QTimeZone berlin("Europe/Berlin");
        const UsageRange range = usageRange(UsagePeriod::Today, QDate(2026, 10, 25), 0, berlin);
        QCOMPARE(sliceAt(range, range.from), 0);
        QCOMPARE(sliceAt(range, range.from.addSecs(-1)), -1);
        QCOMPARE(sliceAt(range, range.to), -1);
        QCOMPARE(sliceAt(range, range.to.addSecs(-1)), 24);
        QCOMPARE(sliceAt(range, range.starts.at(3).addSecs(1)), 3);
    }

    void theHourThatComesTwiceIsToldApart()
    {
        const QTimeZone berlin("Europe/Berlin");
        const UsageRange range = usageRange(UsagePeriod::Today, QDate(2026, 10, 25), 0, berlin);
        QVERIFY(sliceText(range, 2, berlin).contains(u"02:00"));
        QVERIFY(sliceText(range, 3, berlin).contains(u"02:00"));
        QVERIFY(sliceText(range, 2, berlin) != sliceText(range, 3, berlin));
        QVERIFY(sliceText(range, 4, berlin).endsWith(u"03:00–04:00"));
    }

    void rangesAreNamed()
    {
        const QTimeZone utc = QTimeZone::utc();
        QCOMPARE(rangeText(usageRange(UsagePeriod::Today, QDate(2026, 6, 3), 0, utc), utc), u"Wed 3 Jun 2026"_s);
        QCOMPARE(rangeText(usageRange(UsagePeriod::SevenDays, QDate(2026, 6, 3), 0, utc), utc), u"28 May – 3 Jun 2026"_s);
        QCOMPARE(rangeText(usageRange(UsagePeriod::SevenDays, QDate(2026, 1, 3), 0, utc), utc), u"28 Dec 2025 – 3 Jan 2026"_s);
        QCOMPARE(rangeText(usageRange(UsagePeriod::Month, QDate(2026, 6, 3), 0, utc), utc), u"June 2026"_s);
        QCOMPARE(rangeText(usageRange(UsagePeriod::TwelveMonths, QDate(2026, 6, 3), 0, utc), utc), u"Jul 2025 – Jun 2026"_s);
    }

private:
    static void verifyShape(const UsageRange &range)
    {
        QCOMPARE(range.starts.first(), range.from);
        QVERIFY(range.starts.last() < range.to);
        for (qsizetype i = 1; i < range.starts.size(); ++i)
            QVERIFY(range.starts.at(i - 1) < range.starts.at(i));
    }
};

QTEST_GUILESS_MAIN(TestUsageRange)
#include "tst_usagerange.moc"
