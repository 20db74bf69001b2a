// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QRect>
#include <QString>
#include <QWidget>

namespace homeport {

class Theme;

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

// Shows a readout above everything else in the window of a chart, which need not have the room for it. Takes neither pointer nor keyboard: what it
// says, the chart's accessible description says too.
class ReadoutBox final : public QWidget
{
    Q_OBJECT

public:
    explicit ReadoutBox(const Theme &theme, QWidget *owner);

    // Beside @p place, in the coordinates of @p owner.
    void showBeside(QWidget *owner, const QRect &place, const Readout &readout);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Readout m_readout;
};

} // namespace homeport
