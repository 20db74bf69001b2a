// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/accounthours.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/rowfigures.h"
#include "ui/theme/theme.h"
#include "ui/widgets/compactmeter.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/sparkline.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace homeport;
using namespace homeport::test;

namespace {

const QDateTime Now(QDate(2026, 6, 3), QTime(10, 30), Qt::UTC);

UsageSlice slice(const QDateTime &start, const QString &name, qint64 input)
{
    UsageTotals totals;
    totals.requests = 1;
    totals.input = input;
    return {start, name, totals};
}

} // namespace

// Quotas and usage beside the accounts of the list.
class TestAccountFigures final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<AccountsPage> m_page;

    template <typename T>
    T *figure(qint64 account, const QString &name)
    {
        return m_page->findChild<QWidget *>(u"account%1"_s.arg(account))->findChild<T *>(name);
    }
    void open(const QSize &size)
    {
        m_page = std::make_unique<AccountsPage>(m_world->services(), m_theme);
        m_page->resize(size);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(m_page->findChild<QWidget *>(u"account2"_s));
    }
    static QuotaWindow window(const QString &name, double used, int seconds)
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        return {name, {}, used, -1, -1, now.addSecs(seconds), u"x"_s, now};
    }
    void useTokens()
    {
        const QDateTime hour = usageHours(24, QDateTime::currentDateTimeUtc(), QTimeZone::systemTimeZone()).starts.at(20);
        m_world->usage.givenReport = UsageReport{{slice(hour, u"Work"_s, 1500)}, {}};
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s)});
        m_world->usage.sample = FakeUsage::Sample::Nothing;
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void oneQuestionIsForAllAccounts()
    {
        useTokens();
        open({1100, 600});
        QCOMPARE(m_world->usage.asked.size(), 1);
        const UsageQuestion asked = m_world->usage.asked.constFirst();
        QCOMPARE(asked.by, std::optional(UsageDimension::Account));
        QCOMPARE(asked.step, std::optional(UsageStep::Hour));
        QVERIFY(asked.where.empty());
        QCOMPARE(asked.from.secsTo(asked.to), 24 * 3600);
        QTRY_COMPARE(figure<ElidedLabel>(1, u"tokensOfDay"_s)->text(), u"1,500 tokens in 24 h"_s);
        QCOMPARE(figure<ElidedLabel>(2, u"tokensOfDay"_s)->text(), u"nothing in 24 h"_s);
        QCOMPARE(figure<QWidget>(2, u"sparkline"_s)->accessibleName(), u"No tokens in the last 24 hours"_s);
        QVERIFY(figure<QWidget>(1, u"sparkline"_s)->accessibleName().contains(u"1,500 in all"_s));
    }

    void theTightestWindowStandsInTheRow()
    {
        open({1100, 600});
        QTRY_VERIFY(figure<CompactMeter>(1, u"tightestQuota"_s));
        QVERIFY(figure<CompactMeter>(1, u"tightestQuota"_s)->isHidden());
        m_world->routing.setLimits(1, {{}, {window(u"5h"_s, 0.3, 7200), window(u"7d_opus"_s, 0.9, 86'400 * 5)}});
        auto *meter = figure<CompactMeter>(1, u"tightestQuota"_s);
        QVERIFY(meter->isVisible());
        QVERIFY2(meter->accessibleName().startsWith(u"7 days, opus: 90 % used, at this pace used up "_s),
                 qPrintable(meter->accessibleName()));
        QVERIFY(m_page->findChild<QWidget *>(u"account1"_s)->accessibleDescription().startsWith(meter->accessibleName()));
        QVERIFY(figure<CompactMeter>(2, u"tightestQuota"_s)->isHidden());
        m_world->routing.setLimits(1, {{}, {window(u"5h"_s, 0.3, -1)}}); // reset: nothing is known
        QVERIFY(meter->isHidden());
    }

    // Where there is no room beside the words they go below, and only with something to tell.
    void aNarrowListShowsThemBelowTheWords()
    {
        useTokens();
        open({700, 600});
        QTRY_VERIFY(figure<RowFigures>(1, u"figures"_s));
        QVERIFY(!figure<RowFigures>(2, u"figures"_s));
        auto *name = figure<QWidget>(1, u"name"_s);
        const auto below = [&] { return figure<RowFigures>(1, u"figures"_s)->y() >= name->geometry().bottom(); };
        QTRY_VERIFY(below());
        QTRY_COMPARE(cutOffTexts(m_page.get()).join(u'\n'), QString());
        m_page->resize(1100, 600);
        QTRY_VERIFY(!below());
        QTRY_VERIFY(figure<RowFigures>(2, u"figures"_s)->isVisible());
        m_page->resize(700, 600);
        QTRY_VERIFY(below());
        QVERIFY(!figure<RowFigures>(2, u"figures"_s)->isVisible());
        const auto *row = m_page->findChild<QWidget *>(u"account1"_s);
        QTRY_VERIFY(row->height() >= figure<RowFigures>(1, u"figures"_s)->geometry().bottom());
    }

    void withoutTheirServicesThereAreNone()
    {
        Services services = m_world->services();
        services.routing = nullptr;
        services.usage = nullptr;
        m_page = std::make_unique<AccountsPage>(services, m_theme);
        m_page->resize(1100, 600);
        m_page->show();
        QTRY_VERIFY(m_page->findChild<QWidget *>(u"account2"_s));
        QVERIFY(!m_page->findChild<RowFigures *>());
        QVERIFY(m_world->usage.asked.isEmpty());
    }

    void hoursAreAskedForOnlyWhileSomeoneLooks()
    {
        QWidget viewer;
        QDateTime now = Now;
        AccountHours hours(m_world->usage, &viewer, {[&now] { return now; }, QTimeZone("Europe/Berlin")}, 1ms);
        QSignalSpy changed(&hours, &AccountHours::changed);
        QCOMPARE(m_world->usage.asked.size(), 0);
        QVERIFY(hours.of(u"Work"_s).isEmpty());
        viewer.show();
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(hours.of(u"Work"_s), QList<qint64>(24));
        QCOMPARE(m_world->usage.asked.constLast().to, Now.addSecs(1800));
        m_world->usage.givenReport = UsageReport{{slice(Now.addSecs(-1800), u"Work"_s, 7),
                                                  slice(Now.addSecs(-23 * 3600 - 1800), u"Work"_s, 5),
                                                  slice(Now.addSecs(-24 * 3600 - 1800), u"Work"_s, 3)},
                                                 {}};
        Q_EMIT m_world->usage.changed();
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(hours.of(u"Work"_s).constLast(), 7);
        QCOMPARE(hours.of(u"Work"_s).constFirst(), 5); // what is older than a day is left out
        viewer.hide();
        Q_EMIT m_world->usage.changed();
        now = now.addSecs(3600);
        QCOMPARE(m_world->usage.asked.size(), 2);
        viewer.show();
        QTRY_VERIFY(m_world->usage.asked.size() > 2);
        QCOMPARE(m_world->usage.asked.constLast().to, Now.addSecs(1800 + 3600)); // an hour has begun
    }

    void whatCanNotBeReadLeavesWhatWasKnown()
    {
        QWidget viewer;
        m_world->usage.givenReport = UsageReport{{slice(Now.addSecs(-1800), u"Work"_s, 7)}, {}};
        AccountHours hours(m_world->usage, &viewer, {[] { return Now; }, QTimeZone::utc()}, 1ms);
        viewer.show();
        QTRY_COMPARE(hours.of(u"Work"_s).value(23), 7);
        m_world->usage.failWith = Error{Error::Code::Storage, {}};
        Q_EMIT m_world->usage.changed();
        QTRY_COMPARE(m_world->usage.asked.size(), 2);
        QCOMPARE(hours.of(u"Work"_s).value(23), 7);
        viewer.hide();
        m_world->usage.failWith.reset();
        viewer.show();
        QTRY_COMPARE(m_world->usage.asked.size(), 3); // tried anew, though nothing has changed since
    }

    // A thousand accounts, each with a quota and a sparkline; what that costs is told by bench_window.
    void manyAreFollowed()
    {
        constexpr qint64 count = 1000;
        const QDateTime hour = QDateTime::currentDateTimeUtc().addSecs(-3600);
        QList<Account> accounts;
        UsageReport report;
        for (qint64 id = 1; id <= count; ++id) {
            accounts << sampleAccount(id, u"account %1"_s.arg(id));
            report.slices << slice(hour, accounts.constLast().name, id);
        }
        m_world->usage.givenReport = report;
        const auto setQuotas = [&](double used) {
            for (qint64 id = 1; id <= count; ++id)
                m_world->routing.limits[id].quotas = {window(u"5h"_s, used, 7200)};
            Q_EMIT m_world->routing.limitsChanged();
        };
        setQuotas(0.2);
        m_world->accounts.set(accounts);
        open({1100, 700});
        auto *list = m_page->findChild<QScrollArea *>(u"accountList"_s);
        QTRY_VERIFY(m_page->findChild<QWidget *>(u"account1000"_s));
        QTRY_VERIFY(figure<ElidedLabel>(1000, u"tokensOfDay"_s)->text() == u"1,000 tokens in 24 h");
        setQuotas(0.5);
        QVERIFY(figure<CompactMeter>(1, u"tightestQuota"_s)->accessibleName().startsWith(u"5 hours: 50 % used"_s));
        m_page->resize(700, 500); // below the words now
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum());
        QTRY_VERIFY(!figure<RowFigures>(1000, u"figures"_s)->visibleRegion().isEmpty());
        m_page->resize(1100, 700);
        QTRY_COMPARE(figure<RowFigures>(1000, u"figures"_s)->contentsMargins().left(), 16);
        QTRY_VERIFY2(m_page->findChildren<RowFigures *>().size() < 100, "figures far away are let go");
    }

    void theBusiestHourIsNamed()
    {
        QList<qint64> hours(24);
        QCOMPARE(hoursText(hours, Now), u"No tokens in the last 24 hours"_s);
        hours[21] = 1'200'000;
        hours[3] = 10;
        QCOMPARE(hoursText(hours, Now), u"Tokens per hour in the last 24 hours: 1.2M in all, most between 08:00 and 09:00 (1.2M)"_s);
        hours[0] = 1'300'000;
        QVERIFY(hoursText(hours, Now).contains(u"most between 11:00 and 12:00"_s)); // of yesterday
    }

    void barsStandOnTheirLine_data()
    {
        QTest::addColumn<QList<qint64>>("values");
        QTest::addColumn<QList<QRect>>("bars");
        // 25 pixels high, of which the lowest is the line; 23 wide, three bars of 7 with a gap of 1
        QTest::newRow("none") << QList<qint64>{0, 0, 0} << QList<QRect>{{}, {}, {}};
        QTest::newRow("one") << QList<qint64>{0, 5, 0} << QList<QRect>{{}, {8, 0, 7, 24}, {}};
        QTest::newRow("by height") << QList<qint64>{12, 24, 6} << QList<QRect>{{0, 12, 7, 12}, {8, 0, 7, 24}, {16, 18, 7, 6}};
        QTest::newRow("little is not nothing") << QList<qint64>{1, 1'000'000'000'000, 0} << QList<QRect>{{0, 22, 7, 2}, {8, 0, 7, 24}, {}};
        QTest::newRow("negative") << QList<qint64>{-5, 5, 0} << QList<QRect>{{}, {8, 0, 7, 24}, {}};
    }
    void barsStandOnTheirLine()
    {
        QFETCH(const QList<qint64>, values);
        QFETCH(const QList<QRect>, bars);
        Sparkline line(m_theme);
        line.resize(23, 25);
        line.setValues(values, u"words"_s);
        QCOMPARE(line.accessibleName(), u"words"_s);
        QCOMPARE(line.toolTip(), u"words"_s);
        QList<QRect> found;
        for (qsizetype i = 0; i < values.size(); ++i)
            found << line.barRect(i);
        QCOMPARE(found, bars);
        const QImage image = line.grab().toImage();
        for (int x = 0; x < image.width(); ++x) {
            const bool inBar = std::any_of(bars.cbegin(), bars.cend(), [x](const QRect &bar) { return bar.contains(x, 23); });
            QCOMPARE(image.pixelColor(x, 23) == m_theme.colors().accent, inBar);
            QCOMPARE(image.pixelColor(x, 24), m_theme.colors().outline);
        }
    }

    void noValuesAreNoProblem()
    {
        Sparkline line(m_theme);
        line.resize(20, 20);
        line.setValues({}, {});
        QVERIFY(!line.grab().isNull());
        line.resize(3, 20); // less than a pixel for each
        line.setValues(QList<qint64>(24, 1), {});
        QVERIFY(!line.grab().isNull());
    }
};

QTEST_MAIN(TestAccountFigures)
#include "tst_accountfigures.moc"
