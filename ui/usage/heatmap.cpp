// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/heatmap.h"

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
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Weekdays = 7;
constexpr double LargestCell = 22;
constexpr double SmallestCell = 9;
constexpr double Margin = 6; // room for the focus ring

double lineHeight()
{
    return std::ceil(QFontMetricsF(smallFont()).height());
}

double weekdayWidth()
{
    double width = 0;
    for (int day = 1; day <= Weekdays; ++day)
        width = std::max(width, QFontMetricsF(smallFont()).horizontalAdvance(QLocale().dayName(day, QLocale::ShortFormat)));
    return std::ceil(width) + 8;
}

// Rows from the locale's first day of the week to @p weekday (Qt: Monday is 1).
int rowOf(int weekday)
{
    return (weekday - QLocale().firstDayOfWeek() + Weekdays) % Weekdays;
}

double gapOf(double cell)
{
    return cell >= 14 ? 3 : 2;
}

} // namespace

HeatMap::HeatMap(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(u"heatMap"_s);
    setAccessibleName(tr("Heat map of the year: the arrow keys go through its days"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HeatMap::setDays(const UsageFigure &figure, UsageMeasure measure, const QTimeZone &zone, qsizetype today)
{
    m_figure = figure;
    m_measure = measure;
    m_zone = zone;
    if (today >= 0)
        m_figure.totals.resize(today + 1);
    rate();
    m_shift = m_levels.isEmpty() ? 0 : rowOf(dateOf(0).dayOfWeek());
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
}

QDate HeatMap::dateOf(int day) const
{
    return m_figure.range.starts.at(day).toTimeZone(m_zone).date();
}

int HeatMap::weekCount() const
{
    return std::max(1, (m_shift + dayCount() + Weekdays - 1) / Weekdays);
}

HeatMap::Grid HeatMap::grid() const
{
    const double left = weekdayWidth() + Margin;
    const double wide = (width() - left - Margin) / std::max(weekCount(), 53);
    const double high = (height() - 2 * lineHeight() - 4 * Margin - 20) / Weekdays;
    Grid grid;
    grid.cell = std::clamp(std::floor(std::min(wide, high)), SmallestCell, LargestCell);
    grid.origin = {left, lineHeight() + 2 * Margin};
    return grid;
}

QRectF HeatMap::squareOf(int day) const
{
    const Grid at = grid();
    const int place = m_shift + day;
    const double size = at.cell - gapOf(at.cell);
    return {at.origin + QPointF(place / Weekdays * at.cell, place % Weekdays * at.cell), QSizeF(size, size)};
}

QSize HeatMap::minimumSizeHint() const
{
    const double wide = weekdayWidth() + 2 * Margin + 53 * SmallestCell;
    return QSizeF(wide, 2 * lineHeight() + 4 * Margin + 20 + Weekdays * SmallestCell).toSize();
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
    if (hasFocus()) {
        painter.setPen(QPen(colors.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    if (m_current >= 0)
        paintReadout(painter, readoutOf(m_current), squareOf(m_current), QRectF(rect()).adjusted(2, 2, -2, -2), colors, smallFont());
}

// Months above the week of their first day, every second weekday beside its row.
void HeatMap::paintLabels(QPainter &painter) const
{
    const Grid at = grid();
    painter.setPen(m_theme.colors().muted);
    double free = 0;
    for (int day = 0; day < dayCount(); ++day) {
        const QDate date = dateOf(day);
        if (date.day() != 1)
            continue;
        const QString name = QLocale().toString(date, date.month() == 1 || day == 0 ? u"MMM yyyy"_s : u"MMM"_s);
        // The column that is all of this month.
        const int column = (m_shift + day + Weekdays - 1) / Weekdays;
        const double left = at.origin.x() + column * at.cell;
        const double width = QFontMetricsF(smallFont()).horizontalAdvance(name);
        if (left < free || left + width > this->width())
            continue;
        painter.drawText(QRectF(left, Margin, width + 2, lineHeight()), Qt::AlignLeft | Qt::AlignVCenter, name);
        free = left + width + 6;
    }
    for (const int weekday : {1, 3, 5}) {
        const double top = at.origin.y() + rowOf(weekday) * at.cell;
        painter.drawText(QRectF(Margin, top, at.origin.x() - Margin - 8, at.cell - gapOf(at.cell)),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, QLocale().dayName(weekday, QLocale::ShortFormat));
    }
}

// What each strength stands for.
void HeatMap::paintScale(QPainter &painter) const
{
    const Grid at = grid();
    const double size = at.cell - gapOf(at.cell);
    const double top = at.origin.y() + Weekdays * at.cell + 2 * Margin;
    const QFontMetricsF metrics(smallFont());
    double left = at.origin.x();
    for (std::size_t level = 0; level < m_theme.colors().heat.size(); ++level) {
        const bool repeated = level > 1 && m_most.at(level - 1) == m_most.at(level - 2); // few days: fewer steps
        if (repeated && level < 4)
            continue;
        const QString text = level == 0 ? tr("nothing") : tr("up to %1").arg(measuredText(m_most.at(level - 1), m_measure));
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colors().heat.at(level));
        painter.drawRoundedRect(QRectF(left, top + (lineHeight() - size) / 2, size, size), 2, 2);
        painter.setPen(m_theme.colors().muted);
        painter.drawText(QRectF(left + size + 4, top, metrics.horizontalAdvance(text) + 2, lineHeight()), Qt::AlignVCenter, text);
        left += size + 4 + metrics.horizontalAdvance(text) + 14;
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
        return move(-Weekdays);
    case Qt::Key_Right:
        return move(Weekdays);
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
    const Grid at = grid();
    const QPointF place = (event->position() - at.origin) / at.cell;
    if (place.x() < 0 || place.y() < 0 || place.y() >= Weekdays)
        return setCurrent(-1);
    const int day = static_cast<int>(place.x()) * Weekdays + static_cast<int>(place.y()) - m_shift;
    setCurrent(day >= 0 && day < dayCount() ? day : -1);
}

void HeatMap::leaveEvent(QEvent *)
{
    setCurrent(-1);
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
