// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace homeport {

// What the relay serves. Probes, health and the gateway need no key.
enum class RouteKind {
    Health,  // GET|HEAD /health
    Probe,   // HEAD|GET / and /api/hello: tools ask whether anyone is there
    Forward, // POST /v1/messages, POST /v1/messages/count_tokens, GET /v1/models[/ID]; an ID is one segment, nothing that leads elsewhere
    Usage,   // /homeport/usage and /homeport/metrics: UsageEndpoint, whatever the method
    Gateway, // a tool's sign-in and what belongs to it: GatewayEndpoint, whatever the method
    WrongMethod,
    Unknown,
};

// @p path without query.
[[nodiscard]] RouteKind routeOf(QByteArrayView method, QByteArrayView path);

} // namespace homeport
