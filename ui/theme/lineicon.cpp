// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/lineicon.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Those that point along a line of text do so from right to left, too.
bool isMirrored(const QString &name)
{
    static const QStringList directed{u"back"_s, u"forward"_s, u"previous"_s, u"submenu"_s, u"undo"_s};
    return QGuiApplication::layoutDirection() == Qt::RightToLeft && directed.contains(name);
}

QPixmap render(const QString &name, const QColor &color, const QSize &size)
{
    const bool mirrored = isMirrored(name);
    const QString key = u"homeport/%1/%2/%3x%4/%5"_s.arg(name, color.name(QColor::HexArgb))
                            .arg(size.width())
                            .arg(size.height())
                            .arg(static_cast<int>(mirrored));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(u":/homeport/icons/%1.svg"_s.arg(name));
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "LineIconEngine", qPrintable(name));
    const QByteArray svg = file.readAll().replace("currentColor", color.name().toLatin1());
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    if (mirrored) {
        painter.translate(size.width(), 0);
        painter.scale(-1, 1);
    }
    painter.setOpacity(color.alphaF());
    QSvgRenderer(svg).render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace

LineIconEngine::LineIconEngine(QString name, std::function<QColor()> color) : m_name(std::move(name)), m_color(std::move(color)) {}

void LineIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal scale = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
    painter->drawPixmap(rect, scaledPixmap(rect.size() * scale, mode, state, scale));
}

QPixmap LineIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1.0);
}

// @p size is in device pixels already: that is how QIcon asks.
QPixmap LineIconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale)
{
    QColor color = m_color();
    if (mode == QIcon::Disabled)
        color.setAlphaF(0.45F);
    QPixmap result = render(m_name, color, size);
    result.setDevicePixelRatio(scale);
    return result;
}

QIconEngine *LineIconEngine::clone() const
{
    return new LineIconEngine(m_name, m_color); // QIcon takes it over
}

} // namespace homeport
