// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/net/httpengine.h"
#include "core/oauth/tokenreply.h"
#include "core/providers/profile.h"

#include <functional>

namespace homeport {

// Who asks: the profile's client or the user's own.
struct OAuthClient
{
    QString id;
    SharedSecret secret; // null: none
};

// How a request gets out; empty: direct. Cancelling the future stops it.
using TokenFetch = std::function<QFuture<Result<HttpResponse>>(const TransferRequest &request)>;

// An authorization code with what proves that we asked for it.
struct CodeGrant
{
    SharedSecret code;
    SharedSecret verifier;
    SharedSecret state;
    QByteArray redirectUri;
};

// The HTTP requests, as @p profile wants them written.
[[nodiscard]] TransferRequest tokenRequest(const SignInProfile &profile, const OAuthClient &client, const CodeGrant &grant);
[[nodiscard]] TransferRequest refreshRequest(const SignInProfile &profile, const OAuthClient &client, const SharedSecret &refreshToken);
// RFC 7009. The profile must have a revokeUrl.
[[nodiscard]] TransferRequest revokeRequest(const SignInProfile &profile, const OAuthClient &client, const SharedSecret &token);

// What the answer to tokenRequest() means. Errors: Unauthorized (4xx, in the provider's own words), RateLimited (429), Unavailable
// (5xx, or an answer that makes no sense). None of them holds a code, verifier, state, secret or token.
[[nodiscard]] Result<TokenReply> parseTokenReply(const SignInProfile &profile, const OAuthClient &client, const CodeGrant &grant,
                                                 const HttpResponse &response, const QDateTime &now);

} // namespace homeport
