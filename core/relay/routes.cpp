// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/routes.h"

#include "core/relay/apicalls.h"

#include <algorithm>
#include <array>

namespace homeport {

namespace {

constexpr std::array<QByteArrayView, 9> GatewayPaths{"/.well-known/oauth-authorization-server",
                                                     "/oauth/device_authorization",
                                                     "/oauth/token",
                                                     "/oauth/revoke",
                                                     "/device",
                                                     "/managed/settings",
                                                     "/v1/metrics",
                                                     "/v1/logs",
                                                     "/v1/traces"};

// In front of a base address, so that a tool can be told from others.
constexpr std::array<QByteArrayView, 4> ToolPrefixes{"/claude", "/codex", "/gemini", "/openai"};

// What follows a base address that lacks its version, as some tools are given it.
constexpr std::array<QByteArrayView, 5> Unversioned{"/chat/completions", "/completions", "/responses", "/responses/compact", "/embeddings"};

bool isPathOf(QByteArrayView path, QByteArrayView prefix)
{
    return path.startsWith(prefix) && (path.size() == prefix.size() || path.at(prefix.size()) == '/');
}

// The path as it is known, of one that a tool put together from a base address and a path that don't fit each other. Views into @p path,
// but for the version that is missing.
QByteArray tidied(QByteArrayView path)
{
    const auto *prefix = std::find_if(ToolPrefixes.begin(), ToolPrefixes.end(), [path](QByteArrayView one) { return isPathOf(path, one); });
    if (prefix != ToolPrefixes.end())
        path = path.sliced(prefix->size());
    constexpr QByteArrayView version = "/v1";
    for (const QByteArrayView doubled : {QByteArrayView("/v1/v1/"), QByteArrayView("/v1/v1beta/"), QByteArrayView("/v1beta/v1beta/")}) {
        if (path.startsWith(doubled))
            path = path.sliced(path.indexOf('/', 1));
    }
    while (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    if (std::find(Unversioned.begin(), Unversioned.end(), path) != Unversioned.end())
        return version.toByteArray() + path;
    return path.isEmpty() ? QByteArray("/") : path.toByteArray();
}

Route fixedRoute(QByteArrayView method, QByteArrayView path)
{
    const bool isGetOrHead = method == "GET" || method == "HEAD";
    Route route;
    if (path == "/" || path == "/api/hello")
        route.kind = isGetOrHead ? RouteKind::Probe : RouteKind::WrongMethod;
    else if (path == "/health")
        route.kind = isGetOrHead ? RouteKind::Health : RouteKind::WrongMethod;
    else if (path == "/homeport/usage" || path == "/homeport/metrics")
        route.kind = RouteKind::Usage;
    else if (std::find(GatewayPaths.begin(), GatewayPaths.end(), path) != GatewayPaths.end())
        route.kind = RouteKind::Gateway;
    return route;
}

// In whose shape a tool is told that its path is unknown: a key of Google's says more than the path does.
Protocol protocolOfUnknown(QByteArrayView path, const HeaderBlock &headers)
{
    return headers.contains("x-goog-api-key") ? Protocol::Gemini : protocolOfPath(path);
}

Route routeOfPath(QByteArrayView method, QByteArrayView path, QByteArrayView query, const HeaderBlock &headers)
{
    auto known = apiCallOf(method, path, query, headers);
    if (!known)
        return fixedRoute(method, path);
    Route route{RouteKind::Forward, std::move(known->call), {}};
    if (!known->takesMethod) {
        const bool isUpgrade = path == "/v1/responses" && method == "GET" && headers.listHas("upgrade", "websocket");
        route.kind = isUpgrade ? RouteKind::WebSocket : RouteKind::WrongMethod;
    }
    return route;
}

} // namespace

Route routeOf(QByteArrayView method, QByteArrayView target, const HeaderBlock &headers)
{
    const qsizetype mark = target.indexOf('?');
    const QByteArrayView path = mark < 0 ? target : target.first(mark);
    const QByteArrayView query = mark < 0 ? QByteArrayView() : target.sliced(mark + 1);
    Route route = routeOfPath(method, path, query, headers);
    if (route.kind != RouteKind::Unknown)
        return route;
    QByteArray known = tidied(path);
    if (known == path) {
        route.call.protocol = protocolOfUnknown(path, headers);
        return route;
    }
    route = routeOfPath(method, known, query, headers);
    if (route.kind == RouteKind::Unknown)
        route.call.protocol = protocolOfUnknown(known, headers);
    else
        route.target = mark < 0 ? known : known.append(target.sliced(mark));
    return route;
}

Protocol protocolOfPath(QByteArrayView path)
{
    if (path.startsWith("/v1beta") || path.startsWith("/v1internal") || (path.startsWith("/v1/models/") && path.lastIndexOf(':') > 0)
        || isPathOf(path, "/gemini"))
        return Protocol::Gemini;
    constexpr std::array<QByteArrayView, 7> openAi{"/v1/chat", "/v1/completions", "/v1/responses", "/v1/embeddings",
                                                   "/codex",   "/openai",         "/chat"};
    const bool isOpenAi = std::any_of(openAi.begin(), openAi.end(), [path](QByteArrayView one) { return isPathOf(path, one); });
    return isOpenAi ? Protocol::OpenAi : Protocol::Anthropic;
}

} // namespace homeport
