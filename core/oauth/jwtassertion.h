// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transfer.h"
#include "core/oauth/serviceaccount.h"

#include <QDateTime>
#include <QStringList>

#include <chrono>

namespace homeport {

// A clock that is a little ahead of the server's must not make an assertion that is not valid yet.
inline constexpr std::chrono::seconds AssertionIssuedBefore{60};
inline constexpr std::chrono::seconds AssertionLife{3600}; // from then on; the server takes no more

// "I am this service account, and want a token for @p scopes": a JWT (RFC 7523 section 3) signed with RS256, for its token_uri, made at
// @p now (UTC). A secret while it lives. Invalid: as readRsaKey(); Internal: OpenSSL's words.
[[nodiscard]] Result<SharedSecret> jwtAssertion(const ServiceAccount &account, const QStringList &scopes, const QDateTime &now);

// The token request (RFC 7523 section 2.1). It may be sent twice: nothing is used up by it.
[[nodiscard]] TransferRequest assertionRequest(const QString &tokenUri, const SharedSecret &assertion);

} // namespace homeport
