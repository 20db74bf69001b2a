// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/desktoptray.h"

#include <QGuiApplication>
#include <QSystemTrayIcon>

#ifdef HOMEPORT_DBUS
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#endif

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Qt asks D-Bus once in a process and keeps the answer. Under Wayland there is no other kind of tray: it is not asked before there is one.
bool canAskQt()
{
#ifdef HOMEPORT_DBUS
    if (QGuiApplication::platformName().startsWith("wayland"_L1)) {
        const QDBusConnectionInterface *bus = QDBusConnection::sessionBus().interface();
        return bus && bus->isServiceRegistered(u"org.kde.StatusNotifierWatcher"_s);
    }
#endif
    return true;
}

} // namespace

bool desktopHasTray()
{
    return canAskQt() && QSystemTrayIcon::isSystemTrayAvailable();
}

} // namespace homeport
