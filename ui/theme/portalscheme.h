// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace homeport {

// The colour scheme as the desktop portal of a D-Bus session tells it, at the start and after each change.
class PortalScheme final : public QObject
{
    Q_OBJECT

public:
    explicit PortalScheme(QObject *parent = nullptr); // asks at once, waits for nothing

Q_SIGNALS:
    void told(bool dark); // never without a portal; may repeat itself

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

} // namespace homeport
