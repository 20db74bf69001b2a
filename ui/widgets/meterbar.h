// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colors.h"

#include <QWidget>

namespace homeport {

class Theme;

// The bar of a Meter: a track, what is used of it, and a mark where the clock is.
class MeterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit MeterBar(const Theme &theme, QWidget *parent = nullptr);

    // As MeterValue's; a part below 0 leaves the track empty.
    void setParts(double part, double aside, Tone tone);
    void setMark(double place); // 0 to 1; below 0: none

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintUsed(QPainter &painter, const QRectF &track) const;
    void paintMark(QPainter &painter) const;

    const Theme &m_theme;
    double m_part = -1;
    double m_aside = 0;
    double m_mark = -1;
    Tone m_tone = Tone::Info;
};

} // namespace homeport
