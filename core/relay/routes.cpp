// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/routes.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace homeport {

namespace {

// The target goes upstream as it was sent, so what a server might resolve to another path must not pass: dot segments,
// further slashes and backslashes, and all of these encoded, once or twice. Allowed is what names of models are made of.
bool isModelId(QByteArrayView id)
{
    if (id.isEmpty() || id == "." || id == "..")
        return false;
    for (qsizetype at = 0; at < id.size(); ++at) {
        const char c = id.at(at);
        if (c == '%') {
            bool isHex = false;
            const int code = id.sliced(at + 1).first(std::min<qsizetype>(2, id.size() - at - 1)).toByteArray().toInt(&isHex, 16);
            if (!isHex || id.size() < at + 3 || code == '.' || code == '/' || code == '\\' || code == '%' || code < 0x21)
                return false;
            at += 2;
        } else if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("-._~:@+").contains(c))) {
            return false;
        }
    }
    return true;
}

constexpr std::array<QByteArrayView, 9> GatewayPaths{"/.well-known/oauth-authorization-server",
                                                     "/oauth/device_authorization",
                                                     "/oauth/token",
                                                     "/oauth/revoke",
                                                     "/device",
                                                     "/managed/settings",
                                                     "/v1/metrics",
                                                     "/v1/logs",
                                                     "/v1/traces"};

} // namespace

RouteKind routeOf(QByteArrayView method, QByteArrayView path)
{
    const bool isGet = method == "GET";
    const bool isGetOrHead = isGet || method == "HEAD";
    if (path == "/v1/messages" || path == "/v1/messages/count_tokens")
        return method == "POST" ? RouteKind::Forward : RouteKind::WrongMethod;
    constexpr QByteArrayView models = "/v1/models/";
    if (path == models.chopped(1) || (path.startsWith(models) && isModelId(path.sliced(models.size()))))
        return isGet ? RouteKind::Forward : RouteKind::WrongMethod;
    if (path == "/" || path == "/api/hello")
        return isGetOrHead ? RouteKind::Probe : RouteKind::WrongMethod;
    if (path == "/health")
        return isGetOrHead ? RouteKind::Health : RouteKind::WrongMethod;
    if (path == "/homeport/usage" || path == "/homeport/metrics")
        return RouteKind::Usage;
    return std::find(GatewayPaths.begin(), GatewayPaths.end(), path) == GatewayPaths.end() ? RouteKind::Unknown : RouteKind::Gateway;
}

} // namespace homeport
