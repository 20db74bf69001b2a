// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/routes.h"

namespace homeport {

RouteKind routeOf(QByteArrayView method, QByteArrayView path)
{
    const bool isGet = method == "GET";
    const bool isGetOrHead = isGet || method == "HEAD";
    if (path == "/v1/messages" || path == "/v1/messages/count_tokens")
        return method == "POST" ? RouteKind::Forward : RouteKind::WrongMethod;
    if (path == "/v1/models" || (path.startsWith("/v1/models/") && path.size() > 11))
        return isGet ? RouteKind::Forward : RouteKind::WrongMethod;
    if (path == "/" || path == "/api/hello")
        return isGetOrHead ? RouteKind::Probe : RouteKind::WrongMethod;
    if (path == "/health")
        return isGetOrHead ? RouteKind::Health : RouteKind::WrongMethod;
    return RouteKind::Unknown;
}

} // namespace homeport
