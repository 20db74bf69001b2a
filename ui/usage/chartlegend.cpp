// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/chartlegend.h"

#include "ui/widgets/flowlayout.h"

#include <QPainter>
#include <QPixmap>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int IconSize = 14;
constexpr int Sharpness = 3; // painted larger, for screens of any scale
constexpr int WidestName = 200;

// Filled while it is shown, an outline while it is not.
QPixmap swatch(const LegendEntry &entry, bool on)
{
    QPixmap pixmap(QSize(IconSize, IconSize) * Sharpness);
    pixmap.setDevicePixelRatio(Sharpness);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    if (entry.line) {
        painter.setPen(QPen(entry.color, 2, on ? Qt::SolidLine : Qt::DotLine));
        painter.drawLine(QPointF(0, IconSize / 2.0), QPointF(IconSize, IconSize / 2.0));
        painter.setPen(QPen(entry.color, 1.5));
        painter.setBrush(on ? QBrush(entry.color) : QBrush());
        painter.drawEllipse(QPointF(IconSize / 2.0, IconSize / 2.0), 3, 3);
    } else {
        painter.setPen(QPen(entry.color, 1.5));
        painter.setBrush(on ? QBrush(entry.color) : QBrush());
        painter.drawRoundedRect(QRectF(1.5, 1.5, IconSize - 3, IconSize - 3), 2, 2);
    }
    return pixmap;
}

} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"legend"_s);
    auto *layout = new FlowLayout(4, this);
    setLayout(layout);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QPushButton *ChartLegend::makeEntry(const QString &name)
{
    auto *button = new QPushButton(this);
    button->setProperty("role", u"legend"_s);
    button->setText(fontMetrics().elidedText(name, Qt::ElideMiddle, WidestName).replace(u'&', u"&&"_s));
    button->setAccessibleName(name);
    button->setToolTip(tr("%1: show or hide").arg(name));
    button->setIconSize({IconSize, IconSize});
    button->setAutoDefault(false);
    button->setCheckable(true);
    button->setChecked(isShown(name));
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QPushButton::toggled, this, [this, name](bool on) {
        if (on)
            m_hidden.remove(name);
        else
            m_hidden.insert(name);
        Q_EMIT toggled();
    });
    return button;
}

// A button whose name stays is kept: the keyboard may be on it.
void ChartLegend::setEntries(const QList<LegendEntry> &entries)
{
    bool same = entries.size() == m_buttons.size();
    for (qsizetype i = 0; same && i < entries.size(); ++i)
        same = m_buttons.at(i)->accessibleName() == entries.at(i).name;
    if (!same) {
        for (QPushButton *button : std::as_const(m_buttons)) {
            button->hide();
            button->deleteLater();
        }
        m_buttons.clear();
        for (const LegendEntry &entry : entries) {
            m_buttons << makeEntry(entry.name);
            m_buttons.last()->setObjectName(u"legend%1"_s.arg(m_buttons.size() - 1));
            layout()->addWidget(m_buttons.last());
            if (m_buttons.size() > 1)
                setTabOrder(m_buttons.at(m_buttons.size() - 2), m_buttons.last());
            m_buttons.last()->setVisible(true);
        }
        updateGeometry();
    }
    for (qsizetype i = 0; i < entries.size(); ++i) {
        QIcon icon;
        icon.addPixmap(swatch(entries.at(i), true), QIcon::Normal, QIcon::On);
        icon.addPixmap(swatch(entries.at(i), false), QIcon::Normal, QIcon::Off);
        m_buttons.at(i)->setIcon(icon);
    }
}

} // namespace homeport
