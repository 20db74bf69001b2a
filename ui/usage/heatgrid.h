// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QSizeF>

namespace homeport {

// Where the squares of a heat map stand: seven rows, a column for each week, months above and the scale below. Lengths are pixels.
class HeatGrid final
{
public:
    static constexpr int Weekdays = 7;
    static constexpr double Margin = 6; // room for the focus ring

    explicit HeatGrid(const QSizeF &size, int scaleLines = 1);

    [[nodiscard]] static QSizeF smallest();
    [[nodiscard]] static double heightFor(double width, int scaleLines = 1); // what it has use for
    [[nodiscard]] static double scaleWidth(double width);
    [[nodiscard]] static double lineHeight();
    [[nodiscard]] static int rowOf(int weekday); // Qt's, from the locale's first day of the week

    [[nodiscard]] QRectF square(int place) const;          // places go down the columns
    [[nodiscard]] int placeAt(const QPointF &point) const; // -1: none
    [[nodiscard]] double columnLeft(int column) const { return m_origin.x() + column * m_cell; }
    [[nodiscard]] double scaleTop() const;

private:
    double m_cell; // with its gap
    double m_gap;
    QPointF m_origin;
};

} // namespace homeport
