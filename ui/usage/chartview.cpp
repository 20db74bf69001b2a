// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/chartview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/fonts.h"

#include <QAccessible>
#include <QChart>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace homeport {

namespace {

constexpr double Away = 8;     // labels from the plot
constexpr double Edge = 6;     // room for the focus ring
constexpr double Between = 12; // labels from each other

double widest(const QStringList &labels, const QFont &font)
{
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const QString &label : labels)
        width = std::max(width, std::ceil(metrics.horizontalAdvance(label)));
    return width;
}

} // namespace

ChartView::ChartView(const Theme &theme, QWidget *parent) : QChartView(parent), m_theme(theme)
{
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 150);
    setRubberBand(QChartView::NoRubberBand);
    chart()->setBackgroundVisible(false);
    chart()->setPlotAreaBackgroundVisible(false);
    chart()->setMargins({});
    chart()->legend()->hide();
}

ChartView::~ChartView()
{
    delete m_readout.data();
}

void ChartView::setLabels(const ChartLabels &labels)
{
    m_labels = labels;
    placePlot();
    const int kept = std::min(m_current, sliceCount() - 1);
    m_current = -1;
    setCurrent(kept);
    viewport()->update();
}

void ChartView::setCurrent(int slice)
{
    if (slice == m_current)
        return;
    m_current = slice;
    setAccessibleDescription(slice < 0 ? QString() : m_labels.readouts.at(slice).text());
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    viewport()->update();
    showReadout();
}

void ChartView::showReadout()
{
    if (m_current < 0) {
        if (m_readout)
            m_readout->hide();
        return;
    }
    if (!m_readout)
        m_readout = new ReadoutBox(m_theme, this);
    m_readout->showBeside(viewport(), sliceRect(m_current).toAlignedRect(), m_labels.readouts.at(m_current));
}

QRectF ChartView::sliceRect(int slice) const
{
    const double width = m_plot.width() / std::max(1, sliceCount());
    return {m_plot.left() + slice * width, m_plot.top(), width, m_plot.height()};
}

// As wide as the labels leave it.
void ChartView::placePlot()
{
    const double line = std::ceil(QFontMetricsF(smallFont()).height());
    const double left = Edge + widest(m_labels.left, smallFont()) + Away;
    const double right = m_labels.right.isEmpty() ? Away : Edge + widest(m_labels.right, smallFont()) + Away;
    m_plot = QRectF(viewport()->rect()).adjusted(left, Edge + line + Away, -right, -line - Away);
    chart()->setPlotArea(m_plot);
    if (m_current >= 0)
        showReadout();
}

void ChartView::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    if (m_current >= 0)
        painter->fillRect(sliceRect(m_current), m_theme.colors().selection);
    // Not those of the axis: with a plot area of one's own, Qt 6.4 leaves them where they were before.
    painter->setPen(QPen(m_theme.colors().border, 1));
    for (qsizetype i = 0; i < m_labels.left.size(); ++i) {
        const double height = std::round(heightOf(i, m_labels.left.size())) - 0.5;
        painter->drawLine(QPointF(m_plot.left(), height), QPointF(m_plot.right(), height));
    }
}

void ChartView::drawForeground(QPainter *painter, const QRectF &)
{
    painter->setFont(smallFont());
    painter->setPen(m_theme.colors().muted);
    painter->setLayoutDirection(Qt::LeftToRight); // time runs this way in every figure, and Qt Charts mirrors nothing
    drawSliceLabels(*painter);
    drawValueLabels(*painter);
}

// Every second, third, ... one where they would touch.
void ChartView::drawSliceLabels(QPainter &painter) const
{
    const double room = sliceRect(0).width();
    const double wanted = widest(m_labels.slices, smallFont()) + Between;
    int stride = 1;
    for (const int next : {2, 3, 4, 5, 6, 7, 10, 12, 14, 30}) {
        if (stride * room < wanted)
            stride = next;
    }
    for (int slice = 0; slice < sliceCount(); slice += stride) {
        const double middle = sliceRect(slice).center().x();
        QRectF place(middle - wanted / 2, m_plot.bottom() + Away / 2, wanted, 100);
        place.moveLeft(std::clamp(place.left(), -Between / 2, std::max(0.0, viewport()->width() - wanted + Between / 2)));
        painter.drawText(place, Qt::AlignHCenter | Qt::AlignTop, m_labels.slices.at(slice));
    }
}

double ChartView::heightOf(qsizetype tick, qsizetype ticks) const
{
    return m_plot.bottom() - m_plot.height() * static_cast<double>(tick) / static_cast<double>(std::max<qsizetype>(1, ticks - 1));
}

void ChartView::drawValueLabels(QPainter &painter) const
{
    const double line = std::ceil(QFontMetricsF(smallFont()).height());
    for (qsizetype i = 0; i < m_labels.left.size(); ++i) {
        const QRectF place(0, heightOf(i, m_labels.left.size()) - line / 2, m_plot.left() - Away, line);
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, m_labels.left.at(i));
    }
    for (qsizetype i = 0; i < m_labels.right.size(); ++i) {
        const QRectF place(m_plot.right() + Away, heightOf(i, m_labels.right.size()) - line / 2, viewport()->width(), line);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, m_labels.right.at(i));
    }
    const QRectF titles(Edge, Edge, viewport()->width() - 2 * Edge, line);
    painter.drawText(titles, Qt::AlignLeft, m_labels.leftTitle);
    painter.drawText(titles, Qt::AlignRight, m_labels.rightTitle);
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    const int last = sliceCount() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_current < 0 ? last : std::max(0, m_current - 1));
    case Qt::Key_Right:
        return setCurrent(std::min(last, m_current + 1));
    case Qt::Key_Home:
        return setCurrent(std::min(0, last));
    case Qt::Key_End:
        return setCurrent(last);
    case Qt::Key_Escape:
        if (m_current >= 0)
            return setCurrent(-1);
        break;
    default:
        break;
    }
    event->ignore();
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    if (sliceCount() == 0 || !m_plot.adjusted(0, -Away, 0, Away * 3).contains(event->position()))
        return setCurrent(-1);
    const double place = (event->position().x() - m_plot.left()) / sliceRect(0).width();
    setCurrent(std::clamp(static_cast<int>(place), 0, sliceCount() - 1));
}

// A chart that is two pixels larger than its viewport would scroll by these instead of the page.
void ChartView::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void ChartView::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    setCurrent(-1);
}

void ChartView::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    setCurrent(-1);
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    placePlot();
}

void ChartView::hideEvent(QHideEvent *event)
{
    QChartView::hideEvent(event);
    setCurrent(-1);
}

void ChartView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        placePlot();
}

} // namespace homeport
