// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/meterbar.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace homeport {

namespace {

constexpr int Height = 12;
constexpr int Track = 8;       // the mark stands out of it
constexpr double Smallest = 4; // something is never shown as nothing
constexpr double Mark = 2;
constexpr double Seam = 2; // around the mark

} // namespace

MeterBar::MeterBar(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setFixedHeight(Height);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MeterBar::setParts(double part, double aside, Tone tone)
{
    m_part = part;
    m_aside = aside;
    m_tone = tone;
    update();
}

void MeterBar::setMark(double place)
{
    m_mark = place;
    update();
}

void MeterBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (layoutDirection() == Qt::RightToLeft) {
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    const QRectF track(0, (Height - Track) / 2.0, width(), Track);
    QPainterPath path;
    path.addRoundedRect(track, Track / 2.0, Track / 2.0);
    painter.fillPath(path, m_theme.colors().border);
    painter.save();
    painter.setClipPath(path);
    paintUsed(painter, track);
    painter.restore();
    paintMark(painter);
}

void MeterBar::paintUsed(QPainter &painter, const QRectF &track) const
{
    if (m_part <= 0)
        return;
    const QColor color = m_theme.colors().tone(m_tone);
    const double used = std::clamp(m_part * track.width(), Smallest, std::max(Smallest, track.width()));
    const double sure = std::clamp((m_part - m_aside) * track.width(), 0.0, used);
    QColor lighter = color;
    lighter.setAlphaF(0.5F);
    painter.fillRect(QRectF(track.left(), track.top(), used, track.height()), m_aside > 0 ? lighter : color);
    if (m_aside > 0)
        painter.fillRect(QRectF(track.left(), track.top(), sure, track.height()), color);
}

void MeterBar::paintMark(QPainter &painter) const
{
    if (m_mark < 0)
        return;
    const double left = std::round(std::clamp(m_mark * width() - Mark / 2, 0.0, width() - Mark));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(left - Seam, 0, Mark + 2 * Seam, Height), m_theme.colors().surface);
    painter.fillRect(QRectF(left, 0, Mark, Height), m_tone == Tone::Neutral ? m_theme.colors().muted : m_theme.colors().text);
}

} // namespace homeport
