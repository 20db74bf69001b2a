// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/apicall.h"

#include <QByteArray>
#include <QByteArrayView>

namespace homeport {

// What the relay serves. Probes, health and the gateway need no key.
enum class RouteKind {
    Health,    // GET|HEAD /health
    Probe,     // HEAD|GET / and /api/hello: tools ask whether anyone is there
    Forward,   // a call of one of the protocols: apicalls.h
    Usage,     // /homeport/usage and /homeport/metrics: UsageEndpoint, whatever the method
    Gateway,   // a tool's sign-in and what belongs to it: GatewayEndpoint, whatever the method
    WebSocket, // GET /v1/responses to be upgraded: Codex asks, and posts once it is refused with 426
    WrongMethod,
    Unknown,
};

struct Route
{
    RouteKind kind = RouteKind::Unknown;
    ApiCall call; // Forward; of the others only the protocol, in which an error is told
    QByteArray
        target; // where the tool wrote it in a way of its own (/claude/v1/messages, /v1/v1/messages, /v1/messages/); empty: as it was sent
};

// @p target in origin form, with its query. @p headers tell whose GET /v1/models it is.
[[nodiscard]] Route routeOf(QByteArrayView method, QByteArrayView target, const HeaderBlock &headers);

// The protocol that errors at @p path are told in, whatever was wrong with the request.
[[nodiscard]] Protocol protocolOfPath(QByteArrayView path);

} // namespace homeport
