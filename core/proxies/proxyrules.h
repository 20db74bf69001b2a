// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/proxies/proxy.h"

#include <QStringList>

#include <optional>

// What holds of proxies, without any proxy: pure functions. Errors: Invalid, one sentence each, never with a secret.
namespace homeport {

// Returns it tidied: name trimmed, host in lower-case ASCII without brackets. Name of 1 to 100 printable characters, host name
// or IP address, port 1 to 65535; login and password of any characters but control characters, a password only with a login,
// at most 255 bytes each for SOCKS5 (its protocol has no room for more), else 1,024.
[[nodiscard]] Result<NewProxy> checkedProxy(NewProxy proxy);

// What a user may type instead of fields: "socks5://user:p%40ss@host:1080", schemes http, https, socks5 and socks5h. Percent
// signs are taken apart in login and password. The name stays empty. The one direction: no such text is ever made.
[[nodiscard]] Result<NewProxy> parsedProxyUrl(const QString &url);

[[nodiscard]] std::optional<Proxy::Kind> proxyKindOf(QStringView text);

// Hosts that are reached directly: a host name, "*.suffix" (its sub-domains, not itself), an IP address, or a network in CIDR
// notation. Empty lines go, the rest is trimmed and in lower case.
[[nodiscard]] Result<QStringList> checkedBypass(const QStringList &patterns);
[[nodiscard]] QStringList defaultBypass();
// @p patterns as checkedBypass() gives them. Names are compared, never resolved.
[[nodiscard]] bool bypasses(const QStringList &patterns, const QString &host);

} // namespace homeport
