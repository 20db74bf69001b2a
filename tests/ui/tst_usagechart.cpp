// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/usagebench.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestUsageChart final : public QObject
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

    void theTableHasTheNumbersOfTheChart_data()
    {
        QTest::addColumn<int>("by");
        QTest::addColumn<int>("measure");
        QTest::newRow("kinds") << 0 << 0;
        QTest::newRow("cost by model") << 2 << 0;
        QTest::newRow("tokens by account") << 1 << 1;
    }
    void theTableHasTheNumbersOfTheChart()
    {
        QFETCH(const int, by);
        QFETCH(const int, measure);
        m_bench->choose(u"period"_s, 1);
        m_bench->choose(u"by"_s, by);
        m_bench->choose(u"measure"_s, measure);
        QTRY_COMPARE(m_bench->slices(), 7);
        const QList<QBarSet *> sets = m_bench->bars();
        m_bench->find<QToolButton>(u"view1"_s)->click();
        const QAbstractItemModel *table = m_bench->find<QTableView>(u"usageTable"_s)->model();
        QCOMPARE(table->rowCount(), 7);
        QCOMPARE(table->columnCount(), 1 + sets.size() + 4);
        double sum = 0;
        for (int column = 0; column < sets.size(); ++column) {
            QCOMPARE(table->headerData(column + 1, Qt::Horizontal).toString(), sets.at(column)->label());
            for (int row = 0; row < 7; ++row) {
                QCOMPARE(table->index(row, column + 1).data(Qt::UserRole).toDouble(), sets.at(column)->at(row));
                sum += sets.at(column)->at(row);
            }
        }
        const UsageTotals total = m_bench->report().total;
        QCOMPARE(sum, static_cast<double>(by != 0 && measure == 0 ? total.cost : total.tokens()));
    }

    void gapsAreZeros()
    {
        m_bench->choose(u"period"_s, 1);
        QTRY_COMPARE(m_bench->slices(), 7);
        QCOMPARE(m_bench->bars().first()->at(5), 0.0); // the sample has nothing there
        QVERIFY(m_bench->bars().first()->at(6) > 0);
    }

    void theCostLineEndsAtThePresent()
    {
        m_bench->choose(u"period"_s, 3); // June, of which three days have begun
        QTRY_COMPARE(m_bench->costLine()->count(), 3);
        QCOMPARE(m_bench->slices(), 30);
        QCOMPARE(m_bench->costLine()->at(2).y(), static_cast<double>(m_bench->report().slices.last().totals.cost));
    }

    void manyNamesAreSixAndOthers()
    {
        m_bench->choose(u"by"_s, 2);
        QTRY_COMPARE(m_bench->bars().size(), 7);
        QCOMPARE(m_bench->bars().last()->label(), u"Others"_s);
        for (int i = 1; i < 6; ++i)
            QVERIFY(m_bench->bars().at(i - 1)->sum() >= m_bench->bars().at(i)->sum());
        QVERIFY(!m_bench->costLine());
    }

    void theLegendSwitchesItsPart()
    {
        QTRY_COMPARE(m_bench->bars().size(), 5);
        const double top = m_bench->leftTop();
        auto *cacheRead = m_bench->find<QAbstractButton>(u"legend4"_s);
        QCOMPARE(cacheRead->accessibleName(), u"Cache read"_s);
        cacheRead->click();
        QCOMPARE(m_bench->bars().size(), 4);
        QVERIFY(m_bench->leftTop() < top);
        m_bench->find<QAbstractButton>(u"legend5"_s)->click();
        QVERIFY(!m_bench->costLine());
        Q_EMIT m_bench->world.usage.changed(); // stays switched off
        m_bench->find<QToolButton>(u"earlier"_s)->click();
        QTRY_COMPARE(m_bench->bars().size(), 4);
        cacheRead->click();
        QCOMPARE(m_bench->bars().size(), 5);
    }

    void theArrowKeysTellTheValues()
    {
        m_bench->choose(u"period"_s, 1);
        QTRY_COMPARE(m_bench->slices(), 7);
        QTest::keyClick(m_bench->chart(), Qt::Key_End);
        const UsageTotals last = m_bench->report().slices.last().totals;
        QVERIFY2(m_bench->chart()->accessibleDescription().contains(u"Wed 3 Jun 2026: "),
                 qPrintable(m_bench->chart()->accessibleDescription()));
        QVERIFY(m_bench->chart()->accessibleDescription().contains(u"Cache read "_s + QLocale().toString(last.cacheRead)));
        QTest::keyClick(m_bench->chart(), Qt::Key_Left);
        QCOMPARE(m_bench->chart()->current(), 5);
        QTest::keyClick(m_bench->chart(), Qt::Key_Home);
        QTest::keyClick(m_bench->chart(), Qt::Key_Left);
        QCOMPARE(m_bench->chart()->current(), 0);
        QTest::keyClick(m_bench->chart(), Qt::Key_Escape);
        QCOMPARE(m_bench->chart()->current(), -1);
        QVERIFY(m_bench->chart()->accessibleDescription().isEmpty());
    }

    void thePointerTellsTheValues()
    {
        m_bench->choose(u"period"_s, 1);
        QTRY_COMPARE(m_bench->slices(), 7);
        QTest::mouseMove(m_bench->chart()->viewport(), m_bench->chart()->sliceRect(3).center().toPoint());
        QTRY_COMPARE(m_bench->chart()->current(), 3);
        QTest::mouseMove(m_bench->chart()->viewport(), {2, 2});
        QTRY_COMPARE(m_bench->chart()->current(), -1);
    }

private:
    std::unique_ptr<UsageBench> m_bench;
};

QTEST_MAIN(TestUsageChart)
#include "tst_usagechart.moc"
