// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/readout.h"

#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fonts.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr double Padding = 10;
constexpr int Away = 8; // from what it is about, and from the window's edge
constexpr double Swatch = 10;
constexpr double Gap = 16; // between names and values
constexpr double WidestName = 220;

struct Measures
{
    double line = 0;
    double swatch = 0; // with the room after it
    double names = 0;
    QSizeF size;
};

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

Measures measure(const Readout &readout, const QFont &font)
{
    const QFontMetricsF metrics(font);
    Measures result;
    result.line = std::ceil(metrics.height()) + 2;
    double values = 0;
    for (const ReadoutRow &row : readout.rows) {
        result.names = std::max(result.names, std::min(WidestName, metrics.horizontalAdvance(row.name)));
        values = std::max(values, metrics.horizontalAdvance(row.value));
        if (row.swatch.isValid())
            result.swatch = Swatch + 6;
    }
    const double title = QFontMetricsF(bold(font)).horizontalAdvance(readout.title);
    const double width = std::max(title, result.swatch + result.names + Gap + values);
    result.size = {std::ceil(width) + 2 * Padding, result.line * static_cast<double>(readout.rows.size() + 1) + 2 * Padding};
    return result;
}

QPoint placed(const QSize &size, const QRect &place, const QRect &bounds)
{
    int left = place.right() + Away;
    if (left + size.width() > bounds.right())
        left = place.left() - Away - size.width();
    left = std::clamp(left, bounds.left(), std::max(bounds.left(), bounds.right() - size.width()));
    return {left, std::clamp(place.top(), bounds.top(), std::max(bounds.top(), bounds.bottom() - size.height()))};
}

} // namespace

QString Readout::text() const
{
    QStringList parts;
    for (const ReadoutRow &row : rows)
        parts << u"%1 %2"_s.arg(row.name, row.value);
    return u"%1: %2"_s.arg(title, formatList(parts));
}

ReadoutBox::ReadoutBox(const Theme &theme, QWidget *owner) : QWidget(owner->window()), m_theme(theme)
{
    setObjectName(u"readout"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setLayoutDirection(Qt::LeftToRight); // as the figure it stands beside
    hide();
}

void ReadoutBox::showBeside(QWidget *owner, const QRect &place, const Readout &readout)
{
    QWidget *window = owner->window();
    if (parentWidget() != window)
        setParent(window);
    m_readout = readout;
    resize(measure(readout, smallFont()).size.toSize());
    const QRect there(owner->mapTo(window, place.topLeft()), place.size());
    move(placed(size(), there, window->rect().adjusted(Away, Away, -Away, -Away)));
    raise();
    show();
    update();
}

void ReadoutBox::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    const Measures measures = measure(m_readout, smallFont());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.outline);
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QRectF inner = QRectF(rect()).adjusted(Padding, Padding, -Padding, -Padding);
    QRectF line(inner.topLeft(), QSizeF(inner.width(), measures.line));
    painter.setPen(colors.text);
    painter.setFont(bold(smallFont()));
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute, m_readout.title);
    painter.setFont(smallFont());
    const QFontMetricsF metrics(smallFont());
    for (const ReadoutRow &row : std::as_const(m_readout.rows)) {
        line.translate(0, measures.line);
        if (row.swatch.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(row.swatch);
            painter.drawRoundedRect(QRectF(line.left(), line.center().y() - Swatch / 2, Swatch, Swatch), 2, 2);
        }
        painter.setPen(colors.muted);
        painter.drawText(line.adjusted(measures.swatch, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute,
                         metrics.elidedText(row.name, Qt::ElideMiddle, measures.names + 1));
        painter.setPen(colors.text);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight | Qt::AlignAbsolute, row.value);
    }
}

} // namespace homeport
