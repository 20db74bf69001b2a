// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/fakes.h"
#include "ui/theme/theme.h"
#include "ui/usage/chartview.h"
#include "ui/usage/usagepage.h"

#include <QApplication>
#include <QBarSet>
#include <QChart>
#include <QComboBox>
#include <QLabel>
#include <QLineSeries>
#include <QStackedBarSeries>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QValueAxis>

namespace homeport::test {

// The Usage page on a Wednesday in June in Berlin, with its fakes, and what its tests look at.
class UsageBench final
{
public:
    static inline const QDateTime Now = QDateTime::fromString(QStringLiteral("2026-06-03T10:30:00Z"), Qt::ISODate);

    UsageBench()
    {
        world.usage.until = Now;
        page = std::make_unique<UsagePage>(world.services(), theme, nullptr,
                                           UsageClock{[this] { return now; }, QTimeZone("Europe/Berlin")});
        page->resize(1000, 640);
        page->show();
    }

    static QDateTime utc(const QString &text) { return QDateTime::fromString(text, Qt::ISODate); }

    void give(const UsageReport &report) // as the answer to a new question
    {
        world.usage.givenReport = report;
        find<QToolButton>(QStringLiteral("earlier"))->click();
        choose(QStringLiteral("period"), 2);
    }

    void choose(const QString &name, int index)
    {
        auto *box = find<QComboBox>(name);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }

    [[nodiscard]] bool shows(const QString &text) const
    {
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == text)
                return true;
        }
        return false;
    }

    template <typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    [[nodiscard]] ChartView *chart() const { return find<ChartView>(QStringLiteral("chart")); }
    [[nodiscard]] QList<QBarSet *> bars() const
    {
        for (QAbstractSeries *series : chart()->chart()->series()) {
            if (auto *stack = qobject_cast<QStackedBarSeries *>(series))
                return stack->barSets();
        }
        return {};
    }
    [[nodiscard]] QLineSeries *costLine() const
    {
        for (QAbstractSeries *series : chart()->chart()->series()) {
            if (auto *line = qobject_cast<QLineSeries *>(series); line && line->name() == QStringLiteral("Cost"))
                return line;
        }
        return nullptr;
    }
    [[nodiscard]] int slices() const { return bars().isEmpty() ? 0 : bars().constFirst()->count(); }
    [[nodiscard]] double leftTop() const { return static_cast<QValueAxis *>(chart()->chart()->axes(Qt::Vertical).constFirst())->max(); }
    [[nodiscard]] UsageReport report() const { return sampleUsage(world.usage.asked.constLast(), world.usage.sample, Now); }

    Theme theme{*qApp, ThemeChoice::Light};
    World world;
    QDateTime now = Now; // may be set on
    std::unique_ptr<UsagePage> page;
};

} // namespace homeport::test
