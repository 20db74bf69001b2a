// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace homeport {

// A service that answers with the address it is called from; asked only when the user tests a proxy.
struct ProxyEcho
{
    QByteArray url;       // https, or http of this computer
    QString addressField; // of the JSON object it answers with; empty: the body is the address

    bool operator==(const ProxyEcho &) const = default;
};

// resources/proxies/echo.json, or the user's own @p file where there is one ({"url": "…", "addressField": "…"}).
// Errors: Storage (can't be read), Invalid (names the field); then nothing is asked of anyone.
[[nodiscard]] Result<ProxyEcho> proxyEcho(const QString &file);

// The address out of an answer. Invalid: there is none in it.
[[nodiscard]] Result<QString> exitAddressIn(const ProxyEcho &echo, const QByteArray &body);

} // namespace homeport
