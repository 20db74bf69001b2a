// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/traytext.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>

namespace homeport {

namespace {

constexpr qreal Part = 0.62; // of the icon that the mark takes: its shape must be told at 16 pixels

// On a panel of unknown colour: a white rim around each.
QColor fillOf(TraySign sign)
{
    const Colors colors = Colors::light();
    return colors.tone(sign == TraySign::NotListening ? Tone::Bad : sign == TraySign::Locked ? Tone::Warning : Tone::Neutral);
}

QPainterPath outlineOf(TraySign sign, const QRectF &box)
{
    QPainterPath path;
    if (sign == TraySign::Locked) { // a triangle
        path.moveTo(box.center().x(), box.top());
        path.lineTo(box.bottomRight());
        path.lineTo(box.bottomLeft());
        path.closeSubpath();
    } else if (sign == TraySign::NotListening) {
        path.addRect(box.adjusted(box.width() * 0.06, box.height() * 0.06, -box.width() * 0.06, -box.height() * 0.06));
    } else {
        path.addEllipse(box);
    }
    return path;
}

void paintGlyph(QPainter *painter, TraySign sign, const QRectF &box)
{
    const qreal unit = box.width() / 10;
    const QPointF middle = box.center();
    painter->setPen(QPen(Qt::white, unit * 1.7, Qt::SolidLine, Qt::FlatCap));
    painter->setBrush(Qt::white);
    const auto line = [&](qreal x1, qreal y1, qreal x2, qreal y2) {
        painter->drawLine(middle + QPointF(x1, y1) * unit, middle + QPointF(x2, y2) * unit);
    };
    if (sign == TraySign::Paused) {
        line(-1.6, -2.5, -1.6, 2.5);
        line(1.6, -2.5, 1.6, 2.5);
    } else if (sign == TraySign::NotListening) {
        line(-2.3, -2.3, 2.3, 2.3);
        line(-2.3, 2.3, 2.3, -2.3);
    } else if (sign == TraySign::Locked) {
        line(0, -1.8, 0, 1.7);
        line(0, 2.5, 0, 4.1);
    } else {
        painter->setPen(Qt::NoPen);
        for (const qreal x : {-2.6, 0.0, 2.6})
            painter->drawEllipse(middle + QPointF(x, 0) * unit, unit * 0.95, unit * 0.95);
    }
}

QPixmap paintIcon(TraySign sign, const QIcon &base, int size)
{
    QPixmap pixmap = base.pixmap(QSize(size, size), 1.0);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = size * Part;
    const qreal rim = std::max(1.0, size / 24.0);
    const QRectF box(size - side + rim / 2 - rim, size - side + rim / 2 - rim, side - rim / 2, side - rim / 2);
    const QPainterPath outline = outlineOf(sign, box);
    painter.setPen(QPen(Qt::white, rim * 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(fillOf(sign));
    painter.drawPath(outline);
    painter.setPen(Qt::NoPen);
    painter.drawPath(outline);
    paintGlyph(&painter, sign, box);
    return pixmap;
}

} // namespace

QIcon trayIcon(TraySign sign)
{
    const QIcon base = applicationIcon();
    if (sign == TraySign::Running)
        return base;
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64})
        icon.addPixmap(paintIcon(sign, base, size));
    return icon;
}

} // namespace homeport
