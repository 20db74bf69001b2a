// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/usagebench.h"
#include "ui/usage/usagefilter.h"
#include "ui/usage/usageloader.h"

#include <QLocale>
#include <QMenu>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestUsagePage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<UsageBench>();
        QVERIFY(QTest::qWaitForWindowExposed(m_bench->page.get()));
        QTRY_VERIFY(m_bench->chart()->isVisible());
    }
    void cleanup() { m_bench.reset(); }

    void asksForTheChosenTime()
    {
        QCOMPARE(m_bench->world.usage.asked.size(), 1);
        const UsageQuestion first = m_bench->world.usage.asked.last();
        QCOMPARE(first.from, m_bench->utc(u"2026-05-04T22:00:00Z"_s));
        QCOMPARE(first.to, m_bench->utc(u"2026-06-03T22:00:00Z"_s));
        QCOMPARE(first.step, UsageStep::Day);
        QVERIFY(!first.by);
        QVERIFY(!m_bench->find<QToolButton>(u"later"_s)->isEnabled());
        m_bench->find<QToolButton>(u"earlier"_s)->click();
        QCOMPARE(m_bench->world.usage.asked.last().to, first.from);
        QVERIFY(m_bench->find<QToolButton>(u"later"_s)->isEnabled());
        m_bench->choose(u"period"_s, 0);
        QCOMPARE(m_bench->world.usage.asked.last().from, m_bench->utc(u"2026-06-02T22:00:00Z"_s));
        QCOMPARE(m_bench->world.usage.asked.last().step, UsageStep::Hour);
        QCOMPARE(m_bench->find<QLabel>(u"range"_s)->text(), u"Wed 3 Jun 2026"_s);
        m_bench->choose(u"by"_s, 2);
        QCOMPARE(m_bench->world.usage.asked.last().by, UsageDimension::Model);
    }

    void shapesOfTheSameAnswerAreNotAskedForAgain()
    {
        m_bench->choose(u"by"_s, 1);
        QTRY_COMPARE(m_bench->bars().constFirst()->label(), u"Work"_s);
        const auto asked = m_bench->world.usage.asked.size();
        m_bench->choose(u"measure"_s, 1);
        m_bench->find<QToolButton>(u"view1"_s)->click();
        m_bench->find<QToolButton>(u"view0"_s)->click();
        QCOMPARE(m_bench->world.usage.asked.size(), asked);
    }

    void sumsAndWhatIsNotInThem()
    {
        UsageReport report;
        report.total = sampleTotals(1000);
        m_bench->give(report);
        QTRY_COMPARE(m_bench->find<QLabel>(u"sumCost"_s)->text(), u"$41.23"_s);
        QCOMPARE(m_bench->find<QLabel>(u"sumTokens"_s)->text(), u"9.9M"_s);
        QCOMPARE(m_bench->find<QLabel>(u"sumFailed"_s)->text(), u"62"_s);
        QVERIFY(!m_bench->find<QWidget>(u"unpriced"_s)->isVisible());
        report.total.unpriced = 12;
        m_bench->give(report);
        QTRY_VERIFY(m_bench->find<QWidget>(u"unpriced"_s)->isVisible());
        QVERIFY(dumpTexts(m_bench->page.get()).contains(u"12 requests of models without a price are not in the cost."));
    }

    void aLateAnswerIsDropped()
    {
        m_bench->world.usage.hold = true;
        m_bench->find<QToolButton>(u"earlier"_s)->click();
        m_bench->find<QToolButton>(u"earlier"_s)->click();
        QCOMPARE(m_bench->world.usage.waiting(), 2U);
        UsageReport wanted;
        wanted.total = sampleTotals(2);
        m_bench->world.usage.answer(1, wanted);
        QTRY_COMPARE(m_bench->find<QLabel>(u"sumRequests"_s)->text(), u"2"_s);
        wanted.total = sampleTotals(5);
        m_bench->world.usage.answer(0, wanted);
        QTRY_VERIFY(m_bench->page->findChild<UsageLoader *>()->children().isEmpty()); // it has arrived
        QCOMPARE(m_bench->find<QLabel>(u"sumRequests"_s)->text(), u"2"_s);
    }

    void saysWhenItIsSlowEmptyOrBroken()
    {
        m_bench->world.usage.hold = true;
        m_bench->find<QToolButton>(u"earlier"_s)->click();
        QVERIFY(!m_bench->shows(u"Loading…"_s));
        QTRY_VERIFY(m_bench->shows(u"Loading…"_s));
        m_bench->world.usage.answer(0, UsageReport());
        QTRY_VERIFY(m_bench->shows(u"Nothing was used in this time"_s));
        QVERIFY(!m_bench->find<QToolButton>(u"copyCsv"_s)->isEnabled());
        m_bench->find<QToolButton>(u"earlier"_s)->click();
        m_bench->world.usage.answer(0, Error{Error::Code::Storage, u"disk I/O error"_s});
        QTRY_VERIFY(m_bench->shows(u"Usage could not be read"_s));
        QVERIFY(dumpTexts(m_bench->find<QWidget>(u"usageError"_s)).contains(u"disk I/O error"));
        m_bench->world.usage.hold = false;
        m_bench->find<QPushButton>(u"retryUsage"_s)->click();
        QTRY_VERIFY(m_bench->chart()->isVisible());
    }

    void aFilterIsAskedForAndTakenAway()
    {
        auto *filter = m_bench->find<UsageFilter>(u"usageFilter"_s);
        QVERIFY(!filter->isVisible());
        auto *names = m_bench->find<QMenu>(u"filter1"_s);
        Q_EMIT names->aboutToShow();
        QTRY_VERIFY(names->actions().size() > 2);
        QVERIFY(names->actions().constFirst()->isChecked());
        for (QAction *action : names->actions()) {
            if (action->text() == u"gpt-5-mini")
                action->trigger();
        }
        QCOMPARE(m_bench->world.usage.asked.constLast().where.at(UsageDimension::Model), u"gpt-5-mini"_s);
        QVERIFY(filter->isVisible());
        QCOMPARE(m_bench->find<QPushButton>(u"chip1"_s)->text(), u"Model: gpt-5-mini"_s);
        m_bench->find<QPushButton>(u"chip1"_s)->click();
        QVERIFY(m_bench->world.usage.asked.constLast().where.empty());
        QVERIFY(!filter->isVisible());
    }

    void isNotAskedForWhileNobodyLooks()
    {
        m_bench->page->hide();
        const auto asked = m_bench->world.usage.asked.size();
        Q_EMIT m_bench->world.usage.changed();
        QCoreApplication::processEvents();
        QCOMPARE(m_bench->world.usage.asked.size(), asked);
    }

    void aDayThatBeginsIsAskedForWithoutAChoice()
    {
        m_bench->choose(u"period"_s, 0);
        QTRY_COMPARE(m_bench->slices(), 24); // answered
        const auto asked = m_bench->world.usage.asked.size();
        m_bench->page->hide();
        m_bench->page->show();
        QCOMPARE(m_bench->world.usage.asked.size(), asked); // it is still the same day
        m_bench->page->hide();
        m_bench->now = UsageBench::Now.addDays(1);
        m_bench->page->show();
        QCOMPARE(m_bench->world.usage.asked.size(), asked + 1);
        QCOMPARE(m_bench->world.usage.asked.constLast().from, m_bench->utc(u"2026-06-03T22:00:00Z"_s));
        QCOMPARE(m_bench->find<QLabel>(u"range"_s)->text(), u"Thu 4 Jun 2026"_s);
    }

    void copiesPictureAndCsv()
    {
        m_bench->choose(u"period"_s, 1);
        QTRY_COMPARE(m_bench->slices(), 7);
        m_bench->find<QToolButton>(u"copyPicture"_s)->click();
        QVERIFY(m_bench->world.clipboard.image.width() >= m_bench->chart()->width());
        m_bench->find<QToolButton>(u"copyCsv"_s)->click();
        const QStringList lines = m_bench->world.clipboard.text.split(u"\r\n"_s, Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 8);
        QCOMPARE(lines.first(), u"From,Input,Output,\"Cache write, 5 min\",\"Cache write, 1 h\",Cache read,All tokens,Cost in dollars,"
                                "Requests,Failed,Without a price"_s);
        QVERIFY2(lines.at(1).startsWith(u"2026-05-28T00:00:00+02:00,"), qPrintable(lines.at(1)));
        const UsageTotals first = m_bench->report().slices.first().totals;
        QCOMPARE(lines.at(1).split(u',').at(5).toLongLong(), first.cacheRead);
        QCOMPARE(lines.at(6), u"2026-06-02T00:00:00+02:00,0,0,0,0,0,0,0.000000000,0,0,0"_s);
    }

    void aNameIsNoFormula()
    {
        UsageReport report;
        report.total = sampleTotals(1);
        report.slices = {{m_bench->utc(u"2026-06-03T10:00:00Z"_s), u"=HYPERLINK(\"x\")"_s, sampleTotals(1)}};
        m_bench->choose(u"by"_s, 2);
        m_bench->give(report);
        QTRY_COMPARE(m_bench->bars().size(), 1);
        m_bench->find<QToolButton>(u"copyCsv"_s)->click();
        QVERIFY(m_bench->world.clipboard.text.startsWith(u"From,\"'=HYPERLINK(\"\"x\"\")\","));
    }

    void theTableIsSortedAndCopiedByKeys()
    {
        m_bench->choose(u"period"_s, 1);
        m_bench->find<QToolButton>(u"view1"_s)->click();
        auto *table = m_bench->find<QTableView>(u"usageTable"_s);
        QTRY_VERIFY(table->isVisible());
        table->setCurrentIndex(table->model()->index(0, 1));
        QTest::keyClick(table, Qt::Key_Return);
        for (int row = 1; row < 7; ++row)
            QVERIFY(inputAt(row - 1) <= inputAt(row));
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(inputAt(0) > inputAt(6));
        table->setCurrentIndex(table->model()->index(6, 0));
        QTest::keyClick(table, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(m_bench->world.clipboard.text, u"Tue 2 Jun 2026\t0"_s);
    }

private:
    qint64 inputAt(int row) { return m_bench->find<QTableView>(u"usageTable"_s)->model()->index(row, 1).data(Qt::UserRole).toLongLong(); }

    std::unique_ptr<UsageBench> m_bench;
};

QTEST_MAIN(TestUsagePage)
#include "tst_usagepage.moc"
