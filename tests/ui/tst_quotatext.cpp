// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/quotatext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/meterbar.h"
#include "ui/widgets/minutetick.h"

#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace homeport;

namespace {

const QDateTime Now(QDate(2026, 11, 26), QTime(12, 0), Qt::UTC); // a Thursday
constexpr int Hour = 3600;

QuotaWindow window(const QString &name, double used, const QDateTime &reset, int seenAgo = 10)
{
    return {name, {}, used, -1, -1, reset, u"anthropic-ratelimit-unified-"_s + name, Now.addSecs(-seenAgo)};
}

QDateTime in(double hours)
{
    return Now.addMSecs(static_cast<qint64>(hours * Hour * 1000));
}

} // namespace

class TestQuotaText final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theCountdownCountsMinutes_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        constexpr qint64 minute = 60'000;
        QTest::newRow("hours") << 130 * minute << u"resets in 2 h 10 min"_s;
        QTest::newRow("a minute that has begun counts") << 129 * minute + 1 << u"resets in 2 h 10 min"_s;
        QTest::newRow("whole hours") << 120 * minute << u"resets in 2 h"_s;
        QTest::newRow("minutes") << 59 * minute << u"resets in 59 min"_s;
        QTest::newRow("the last one is not zero") << qint64(1) << u"resets in 1 min"_s;
        QTest::newRow("days") << 76 * 60 * minute << u"resets in 3 d 4 h"_s;
        QTest::newRow("over") << -50 * minute << u"reset 50 min ago"_s;
    }
    void theCountdownCountsMinutes()
    {
        QFETCH(const qint64, ms);
        QFETCH(const QString, text);
        QCOMPARE(quotaMeter(window(u"7d"_s, 0.4, Now.addMSecs(ms)), Now).note, text);
    }

    void thePaceIsToldInWords_data()
    {
        QTest::addColumn<QuotaWindow>("quota");
        QTest::addColumn<QString>("text");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("today") << window(u"5h"_s, 0.75, in(2)) << u"At this pace used up 13:00, 1 h before the reset"_s << Tone::Warning;
        QTest::newRow("another day") << window(u"7d"_s, 0.7, in(84)) << u"At this pace used up Sat 00:00, 2 d before the reset"_s
                                     << Tone::Warning;
        QTest::newRow("any moment") << window(u"5h"_s, 0.999, in(2)) << u"At this pace used up any moment, 1 h 59 min before the reset"_s
                                    << Tone::Warning;
        QTest::newRow("lasts") << window(u"5h"_s, 0.3, in(2)) << u"At this pace it lasts until the reset"_s << Tone::Neutral;
        QTest::newRow("used up") << window(u"7d_opus"_s, 1, in(30)) << u"Used up until Fri 18:00"_s << Tone::Bad;
        QTest::newRow("early") << window(u"5h"_s, 0.3, in(4.9)) << u"Too early to tell the pace: 2 % of the window has passed"_s
                               << Tone::Neutral;
        QTest::newRow("old") << window(u"5h"_s, 0.75, in(2), Hour) << u"Too long ago to tell the pace"_s << Tone::Neutral;
        QTest::newRow("no reset") << window(u"5h"_s, 0.75, {}) << u"When it resets was not said"_s << Tone::Neutral;
        QTest::newRow("renewed") << window(u"5h"_s, 0.75, in(-1)) << u"How much of the new window is used was not said yet"_s
                                 << Tone::Neutral;
        QTest::newRow("a rate") << window(u"requests"_s, 0.75, in(0.01)) << QString() << Tone::Neutral;
    }
    void thePaceIsToldInWords()
    {
        QFETCH(const QuotaWindow, quota);
        const MeterValue value = quotaMeter(quota, Now);
        QTEST(value.pace, "text");
        QTEST(value.paceTone, "tone");
    }

    void theMarkIsWhereTheClockIs()
    {
        QCOMPARE(quotaMeter(window(u"5h"_s, 0.2, in(2)), Now).mark, 0.6);
        QVERIFY(quotaMeter(window(u"5h"_s, 0.2, in(2)), Now).hint.contains(u"60 % of the window has passed"_s));
        QVERIFY(quotaMeter(window(u"5h"_s, 0.2, in(-1)), Now).mark < 0);
        QVERIFY(quotaMeter(window(u"requests"_s, 0.2, in(0.01)), Now).mark < 0);
    }

    void creditIsWhatIsLeft()
    {
        QuotaWindow credit{u"credits"_s, {}, -1, -1, 12'400, {}, u"x-credits"_s, Now};
        const MeterValue value = quotaMeter(credit, Now);
        QCOMPARE(value.caption, u"Credits"_s);
        QCOMPARE(value.numbers, u"12.4k left"_s);
        QVERIFY(!value.whole);
        QVERIFY(value.pace.isEmpty());
        credit.limit = 20'000;
        QVERIFY(quotaMeter(credit, Now).whole);
        QCOMPARE(quotaMeter(credit, Now).numbers, u"7,600 of 20.0k used"_s);
    }

    void moneyIsInDollars()
    {
        QuotaWindow credit{CreditQuota.toString(), {}, -1, -1, 12'340'000'000, {}, u"OpenRouter's /api/v1/key"_s, Now};
        QCOMPARE(quotaMeter(credit, Now).caption, u"Credit"_s);
        QCOMPARE(quotaMeter(credit, Now).numbers, u"$12.34 left"_s);
        QCOMPARE(quotaMeter(credit, Now).origin, u"just now · OpenRouter's /api/v1/key"_s);
        QVERIFY(!quotaMeter(credit, Now).whole && !quotaMeter(credit, Now).stale);
        credit.remaining = 0;
        QCOMPARE(quotaMeter(credit, Now).tone, Tone::Bad);
        credit.remaining = -1;
        credit.status = u"unlimited"_s;
        credit.seenAt = Now.addDays(-1);
        QCOMPARE(quotaMeter(credit, Now).numbers, u"no limit"_s);
        QVERIFY(!quotaMeter(credit, Now).whole && quotaMeter(credit, Now).stale);
        QVERIFY(quotaMeter(credit, Now).pace.isEmpty());
    }

    void anAgeIsNeverNegative()
    {
        QVERIFY(quotaMeter(window(u"5h"_s, 0.2, in(2), -30), Now).origin.startsWith(u"just now"));
        const MeterValue setBack = quotaMeter(window(u"5h"_s, 0.2, in(2), -2 * Hour), Now);
        QVERIFY2(setBack.origin.startsWith(u"14:00 "), qPrintable(setBack.origin));
        QVERIFY(setBack.stale);
    }

    void aMeterInShortSaysUntilWhen()
    {
        QCOMPARE(shortQuotaMeter(window(u"5h"_s, 0.75, in(2)), Now).note, u"at this pace used up 13:00"_s);
        QCOMPARE(shortQuotaMeter(window(u"5h"_s, 0.3, in(2)), Now).note, u"resets in 2 h"_s);
        QuotaWindow counted = window(u"requests"_s, -1, in(0.01));
        counted.limit = 4000;
        counted.remaining = 3000;
        QCOMPARE(shortQuotaMeter(counted, Now).numbers, u"25 % used"_s);
        QCOMPARE(quotaMeter(counted, Now).numbers, u"1,000 of 4,000 used"_s);
    }

    void daysAreNamedWithinAWeek_data()
    {
        QTest::addColumn<QDateTime>("moment");
        QTest::addColumn<QString>("text");
        QTest::newRow("today") << in(3.5) << u"15:30"_s;
        QTest::newRow("tomorrow, in less than a day") << in(13) << u"Fri 01:00"_s;
        QTest::newRow("six days") << in(144) << u"Wed 12:00"_s;
        QTest::newRow("the same day of next week") << in(168) << formatDateTime(in(168));
        QTest::newRow("yesterday") << in(-24) << u"Wed 12:00"_s;
        QTest::newRow("none") << QDateTime() << QString();
    }
    void daysAreNamedWithinAWeek()
    {
        QFETCH(const QDateTime, moment);
        QTEST(formatNearMoment(moment, Now), "text");
    }

    void spansHaveTwoUnits()
    {
        QCOMPARE(formatLongSpan(-5s), u"0 min"_s);
        QCOMPARE(formatLongSpan(3599s), u"59 min"_s);
        QCOMPARE(formatLongSpan(3600s), u"1 h"_s);
        QCOMPARE(formatLongSpan(2h + 10min + 59s), u"2 h 10 min"_s);
        QCOMPARE(formatLongSpan(24h), u"1 d"_s);
        QCOMPARE(formatLongSpan(76h + 59min), u"3 d 4 h"_s);
    }

    void theMarkIsPaintedOverTheBar()
    {
        MeterBar bar(m_theme);
        bar.resize(200, bar.height());
        bar.setParts(0.5, 0, Tone::Info);
        const auto markAt = [this](const QImage &image) { // in the top row only the mark is
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, 0) == m_theme.colors().text)
                    return x;
            }
            return -1;
        };
        QCOMPARE(markAt(bar.grab().toImage()), -1);
        for (const auto &[place, x] : {std::pair{0.0, 0}, std::pair{0.25, 49}, std::pair{0.75, 149}, std::pair{1.0, 198}}) {
            bar.setMark(place);
            QCOMPARE(markAt(bar.grab().toImage()), x);
        }
        bar.setLayoutDirection(Qt::RightToLeft);
        bar.setMark(0.25);
        QCOMPARE(markAt(bar.grab().toImage()), 149);
    }

    void minutesTickOnlyWhileShown()
    {
        QWidget window;
        auto *inner = new QWidget(&window);
        MinuteTick tick(inner);
        QSignalSpy ticks(&tick, &MinuteTick::ticked);
        QVERIFY(!tick.isRunning());
        window.show();
        QTRY_COMPARE(ticks.size(), 1); // what was written before is old
        QVERIFY(tick.isRunning());
        inner->hide();
        QVERIFY(!tick.isRunning());
        inner->show();
        QCOMPARE(ticks.size(), 2);
        window.hide();
        QVERIFY(!tick.isRunning());
    }
};

QTEST_MAIN(TestQuotaText)
#include "tst_quotatext.moc"
