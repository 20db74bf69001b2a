// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/meterbar.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace homeport {

namespace {

constexpr int Height = 8;
constexpr double Smallest = 4; // something is never shown as nothing

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

void MeterBar::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QPainterPath track;
    track.addRoundedRect(QRectF(rect()), Height / 2.0, Height / 2.0);
    painter.fillPath(track, colors.border);
    if (m_part <= 0)
        return;
    painter.setClipPath(track);
    const double used = std::clamp(m_part * width(), Smallest, static_cast<double>(width()));
    const double sure = std::clamp((m_part - m_aside) * width(), 0.0, used);
    QColor lighter = colors.tone(m_tone);
    lighter.setAlphaF(0.5F);
    const bool reversed = layoutDirection() == Qt::RightToLeft;
    const auto bar = [this, reversed](double length) { return QRectF(reversed ? width() - length : 0.0, 0, length, height()); };
    painter.fillRect(bar(used), m_aside > 0 ? lighter : colors.tone(m_tone));
    if (m_aside > 0)
        painter.fillRect(bar(sure), colors.tone(m_tone));
}

} // namespace homeport
