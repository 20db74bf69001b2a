// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/usagefigure.h"

#include <QWidget>

namespace homeport {

class ChartLegend;
class ChartView;
class Theme;
struct NiceScale;
struct Readout;

// A figure as stacked bars; those of token kinds with the cost as a line on a second axis.
class UsageChart final : public QWidget
{
    Q_OBJECT

public:
    explicit UsageChart(const Theme &theme, QWidget *parent = nullptr);

    // The line ends at slice @p now; -1: it goes to the end.
    void setFigure(const UsageFigure &figure, const QTimeZone &zone, qsizetype now);
    void clearSelection();

private:
    [[nodiscard]] QColor colorOf(qsizetype part) const;
    [[nodiscard]] bool isShown(qsizetype part) const;
    [[nodiscard]] bool lineIsShown() const;
    [[nodiscard]] Readout readoutOf(qsizetype slice) const;
    [[nodiscard]] double tallestBar() const;
    void showLegend();
    void rebuild();
    void addBars(const NiceScale &scale);
    void addLine(const NiceScale &scale);
    void label(const NiceScale &bars, const NiceScale &line);

    const Theme &m_theme;
    ChartLegend *m_legend;
    ChartView *m_view;
    UsageFigure m_figure;
    QTimeZone m_zone = QTimeZone::utc();
    qsizetype m_now = -1;
};

} // namespace homeport
