// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace homeport {

namespace {

constexpr int Line = 1;     // below the bars
constexpr int Gap = 1;      // between them
constexpr int Smallest = 2; // something is never shown as nothing

} // namespace

Sparkline::Sparkline(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setValues(const QList<qint64> &values, const QString &words)
{
    m_values = values;
    m_most = values.isEmpty() ? 0 : std::max<qint64>(0, *std::max_element(values.cbegin(), values.cend()));
    setToolTip(words);
    setAccessibleName(words);
    update();
}

QSize Sparkline::sizeHint() const
{
    return {120, 24};
}

// On whole pixels: half ones would make a grey fence of it.
QRect Sparkline::barRect(qsizetype place) const
{
    const qint64 value = m_values.at(place);
    if (value <= 0)
        return {};
    const auto edge = [this](qsizetype at) {
        return static_cast<int>(std::lround(static_cast<double>(at) * (width() + Gap) / static_cast<double>(m_values.size())));
    };
    const int room = height() - Line;
    const auto tall = static_cast<int>(std::lround(static_cast<double>(value) / static_cast<double>(m_most) * room));
    const int bar = std::clamp(tall, std::min(Smallest, room), room);
    return {edge(place), room - bar, std::max(1, edge(place + 1) - edge(place) - Gap), bar};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - Line, width(), Line), m_theme.colors().outline);
    for (qsizetype place = 0; place < m_values.size(); ++place)
        painter.fillRect(barRect(place), m_theme.colors().accent);
}

} // namespace homeport
