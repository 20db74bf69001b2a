// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/heatgrid.h"

#include "ui/widgets/fonts.h"

#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace homeport {

namespace {

constexpr double LargestCell = 28;
constexpr double SmallestCell = 9;
constexpr int MostWeeks = 54;

double weekdayWidth()
{
    double width = 0;
    for (int day = 1; day <= HeatGrid::Weekdays; ++day)
        width = std::max(width, QFontMetricsF(smallFont()).horizontalAdvance(QLocale().dayName(day, QLocale::ShortFormat)));
    return std::ceil(width) + 8;
}

double cellFor(double width) // from the room there is for a year
{
    return std::clamp(std::floor((width - weekdayWidth() - 2 * HeatGrid::Margin) / MostWeeks), SmallestCell, LargestCell);
}

double heightAround(int scaleLines) // of months, scale and margins
{
    return (1 + scaleLines) * HeatGrid::lineHeight() + 6 * HeatGrid::Margin;
}

} // namespace

HeatGrid::HeatGrid(const QSizeF &size, int scaleLines)
    : m_cell(std::clamp(std::floor(std::min(cellFor(size.width()), (size.height() - heightAround(scaleLines)) / Weekdays)), SmallestCell,
                        LargestCell)),
      m_gap(m_cell >= 14 ? 3 : 2), m_origin(weekdayWidth() + Margin, lineHeight() + 2 * Margin)
{
}

QSizeF HeatGrid::smallest()
{
    return {weekdayWidth() + 2 * Margin + MostWeeks * SmallestCell, heightAround(1) + Weekdays * SmallestCell};
}

double HeatGrid::heightFor(double width, int scaleLines)
{
    return heightAround(scaleLines) + Weekdays * cellFor(width);
}

double HeatGrid::scaleWidth(double width)
{
    return width - weekdayWidth() - 2 * Margin;
}

double HeatGrid::lineHeight()
{
    return std::ceil(QFontMetricsF(smallFont()).height());
}

int HeatGrid::rowOf(int weekday)
{
    return (weekday - QLocale().firstDayOfWeek() + Weekdays) % Weekdays;
}

QRectF HeatGrid::square(int place) const
{
    return {m_origin + QPointF(place / Weekdays * m_cell, place % Weekdays * m_cell), QSizeF(m_cell - m_gap, m_cell - m_gap)};
}

int HeatGrid::placeAt(const QPointF &point) const
{
    const QPointF place = (point - m_origin) / m_cell;
    if (place.x() < 0 || place.y() < 0 || place.y() >= Weekdays)
        return -1;
    return static_cast<int>(place.x()) * Weekdays + static_cast<int>(place.y());
}

double HeatGrid::scaleTop() const
{
    return m_origin.y() + Weekdays * m_cell + 2 * Margin;
}

} // namespace homeport
