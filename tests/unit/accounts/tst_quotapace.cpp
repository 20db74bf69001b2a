// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/quotapace.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using State = QuotaPace::State;

namespace {

const QDateTime Now(QDate(2026, 11, 26), QTime(12, 0), Qt::UTC);
constexpr int Minute = 60;
constexpr int Hour = 60 * Minute;
constexpr int Day = 24 * Hour;

QuotaWindow window(const QString &name, double used, const QDateTime &reset, int seenAgo = 10)
{
    QuotaWindow window;
    window.name = name;
    window.utilization = used;
    window.resetsAt = reset;
    window.seenAt = Now.addSecs(-seenAgo);
    return window;
}

QuotaWindow window(const QString &name, double used, int resetsIn, int seenAgo = 10)
{
    return window(name, used, Now.addSecs(resetsIn), seenAgo);
}

} // namespace

class TestQuotaPace final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsLengthsByName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("five hours") << u"5h"_s << qint64(5 * Hour);
        QTest::newRow("a week") << u"7d"_s << qint64(7 * Day);
        QTest::newRow("a family's week") << u"7d_opus"_s << qint64(7 * Day);
        QTest::newRow("a week with overage") << u"7d_oi"_s << qint64(7 * Day);
        QTest::newRow("weeks") << u"2w"_s << qint64(14 * Day);
        QTest::newRow("minutes") << u"30m"_s << qint64(30 * Minute);
        for (const QString &name : {u"requests"_s, u"input-tokens"_s, u""_s, u"h"_s, u"5"_s, u"_5h"_s, u"-5h"_s, u"5y"_s, u"5 h"_s,
                                    u"5h7d"_s, u"٥h"_s, u"99999d"_s, u"99999999999h"_s})
            QTest::newRow(qUtf8Printable(u"no length: "_s + name)) << name << qint64(0);
    }
    void knowsLengthsByName()
    {
        QFETCH(const QString, name);
        QFETCH(const qint64, seconds);
        QCOMPARE(quotaLength(name).count(), seconds);
    }

    void saysWhatIsKnown_data()
    {
        QTest::addColumn<QuotaWindow>("quota");
        QTest::addColumn<State>("state");
        QTest::addColumn<double>("passed");
        QTest::addColumn<bool>("ahead");
        const auto row = [](const char *tag, const QuotaWindow &quota, State state, double passed, bool ahead) {
            QTest::newRow(tag) << quota << state << passed << ahead;
        };
        row("behind the clock", window(u"5h"_s, 0.3, 2 * Hour), State::Lasts, 0.6, false);
        row("with the clock", window(u"5h"_s, 0.6, 2 * Hour), State::Lasts, 0.6, false);
        row("ahead of the clock", window(u"5h"_s, 0.7, 2 * Hour), State::EndsEarly, 0.6, true);
        row("ahead by seconds only", window(u"5h"_s, 0.6001, 2 * Hour), State::Lasts, 0.6, true);
        row("nothing used", window(u"5h"_s, 0, 2 * Hour), State::Lasts, 0.6, false);
        row("a family's week", window(u"7d_opus"_s, 0.9, 84 * Hour), State::EndsEarly, 0.5, true);
        row("used up", window(u"5h"_s, 1, 2 * Hour), State::UsedUp, 0.6, true);
        row("more than used up", window(u"5h"_s, 1.2, 2 * Hour), State::UsedUp, 0.6, true);
        row("minutes are too early", window(u"5h"_s, 0.2, 5 * Hour - 10 * Minute), State::TooEarly, 1.0 / 30, true);
        row("a night of a week is too early", window(u"7d"_s, 0.01, 7 * Day - 8 * Hour), State::TooEarly, 8.0 / 168, false);
        row("the first twentieth is over", window(u"5h"_s, 0.2, 5 * Hour - 15 * Minute), State::EndsEarly, 0.05, true);
        row("just begun", window(u"5h"_s, 0.01, 5 * Hour), State::TooEarly, 0, true);
        row("begun in a moment, by another clock", window(u"5h"_s, 0, 5 * Hour + 30), State::TooEarly, 0, false);
        row("used up at once", window(u"5h"_s, 1, 5 * Hour - Minute), State::UsedUp, 1.0 / 300, true);
        row("old", window(u"5h"_s, 0.7, 2 * Hour, 16 * Minute), State::Stale, 0.6, false);
        row("used up stays so", window(u"5h"_s, 1, 2 * Hour, 2 * Hour), State::UsedUp, 0.6, true);
        row("almost old", window(u"5h"_s, 0.7, 2 * Hour, 15 * Minute), State::EndsEarly, 0.6, true);
        row("clock set back by an hour", window(u"5h"_s, 0.7, 2 * Hour, -Hour), State::Stale, 0.6, false);
        row("clock set back by a day", window(u"5h"_s, 0.7, 26 * Hour, -Day), State::Stale, -1, false);
        row("clock a little behind", window(u"5h"_s, 0.7, 2 * Hour, -30), State::EndsEarly, 0.6, true);
        row("reset farther than the window is long", window(u"5h"_s, 0.7, 7 * Hour), State::Unknown, -1, false);
        row("reset passed", window(u"5h"_s, 0.7, -1), State::Renewed, -1, false);
        row("reset passed, was used up", window(u"5h"_s, 1, -1), State::Renewed, -1, false);
        row("reset now", window(u"5h"_s, 0.7, 0), State::Renewed, -1, false);
        row("no reset", window(u"5h"_s, 0.7, QDateTime()), State::NoReset, -1, false);
        row("no reset, used up", window(u"5h"_s, 1, QDateTime()), State::UsedUp, -1, false);
        row("no reset, used up long ago", window(u"5h"_s, 1, QDateTime(), Day), State::Stale, -1, false);
        row("not said how much", window(u"5h"_s, -1, 2 * Hour), State::Unknown, 0.6, false);
        row("no such length", window(u"credits"_s, 0.7, 2 * Hour), State::Unknown, -1, false);
        row("requests per minute", window(u"requests"_s, 0.7, 30), State::Rate, -1, false);
        row("tokens per minute, gone", window(u"output-tokens"_s, 1, 30), State::Rate, -1, false);
        row("minutes", window(u"1m"_s, 0.7, 30), State::Rate, -1, false);
        row("credit, of long ago", window(CreditQuota.toString(), -1, QDateTime(), Day), State::Unknown, -1, false);
        QuotaWindow rejected = window(u"7d_opus"_s, -1, 84 * Hour);
        rejected.status = u"rejected"_s;
        row("rejected", rejected, State::UsedUp, 0.5, false);
        QuotaWindow counted = window(u"5h"_s, -1, 2 * Hour);
        counted.limit = 200;
        counted.remaining = 20;
        row("counted", counted, State::EndsEarly, 0.6, true);
        QuotaWindow unseen = window(u"5h"_s, 0.7, 2 * Hour);
        unseen.seenAt = {};
        row("nobody knows when it was seen", unseen, State::Stale, 0.6, false);
    }
    void saysWhatIsKnown()
    {
        QFETCH(const QuotaWindow, quota);
        QFETCH(const State, state);
        QFETCH(const double, passed);
        QFETCH(const bool, ahead);
        const QuotaPace pace = quotaPace(quota, Now);
        QCOMPARE(pace.state, state);
        QVERIFY2(std::abs(pace.passed - passed) < 1e-9, qPrintable(QString::number(pace.passed)));
        QCOMPARE(pace.ahead, ahead);
        QCOMPARE(pace.usedUpAt.isValid(), state == State::EndsEarly);
    }

    void projectsWhenItIsUsedUp_data()
    {
        QTest::addColumn<QuotaWindow>("quota");
        QTest::addColumn<QDateTime>("usedUpAt");
        // 3 of 5 hours have passed
        QTest::newRow("three quarters") << window(u"5h"_s, 0.75, 2 * Hour) << Now.addSecs(Hour);
        QTest::newRow("nearly gone") << window(u"5h"_s, 0.9, 2 * Hour) << Now.addSecs(20 * Minute);
        QTest::newRow("any moment now") << window(u"5h"_s, 0.99999, 2 * Hour, 14 * Minute) << Now;
        // half of 7 days
        QTest::newRow("a week") << window(u"7d"_s, 0.7, 84 * Hour) << Now.addSecs(36 * Hour);
        QTest::newRow("a family's") << window(u"7d_sonnet"_s, 0.56, 84 * Hour) << Now.addSecs(66 * Hour);
    }
    void projectsWhenItIsUsedUp()
    {
        QFETCH(const QuotaWindow, quota);
        QFETCH(const QDateTime, usedUpAt);
        const QuotaPace pace = quotaPace(quota, Now);
        QCOMPARE(pace.state, State::EndsEarly);
        QCOMPARE(pace.usedUpAt.timeSpec(), Qt::UTC);
        QVERIFY2(std::abs(pace.usedUpAt.secsTo(usedUpAt)) <= 1, qPrintable(pace.usedUpAt.toString(Qt::ISODate)));
        QVERIFY(pace.usedUpAt >= Now);
    }

    // A window lasts its hours, whatever the clock on the wall does meanwhile.
    void aChangeOfTheClocksChangesNothing_data()
    {
        QTest::addColumn<QDate>("sunday");
        QTest::newRow("hour left out") << QDate(2026, 3, 29);
        QTest::newRow("hour twice") << QDate(2026, 10, 25);
    }
    void aChangeOfTheClocksChangesNothing()
    {
        QFETCH(const QDate, sunday);
        const QTimeZone berlin("Europe/Berlin");
        if (!berlin.isValid())
            QSKIP("this system has no zone data");
        const QDateTime start = QDateTime(sunday, QTime(0, 30), berlin); // the clocks change within the five hours after
        const QDateTime now = start.addSecs(3 * Hour);
        QuotaWindow quota = window(u"5h"_s, 0.75, start.addSecs(5 * Hour));
        quota.seenAt = now.addSecs(-5);
        for (const QDateTime &moment : {now, now.toUTC()}) {
            const QuotaPace pace = quotaPace(quota, moment);
            QVERIFY(std::abs(pace.passed - 0.6) < 1e-9);
            QCOMPARE(pace.usedUpAt, start.addSecs(4 * Hour).toUTC());
        }
    }

    // Of a fresh value: used more -> never later; and what is said of the clock fits the moment.
    void usingMoreNeverLastsLonger()
    {
        QRandomGenerator random(26);
        for (int i = 0; i < 2000; ++i) {
            const int left = random.bounded(1, 5 * Hour);
            const double less = random.bounded(1.2);
            const double more = less + random.bounded(0.5);
            const QuotaPace slow = quotaPace(window(u"5h"_s, less, left), Now);
            const QuotaPace fast = quotaPace(window(u"5h"_s, more, left), Now);
            QVERIFY(slow.state != State::EndsEarly || fast.state == State::EndsEarly || fast.state == State::UsedUp);
            QVERIFY(slow.state != State::UsedUp || fast.state == State::UsedUp);
            if (fast.state != State::EndsEarly)
                continue;
            QVERIFY(fast.ahead);
            QVERIFY(fast.usedUpAt >= Now);
            QVERIFY(fast.usedUpAt <= Now.addSecs(left - Minute));
            QVERIFY(slow.state != State::EndsEarly || fast.usedUpAt <= slow.usedUpAt);
        }
    }

    void findsTheTightestWindow_data()
    {
        QTest::addColumn<QList<QuotaWindow>>("quotas");
        QTest::addColumn<QString>("name");
        using Quotas = QList<QuotaWindow>;
        QTest::newRow("none") << Quotas{} << QString();
        QTest::newRow("most used") << Quotas{window(u"5h"_s, 0.4, Hour), window(u"7d"_s, 0.8, Day)} << u"7d"_s;
        QTest::newRow("a family's") << Quotas{window(u"5h"_s, 0.4, Hour), window(u"7d_opus"_s, 1, Day)} << u"7d_opus"_s;
        QTest::newRow("the longer one") << Quotas{window(u"7d"_s, 1, Day), window(u"5h"_s, 1, Hour)} << u"7d"_s;
        QTest::newRow("not the renewed one") << Quotas{window(u"5h"_s, 0.9, -1), window(u"7d"_s, 0.2, Day)} << u"7d"_s;
        QTest::newRow("all renewed") << Quotas{window(u"5h"_s, 0.9, -1)} << QString();
        QTest::newRow("not said") << Quotas{window(u"5h"_s, -1, Hour)} << QString();
        QTest::newRow("stale is better than nothing") << Quotas{window(u"5h"_s, 0.9, Hour, 2 * Hour)} << u"5h"_s;
        QTest::newRow("a window before a rate") << Quotas{window(u"requests"_s, 0.9, 30), window(u"5h"_s, 0.1, Hour)} << u"5h"_s;
        QTest::newRow("rates alone") << Quotas{window(u"requests"_s, 0.1, 30), window(u"tokens"_s, 0.2, 30)} << u"tokens"_s;
        QTest::newRow("an old rate says nothing") << Quotas{window(u"tokens"_s, 0.2, QDateTime(), Hour)} << QString();
    }
    void findsTheTightestWindow()
    {
        QFETCH(const QList<QuotaWindow>, quotas);
        QFETCH(const QString, name);
        const QuotaWindow *found = tightestWindow(quotas, Now);
        QCOMPARE(found ? found->name : QString(), name);
    }
};

QTEST_GUILESS_MAIN(TestQuotaPace)
#include "tst_quotapace.moc"
