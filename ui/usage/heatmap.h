// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/heatgrid.h"
#include "ui/usage/readout.h"
#include "ui/usage/usagefigure.h"

#include <QPointer>
#include <QWidget>

#include <array>

namespace homeport {

class Theme;

// The days of a year as squares, a week in each column: the more was used, the stronger. The pointer or the arrow keys tell the values of a day.
class HeatMap final : public QWidget
{
    Q_OBJECT

public:
    explicit HeatMap(const Theme &theme, QWidget *parent = nullptr);
    ~HeatMap() override;

    // @p figure by day; days after @p today are left out, -1: none are.
    void setDays(const UsageFigure &figure, UsageMeasure measure, const QTimeZone &zone, qsizetype today);
    void setCurrent(int day); // -1: none
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int dayCount() const { return static_cast<int>(m_levels.size()); }
    [[nodiscard]] int levelOf(int day) const { return m_levels.at(day); } // 0 (nothing) to 4
    [[nodiscard]] QRectF squareOf(int day) const;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override; // all it has use for

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] HeatGrid grid() const;
    [[nodiscard]] QDate dateOf(int day) const;
    [[nodiscard]] Readout readoutOf(int day) const;
    void rate();
    void showReadout();
    void paintLabels(QPainter &painter) const;
    void paintScale(QPainter &painter) const;
    // What each strength stands for, wrapped to @p width; places are within the scale.
    struct ScaleStep
    {
        std::size_t level;
        QString text;
        QPointF place;
    };
    [[nodiscard]] QList<ScaleStep> scale(double width) const;
    [[nodiscard]] int scaleLines(double width) const;

    const Theme &m_theme;
    UsageFigure m_figure;
    UsageMeasure m_measure = UsageMeasure::Cost;
    QTimeZone m_zone = QTimeZone::utc();
    QList<int> m_levels;
    std::array<qint64, 4> m_most{}; // of levels 1 to 4
    int m_shift = 0;                // rows before the first day in its column
    int m_scaleLines = 1;
    int m_current = -1;
    QPointer<ReadoutBox> m_readout; // the window's, once there was something to show
};

} // namespace homeport
