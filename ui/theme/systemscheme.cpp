// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/systemscheme.h"

#ifdef HOMEPORT_ASK_PORTAL
#include "ui/theme/portalscheme.h"
#endif

#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>

namespace homeport {

SystemScheme::SystemScheme(QObject *parent) : QObject(parent)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QStyleHints *hints = QGuiApplication::styleHints();
    m_dark = hints->colorScheme() == Qt::ColorScheme::Dark;
    connect(hints, &QStyleHints::colorSchemeChanged, this, [this](Qt::ColorScheme scheme) { setDark(scheme == Qt::ColorScheme::Dark); });
#else
    m_dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
#endif
#ifdef HOMEPORT_ASK_PORTAL
    connect(new PortalScheme(this), &PortalScheme::told, this, &SystemScheme::setDark);
#endif
}

void SystemScheme::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

} // namespace homeport
