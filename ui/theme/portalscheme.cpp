// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/portalscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto Service = "org.freedesktop.portal.Desktop"_L1;
constexpr auto Path = "/org/freedesktop/portal/desktop"_L1;
constexpr auto Interface = "org.freedesktop.portal.Settings"_L1;
constexpr auto Group = "org.freedesktop.appearance"_L1;
constexpr auto Key = "color-scheme"_L1;
constexpr uint PrefersDark = 1;

// Asking for a bus that is not there already might start one.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus");
}

} // namespace

PortalScheme::PortalScheme(QObject *parent) : QObject(parent)
{
    if (!hasSessionBus())
        return;
    qRegisterMetaType<QDBusVariant>(); // the slot is found by its types' names, and QtDBus registers this one too late
    QDBusConnection bus = QDBusConnection::sessionBus();
    // The signature has to be a normalized one.
    // clang-format off
    bus.connect(Service, Path, Interface, u"SettingChanged"_s, this, SLOT(settingChanged(QString,QString,QDBusVariant)));
    // clang-format on
    QDBusMessage question = QDBusMessage::createMethodCall(Service, Path, Interface, u"Read"_s);
    question << QString(Group) << QString(Key);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid()) // a variant inside a variant: the portal's Read has always answered so
            settingChanged(Group, Key, qvariant_cast<QDBusVariant>(reply.value().variant()));
    });
}

void PortalScheme::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == Group && key == Key)
        Q_EMIT told(value.variant().toUInt() == PrefersDark);
}

} // namespace homeport
