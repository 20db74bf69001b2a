// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigationbutton.h"

#include "ui/theme/theme.h"
#include "ui/widgets/fonts.h"

#include <QFocusEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace homeport {

namespace {

constexpr int IconSize = 20;
constexpr int Padding = 8;
constexpr double DotRadius = 4.5;

QFont badgeFont()
{
    QFont shown = smallFont();
    shown.setWeight(QFont::DemiBold);
    return shown;
}

} // namespace

NavigationButton::NavigationButton(const Theme &theme, const QString &icon, const QString &title, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(icon)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavigationButton::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
    update();
}

void NavigationButton::setBadge(int count, const QString &what)
{
    m_badge = count;
    //: %1: a page, %2: what waits there
    setAccessibleName(count > 0 ? tr("%1, %2").arg(text(), what) : text());
    update();
}

// Of the current page, which is the wider one.
QFont NavigationButton::boldFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QSize NavigationButton::sizeHint() const
{
    const int height = std::max(36, fontMetrics().height() + 16);
    const int icon = Padding + IconSize + Padding;
    return {m_compact ? icon : icon + Padding + QFontMetrics(boldFont()).horizontalAdvance(text()) + Padding, height};
}

void NavigationButton::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (isChecked() || underMouse() || isDown()) {
        painter.setBrush(isChecked() ? colors.surface : colors.border);
        painter.drawRoundedRect(rect(), 6, 6);
    }
    if (isChecked()) {
        painter.setBrush(colors.accent);
        painter.drawRoundedRect(placed({0, height() / 4, 3, height() / 2}), 1.5, 1.5);
    }
    if (hasFocus() && m_ring) {
        painter.setPen(QPen(colors.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const QRect iconRect = placed({Padding, (height() - IconSize) / 2, IconSize, IconSize});
    m_theme.icon(m_icon, isChecked() ? &Colors::text : &Colors::muted).paint(&painter, iconRect);
    if (m_badge > 0)
        paintBadge(painter);
    if (m_compact)
        return;
    painter.setFont(isChecked() ? boldFont() : font());
    painter.setPen(isChecked() ? colors.text : colors.muted);
    const int badge = m_badge > 0 ? badgeSize().width() + Padding : 0;
    const QRect room = rect().adjusted(2 * Padding + IconSize + 4, 0, -Padding - badge, 0);
    painter.drawText(placed(room), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

// Where it is when texts run from right to left.
QRect NavigationButton::placed(const QRect &place) const
{
    return QStyle::visualRect(layoutDirection(), rect(), place);
}

QString NavigationButton::badgeText() const
{
    return m_badge > 99 ? QStringLiteral("99+") : QLocale().toString(m_badge);
}

QSize NavigationButton::badgeSize() const
{
    const QFontMetrics metrics(badgeFont());
    const int tall = metrics.height() + 2;
    return {std::max(tall, metrics.horizontalAdvance(badgeText()) + 10), tall};
}

// A number beside the title, or a dot on the icon.
void NavigationButton::paintBadge(QPainter &painter) const
{
    const Colors &colors = m_theme.colors();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.accentFill);
    if (m_compact) {
        const QPoint corner = placed({Padding + IconSize, (height() - IconSize) / 2 + 1, 1, 1}).topLeft();
        painter.drawEllipse(QPointF(corner), DotRadius, DotRadius);
        return;
    }
    const QSize size = badgeSize();
    const QRect pill = placed({QPoint(width() - Padding - size.width(), (height() - size.height()) / 2), size});
    painter.drawRoundedRect(pill, size.height() / 2.0, size.height() / 2.0);
    painter.setFont(badgeFont());
    painter.setPen(colors.onAccent);
    painter.drawText(pill, Qt::AlignCenter, badgeText());
}

bool NavigationButton::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

// Switching pages moves the focus here too: that alone shows no ring.
void NavigationButton::focusInEvent(QFocusEvent *event)
{
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QAbstractButton::focusInEvent(event);
}

} // namespace homeport
