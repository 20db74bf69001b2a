// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeusage.h"
#include "tests/ui/pseudolanguage.h"
#include "ui/theme/theme.h"
#include "ui/usage/heatmap.h"

#include <QApplication>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestHeatMap final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_map = std::make_unique<HeatMap>(m_theme);
        m_map->resize(900, 300);
    }
    void cleanup() { m_map.reset(); }

    void daysAfterTodayAreLeftOut()
    {
        showDays(std::vector<qint64>(365, 1), 340);
        QCOMPARE(m_map->dayCount(), 341);
        showDays(std::vector<qint64>(365, 1), -1);
        QCOMPARE(m_map->dayCount(), 365);
    }

    void strengthsAreQuartersOfTheUsedDays()
    {
        std::vector<qint64> seeds(365, 0);
        for (std::size_t day = 0; day < 8; ++day)
            seeds[day] = static_cast<qint64>(day) + 1;
        seeds[8] = 100'000; // one day of far more
        showDays(seeds, -1);
        QCOMPARE(m_map->levelOf(20), 0);
        QCOMPARE(m_map->levelOf(0), 1);
        QCOMPARE(m_map->levelOf(8), 4);
        for (int day = 1; day < 9; ++day)
            QVERIFY(m_map->levelOf(day) >= m_map->levelOf(day - 1));
        QVERIFY(m_map->levelOf(4) > 1);
    }

    void aSingleDayIsTheStrongest()
    {
        std::vector<qint64> seeds(365, 0);
        seeds[100] = 1;
        showDays(seeds, -1);
        QCOMPARE(m_map->levelOf(100), 4);
        QCOMPARE(m_map->levelOf(99), 0);
    }

    void daysOfAWeekShareAColumn()
    {
        showDays(std::vector<qint64>(365, 1), -1); // from Sunday, 1 June 2025; weeks of the C locale begin on Monday
        QVERIFY(m_map->squareOf(0).left() < m_map->squareOf(1).left());
        QCOMPARE(m_map->squareOf(1).left(), m_map->squareOf(7).left());
        QCOMPARE(m_map->squareOf(0).top(), m_map->squareOf(7).top());
        QVERIFY(m_map->squareOf(364).right() < m_map->width());
    }

    void theKeysGoThroughDaysAndWeeks()
    {
        showDays(std::vector<qint64>(365, 3), 360);
        QTest::keyClick(m_map.get(), Qt::Key_Left);
        QCOMPARE(m_map->current(), 360); // begins with today
        QTest::keyClick(m_map.get(), Qt::Key_Left);
        QCOMPARE(m_map->current(), 353);
        QTest::keyClick(m_map.get(), Qt::Key_Down);
        QCOMPARE(m_map->current(), 354);
        QTest::keyClick(m_map.get(), Qt::Key_Right);
        QTest::keyClick(m_map.get(), Qt::Key_Right);
        QCOMPARE(m_map->current(), 354); // there is no day 361
        QTest::keyClick(m_map.get(), Qt::Key_Home);
        QCOMPARE(m_map->current(), 0);
        QTest::keyClick(m_map.get(), Qt::Key_Up);
        QCOMPARE(m_map->current(), 0);
        QCOMPARE(m_map->accessibleDescription(), u"Sun 1 Jun 2025: Cost $0.1237, Tokens 29,826, Requests 3"_s);
        QTest::keyClick(m_map.get(), Qt::Key_Escape);
        QCOMPARE(m_map->current(), -1);
    }

    void thePointerTellsTheDay()
    {
        showDays(std::vector<qint64>(365, 3), -1);
        m_map->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_map.get()));
        for (const int day : {0, 1, 9, 200, 364}) {
            QTest::mouseMove(m_map.get(), m_map->squareOf(day).center().toPoint());
            QTRY_COMPARE(m_map->current(), day);
        }
        QTest::mouseMove(m_map.get(), {1, 1});
        QTRY_COMPARE(m_map->current(), -1);
    }

    void theScaleIsWrappedWhereItIsLong()
    {
        std::vector<qint64> seeds(365);
        for (std::size_t day = 0; day < seeds.size(); ++day)
            seeds[day] = static_cast<qint64>(day) + 1; // all four strengths
        showDays(seeds, -1);
        const int oneLine = m_map->heightForWidth(560);
        LongLanguage longer;
        QCoreApplication::installTranslator(&longer);
        const int wrapped = m_map->heightForWidth(560);
        QCoreApplication::removeTranslator(&longer);
        QCOMPARE(wrapped, oneLine + static_cast<int>(HeatGrid::lineHeight()));
    }

private:
    void showDays(const std::vector<qint64> &seeds, qsizetype today)
    {
        const UsageRange range = usageYear(QDate(2026, 5, 20), 0, QTimeZone::utc());
        UsageReport report;
        for (std::size_t day = 0; day < seeds.size(); ++day) {
            if (seeds[day] > 0)
                report.slices << UsageSlice{range.starts.at(static_cast<qsizetype>(day)), {}, sampleTotals(seeds[day])};
        }
        m_map->setDays(figureByKind(range, report), UsageMeasure::Cost, QTimeZone::utc(), today);
    }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<HeatMap> m_map;
};

QTEST_MAIN(TestHeatMap)
#include "tst_heatmap.moc"
