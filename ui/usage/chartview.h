// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/readout.h"

#include <QChartView>
#include <QPointer>
#include <QStringList>

namespace homeport {

class Theme;

// What is written around a chart, and what it tells of each of its slices.
struct ChartLabels
{
    QStringList slices;
    QStringList left; // of the lines, from zero up
    QStringList right;
    QString leftTitle;
    QString rightTitle;
    QList<Readout> readouts; // by slice
};

// A Qt chart of slices side by side. Writes its own labels, since those of Qt Charts are cut off or lie upon each other, and shows the values of
// the slice under the pointer, or of the one chosen by the arrow keys.
class ChartView final : public QChartView
{
    Q_OBJECT

public:
    explicit ChartView(const Theme &theme, QWidget *parent = nullptr);
    ~ChartView() override;

    void setLabels(const ChartLabels &labels); // the slice that is shown stays the same
    void setCurrent(int slice);                // -1: none
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] QRectF sliceRect(int slice) const;

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override; // is the page's
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] int sliceCount() const { return static_cast<int>(m_labels.slices.size()); }
    void placePlot();
    void showReadout();
    [[nodiscard]] double heightOf(qsizetype tick, qsizetype ticks) const;
    void drawSliceLabels(QPainter &painter) const;
    void drawValueLabels(QPainter &painter) const;

    const Theme &m_theme;
    ChartLabels m_labels;
    QRectF m_plot;
    int m_current = -1;
    QPointer<ReadoutBox> m_readout; // the window's, once there was something to show
};

} // namespace homeport
