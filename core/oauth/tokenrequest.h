// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/net/httpengine.h"
#include "core/oauth/tokenreply.h"
#include "core/providers/profile.h"

namespace homeport {

// An authorization code with what proves that we asked for it.
struct CodeGrant
{
    SharedSecret code;
    SharedSecret verifier;
    SharedSecret state;
    QByteArray redirectUri;
};

// The HTTP request that redeems @p grant, as @p profile wants it written.
[[nodiscard]] TransferRequest tokenRequest(const SignInProfile &profile, const CodeGrant &grant);

// What the answer means. Errors: Unauthorized (4xx, in the provider's own words), Unavailable (5xx, or an answer
// that makes no sense). None of them holds a code, verifier, state or token.
[[nodiscard]] Result<TokenReply> parseTokenReply(const SignInProfile &profile, const CodeGrant &grant, const HttpResponse &response,
                                                 const QDateTime &now);

} // namespace homeport
