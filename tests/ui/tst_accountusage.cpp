// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/accountusage.h"
#include "ui/theme/theme.h"
#include "ui/usage/chartview.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>
#include <QtTest/qtestspontaneevent.h>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

} // namespace

// The usage of one account in its detail.
class TestAccountUsage final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    FakeUsage m_usage;
    QDateTime m_now;
    std::unique_ptr<AccountUsage> m_card;

    QString text(const QString &name) { return m_card->findChild<QLabel *>(name)->text(); }
    bool showsNumbers() { return m_card->findChild<QWidget *>(u"accountUsageNumbers"_s)->isVisible(); }
    QString message()
    {
        const auto *label = m_card->findChild<QLabel *>(u"accountUsageMessage"_s);
        return label->isVisible() ? label->text() : QString();
    }
    static UsageSlice slice(const QString &start, qint64 seed) { return {utc(start), {}, sampleTotals(seed)}; }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_usage.asked.clear();
        m_usage.givenReport.reset();
        m_usage.failWith.reset();
        m_usage.hold = false;
        m_now = utc(u"2026-06-03T10:30:00Z"_s);
        m_card = std::make_unique<AccountUsage>(m_usage, m_theme, nullptr,
                                                UsageClock{[this] { return m_now; }, QTimeZone("Europe/Berlin")});
        m_card->resize(800, 500);
    }
    void cleanup() { m_card.reset(); }

    void oneQuestionIsForEverything()
    {
        m_card->setAccount(u"Work"_s);
        QVERIFY(m_usage.asked.isEmpty()); // nobody looks
        m_card->show();
        QCOMPARE(m_usage.asked.size(), 1);
        const UsageQuestion asked = m_usage.asked.constFirst();
        QCOMPARE(asked.from, utc(u"2026-05-04T22:00:00Z"_s)); // thirty days with today
        QCOMPARE(asked.to, utc(u"2026-06-03T22:00:00Z"_s));
        QCOMPARE(asked.step, std::optional(UsageStep::Day));
        QVERIFY(!asked.by);
        QCOMPARE(asked.where, (std::map<UsageDimension, QString>{{UsageDimension::Account, u"Work"_s}}));
        QTRY_VERIFY(showsNumbers());
    }

    void aLongMonthIsAskedForAsAWhole()
    {
        m_now = utc(u"2026-05-31T10:30:00Z"_s);
        m_card->setAccount(u"Work"_s);
        m_card->show();
        QCOMPARE(m_usage.asked.constFirst().from, utc(u"2026-04-30T22:00:00Z"_s)); // the 1st, thirty days before today
    }

    void sumsAreOfTheDayAndOfTheMonth()
    {
        m_usage.givenReport = UsageReport{
            {slice(u"2026-05-30T22:00:00Z"_s, 100), slice(u"2026-05-31T22:00:00Z"_s, 10), slice(u"2026-06-02T22:00:00Z"_s, 32)}, {}};
        m_card->setAccount(u"Work"_s);
        m_card->show();
        QTRY_VERIFY(showsNumbers());
        QCOMPARE(text(u"usageTodayRequests"_s), u"32"_s);
        QCOMPARE(text(u"usageTodayFailed"_s), u"2"_s);
        QCOMPARE(text(u"usageTodayCost"_s), u"$1.32"_s);
        QCOMPARE(text(u"usageTodayTokens"_s), u"318k"_s);
        QCOMPARE(text(u"usageMonthRequests"_s), u"42"_s); // not the last day of May
        QCOMPARE(text(u"usageMonthCost"_s), u"$1.73"_s);
        QVERIFY(m_card->findChild<ChartView *>()->isVisible());
    }

    void failuresAloneHaveNoChart()
    {
        UsageTotals failed;
        failed.requests = failed.failed = 3;
        m_usage.givenReport = UsageReport{{UsageSlice{utc(u"2026-06-02T22:00:00Z"_s), {}, failed}}, {}};
        m_card->setAccount(u"Work"_s);
        m_card->show();
        QTRY_VERIFY(showsNumbers());
        QCOMPARE(text(u"usageTodayFailed"_s), u"3"_s);
        QVERIFY(!m_card->findChild<ChartView *>()->isVisible());
    }

    void nothingUsedIsSaid()
    {
        m_usage.givenReport = UsageReport{};
        m_card->setAccount(u"Work"_s);
        m_card->show();
        QTRY_COMPARE(message(), u"Nothing was used in the last 30 days."_s);
        QVERIFY(!showsNumbers());
    }

    void aFailureIsSaidAndTriedAgain()
    {
        m_usage.failWith = Error{Error::Code::Storage, u"disk image is malformed"_s};
        m_card->setAccount(u"Work"_s);
        m_card->show();
        QTRY_VERIFY2(message().contains(u"disk image is malformed"), qPrintable(message()));
        auto *retry = m_card->findChild<QPushButton *>(u"retryAccountUsage"_s);
        QVERIFY(retry->isVisible());
        m_usage.failWith.reset();
        retry->click();
        QTRY_VERIFY(showsNumbers());
        QVERIFY(!retry->isVisible());
        QCOMPARE(message(), QString());
    }

    // Numbers of one account never stand below the name of another.
    void anotherAccountIsAskedForAnew()
    {
        m_card->setAccount(u"Work"_s);
        m_card->show();
        QTRY_VERIFY(showsNumbers());
        m_usage.hold = true;
        m_card->setAccount(u"Home"_s);
        QVERIFY(!showsNumbers());
        QCOMPARE(m_usage.asked.constLast().where.at(UsageDimension::Account), u"Home"_s);
        QTRY_COMPARE(message(), u"Loading…"_s);
        m_usage.answer(0, UsageReport{{slice(u"2026-06-02T22:00:00Z"_s, 3)}, {}});
        QTRY_VERIFY(showsNumbers());
        QCOMPARE(text(u"usageTodayRequests"_s), u"3"_s);
    }

    void aNewDayIsNoticed()
    {
        m_card->setAccount(u"Work"_s);
        m_card->show();
        QTRY_VERIFY(showsNumbers());
        m_now = m_now.addDays(1);
        m_card->hide();
        m_card->show(); // as the minute that begins does
        QTRY_COMPARE(m_usage.asked.constLast().to, utc(u"2026-06-04T22:00:00Z"_s));
    }

    void thePageScrollsOverTheChart()
    {
        World world;
        world.accounts.providers = sampleProviders();
        world.accounts.set({sampleAccount(1, u"Work"_s)});
        AccountsPage page(world.services(), m_theme);
        page.resize(680, 480);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.openDetail(1);
        auto *chart = page.findChild<ChartView *>();
        QTRY_VERIFY(chart->isVisible());
        QScrollBar *bar = nullptr;
        for (QWidget *up = chart->parentWidget(); up && !bar; up = up->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(up))
                bar = area->verticalScrollBar();
        }
        QVERIFY(bar);
        QTRY_VERIFY(bar->maximum() > 0);
        bar->setValue(0);
        const QPointF middle(chart->viewport()->rect().center());
        QWheelEvent wheel(middle, chart->viewport()->mapToGlobal(middle), {}, {0, -240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QSpontaneKeyEvent::setSpontaneous(&wheel); // one that was sent would go no further than the chart
        qApp->notify(chart->viewport(), &wheel);
        QVERIFY(bar->value() > 0);
        QTRY_COMPARE(cutOffTexts(&page).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(&page).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(&page).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestAccountUsage)
#include "tst_accountusage.moc"
