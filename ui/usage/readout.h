// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>

class QFont;
class QPainter;
class QRectF;

namespace homeport {

struct Colors;

struct ReadoutRow
{
    QColor swatch; // invalid: none
    QString name;
    QString value;
};

// The exact values at one place of a chart.
struct Readout
{
    QString title;
    QList<ReadoutRow> rows;

    [[nodiscard]] QString text() const; // as one line, for screen readers
};

// As a box beside @p place, within @p bounds.
void paintReadout(QPainter &painter, const Readout &readout, const QRectF &place, const QRectF &bounds, const Colors &colors,
                  const QFont &font);

} // namespace homeport
