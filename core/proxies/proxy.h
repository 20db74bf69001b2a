// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/net/transfer.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace homeport {

// A proxy as everyone may see it: neither login nor password.
struct ProxyInfo
{
    qint64 id = 0;
    QString name; // unique, chosen by the user
    Proxy::Kind kind = Proxy::Kind::Http;
    QString host; // lower case, ASCII; an IPv6 address without brackets
    quint16 port = 0;
    bool hasLogin = false;
    QDateTime createdAt; // UTC

    bool operator==(const ProxyInfo &) const = default;
};

// What a new proxy brings along, or an edited one is to become.
struct NewProxy
{
    QString name;
    Proxy::Kind kind = Proxy::Kind::Http;
    QString host;
    int port = 0;
    SharedSecret login;    // UTF-8; null: none
    SharedSecret password; // UTF-8; null: none
};

[[nodiscard]] QString proxyKindText(Proxy::Kind kind); // "http", "https", "socks5": in the database and on the control socket

} // namespace homeport

Q_DECLARE_METATYPE(homeport::ProxyInfo)
