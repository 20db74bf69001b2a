// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountsignal.h"
#include "core/net/httpengine.h"

#include <functional>

namespace homeport {

// One small exchange, and the way it takes.
struct RouteErrand
{
    ProxyRoute route;
    qint64 accountId = 0; // on whose behalf; 0: of one that is not there yet
    TransferRequest request{};
    qsizetype maxBody = 256 * 1024;
};

// ProxyFailed and ProxyWorked only, before the future finishes.
using SignalReport = std::function<void(const AccountSignal &signal)>;

// HttpEngine::fetch() through the proxies of a route, in their order. Only one that let nothing through (Unavailable) hands over to
// the next: what may have reached the server is not sent again. A route with a problem sends nothing (Unavailable).
// Same thread as @p engine, which outlives @p context. When @p context dies, or the future is cancelled, the connection closes.
[[nodiscard]] QFuture<Result<HttpResponse>> fetchThrough(HttpEngine &engine, RouteErrand errand, QObject *context, SignalReport report);

} // namespace homeport
