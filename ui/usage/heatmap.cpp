// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/heatmap.h"

#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagetext.h"
#include "ui/widgets/fonts.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString shortText(qint64 value, UsageMeasure measure)
{
    return measure == UsageMeasure::Cost ? formatMoney(value) : formatCount(value);
}

} // namespace

HeatMap::HeatMap(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(u"heatMap"_s);
    setAccessibleName(tr("Heat map of the year: the arrow keys go through its days"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setLayoutDirection(Qt::LeftToRight); // time runs this way in every figure, as on the chart
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

HeatMap::~HeatMap()
{
    delete m_readout.data();
}

void HeatMap::setDays(const UsageFigure &figure, UsageMeasure measure, const QTimeZone &zone, qsizetype today)
{
    m_figure = figure;
    m_measure = measure;
    m_zone = zone;
    if (today >= 0)
        m_figure.totals.resize(today + 1);
    rate();
    m_shift = m_levels.isEmpty() ? 0 : HeatGrid::rowOf(dateOf(0).dayOfWeek());
    m_scaleLines = scaleLines(width());
    const int kept = std::min(m_current, dayCount() - 1);
    m_current = -1;
    setCurrent(kept);
    updateGeometry();
    update();
}

// By quarters of the days on which something was used: one day of a hundred times as much leaves the others readable.
void HeatMap::rate()
{
    QList<qint64> used;
    for (const UsageTotals &totals : std::as_const(m_figure.totals)) {
        if (const qint64 value = measured(totals, m_measure); value > 0)
            used << value;
    }
    std::sort(used.begin(), used.end());
    for (std::size_t level = 0; level < m_most.size(); ++level) {
        const qsizetype place = used.size() * static_cast<qsizetype>(level + 1) / 4 - 1;
        m_most[level] = used.isEmpty() ? 0 : used.at(std::max<qsizetype>(0, place));
    }
    m_levels.clear();
    for (const UsageTotals &totals : std::as_const(m_figure.totals)) {
        const qint64 value = measured(totals, m_measure);
        const auto found = std::lower_bound(m_most.cbegin(), m_most.cend() - 1, value);
        m_levels << (value <= 0 ? 0 : value == m_most.back() ? 4 : 1 + static_cast<int>(std::distance(m_most.cbegin(), found)));
    }
}

void HeatMap::setCurrent(int day)
{
    if (day == m_current)
        return;
    m_current = day;
    setAccessibleDescription(day < 0 ? QString() : readoutOf(day).text());
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
    showReadout();
}

void HeatMap::showReadout()
{
    if (m_current < 0) {
        if (m_readout)
            m_readout->hide();
        return;
    }
    if (!m_readout)
        m_readout = new ReadoutBox(m_theme, this);
    m_readout->showBeside(this, squareOf(m_current).toAlignedRect(), readoutOf(m_current));
}

QDate HeatMap::dateOf(int day) const
{
    return m_figure.range.starts.at(day).toTimeZone(m_zone).date();
}

HeatGrid HeatMap::grid() const
{
    return HeatGrid(QSizeF(size()), m_scaleLines);
}

QRectF HeatMap::squareOf(int day) const
{
    return grid().square(m_shift + day);
}

QSize HeatMap::minimumSizeHint() const
{
    return HeatGrid::smallest().toSize();
}

int HeatMap::heightForWidth(int width) const
{
    return static_cast<int>(HeatGrid::heightFor(width, scaleLines(width)));
}

void HeatMap::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    paintLabels(painter);
    for (int day = 0; day < dayCount(); ++day) {
        painter.setPen(day == m_current ? QPen(colors.text, 2) : QPen(Qt::NoPen));
        painter.setBrush(colors.heat.at(static_cast<std::size_t>(m_levels.at(day))));
        painter.drawRoundedRect(squareOf(day), 2, 2);
    }
    paintScale(painter);
    if (hasFocus() && m_current < 0) { // else the square is outlined
        painter.setPen(QPen(colors.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
}

// Months above their first whole week, every second weekday beside its row.
void HeatMap::paintLabels(QPainter &painter) const
{
    const HeatGrid at = grid();
    painter.setPen(m_theme.colors().muted);
    double free = 0;
    for (int day = 0; day < dayCount(); ++day) {
        const QDate date = dateOf(day);
        if (date.day() != 1)
            continue;
        const QString name = QLocale().toString(date, u"MMM"_s);
        const double left = at.columnLeft((m_shift + day + HeatGrid::Weekdays - 1) / HeatGrid::Weekdays);
        const double wide = QFontMetricsF(smallFont()).horizontalAdvance(name);
        if (left < free || left + wide > width())
            continue;
        painter.drawText(QRectF(left, HeatGrid::Margin, wide + 2, HeatGrid::lineHeight()), Qt::AlignLeft | Qt::AlignVCenter, name);
        free = left + wide + 6;
    }
    for (const int weekday : {1, 3, 5}) {
        const QRectF row = at.square(HeatGrid::rowOf(weekday));
        const double middle = row.center().y() - HeatGrid::lineHeight() / 2;
        painter.drawText(QRectF(HeatGrid::Margin, middle, row.left() - HeatGrid::Margin, HeatGrid::lineHeight()),
                         Qt::AlignLeft | Qt::AlignVCenter, QLocale().dayName(weekday, QLocale::ShortFormat));
    }
}

// Where few days were used, some strengths stand for nothing.
QList<HeatMap::ScaleStep> HeatMap::scale(double width) const
{
    const QFontMetricsF metrics(smallFont());
    QList<ScaleStep> steps;
    QPointF place;
    for (std::size_t level = 0; level < m_theme.colors().heat.size(); ++level) {
        const bool isStrongest = level > 0 && level < 4 && m_most.at(level - 1) == m_most.back();
        const bool isRepeated = level > 1 && level < 4 && m_most.at(level - 1) == m_most.at(level - 2);
        if (isStrongest || isRepeated)
            continue;
        const QString text = level == 0 ? tr("nothing") : tr("up to %1").arg(shortText(m_most.at(level - 1), m_measure));
        const double wide = HeatGrid::lineHeight() + 4 + metrics.horizontalAdvance(text) + 2;
        if (place.x() > 0 && place.x() + wide > HeatGrid::scaleWidth(width))
            place = {0, place.y() + HeatGrid::lineHeight()};
        steps << ScaleStep{level, text, place};
        place += {wide + 14, 0};
    }
    return steps;
}

int HeatMap::scaleLines(double width) const
{
    return 1 + static_cast<int>(scale(width).constLast().place.y() / HeatGrid::lineHeight());
}

void HeatMap::paintScale(QPainter &painter) const
{
    const HeatGrid at = grid();
    const double line = HeatGrid::lineHeight();
    const double size = std::min(at.square(0).width(), line - 2);
    for (const ScaleStep &step : scale(width())) {
        const QPointF place = step.place + QPointF(at.columnLeft(0), at.scaleTop());
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colors().heat.at(step.level));
        painter.drawRoundedRect(QRectF(place.x(), place.y() + (line - size) / 2, size, size), 2, 2);
        painter.setPen(m_theme.colors().muted);
        const double wide = QFontMetricsF(smallFont()).horizontalAdvance(step.text) + 2;
        painter.drawText(QRectF(place.x() + size + 4, place.y(), wide, line), Qt::AlignVCenter, step.text);
    }
}

Readout HeatMap::readoutOf(int day) const
{
    const UsageTotals &totals = m_figure.totals.at(day);
    return {sliceText(m_figure.range, day, m_zone),
            {{{}, measureName(UsageMeasure::Cost), measuredText(totals.cost, UsageMeasure::Cost)},
             {{}, measureName(UsageMeasure::Tokens), measuredText(totals.tokens(), UsageMeasure::Tokens)},
             {{}, tr("Requests"), QLocale().toString(totals.requests)}}};
}

void HeatMap::keyPressEvent(QKeyEvent *event)
{
    const int last = dayCount() - 1;
    const auto move = [&](int days) {
        const int wanted = m_current + days;
        if (m_current < 0)
            setCurrent(last);
        else if (wanted >= 0 && wanted <= last)
            setCurrent(wanted);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return move(-HeatGrid::Weekdays);
    case Qt::Key_Right:
        return move(HeatGrid::Weekdays);
    case Qt::Key_Up:
        return move(-1);
    case Qt::Key_Down:
        return move(1);
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
    QWidget::keyPressEvent(event);
}

void HeatMap::mouseMoveEvent(QMouseEvent *event)
{
    const int place = grid().placeAt(event->position());
    const int day = place < 0 ? -1 : place - m_shift;
    setCurrent(day >= 0 && day < dayCount() ? day : -1);
}

void HeatMap::leaveEvent(QEvent *)
{
    setCurrent(-1);
}

void HeatMap::hideEvent(QHideEvent *)
{
    setCurrent(-1);
}

void HeatMap::resizeEvent(QResizeEvent *)
{
    m_scaleLines = scaleLines(width());
    if (m_current >= 0)
        showReadout();
}

void HeatMap::focusInEvent(QFocusEvent *)
{
    update();
}

void HeatMap::focusOutEvent(QFocusEvent *)
{
    setCurrent(-1);
    update();
}

} // namespace homeport
