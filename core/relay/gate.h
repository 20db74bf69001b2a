// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/authenticator.h"
#include "core/http/httprequest.h"
#include "core/providers/requestfacts.h"
#include "core/relay/relaysnapshot.h"
#include "core/relay/routes.h"

#include <optional>

namespace homeport {

// Why a request does not pass, as its tool is told.
struct GateRefusal
{
    int status = 401;
    QString why;
    bool retry = false;           // false: the tool is told not to try again by itself
    qint64 retryAfterSeconds = 1; // with retry only
    bool wrongKey = false;        // counts as a guess at keys
};

// Vault, key and expiry: what passGate() begins with.
[[nodiscard]] tl::expected<AuthenticatedKey, GateRefusal> passKey(const RelaySnapshot &snapshot, const Authenticator &authenticator,
                                                                  const HttpRequest &request, QByteArrayView pathKey, const QDateTime &now);

// The part of the chain (design section 6) that needs nothing but the snapshot: vault, key, expiry, route. Pure.
// Rates, places and budgets come after it (KeyLimits), then the choice of an account (Routing).
[[nodiscard]] tl::expected<AuthenticatedKey, GateRefusal> passGate(const RelaySnapshot &snapshot, const Authenticator &authenticator,
                                                                   const HttpRequest &request, RouteKind route, QByteArrayView pathKey,
                                                                   const QDateTime &now);

// Whether the key may ask for the model that @p request names, and whether it is plain which one that is. Null: yes. A list of
// models names none, and is no use of one.
[[nodiscard]] std::optional<GateRefusal> passModel(const AuthenticatedKey &key, const HttpRequest &request, const RequestFacts &facts);

} // namespace homeport
