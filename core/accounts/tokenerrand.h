// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/oauth/refreshanswer.h"

namespace homeport {

// One way to an access token: what is sent for it, and what judges the answer.
struct TokenErrand
{
    TransferRequest request;
    SignInProfile profile; // how the reply is read
    OAuthClient client;
    SharedSecret proof; // what was sent to prove it: a refresh token, or an assertion
    bool isKey = false; // proven by a service account's key, which lasts: no use of it uses it up
};

// By the account's refresh token, or its service account's key. @p now: UTC. Errors: Invalid (its provider's file has changed: nothing
// is known of how), Unauthorized (what is stored can't be used; one sentence).
[[nodiscard]] Result<TokenErrand> tokenErrand(const RefreshMaterial &material, const ProviderProfile *provider, const QDateTime &now);

// judgeRefresh(), and for a key: no other one comes in its place, and an assertion that was refused because this computer's clock is
// wrong is no end of it.
[[nodiscard]] RefreshAnswer judgeErrand(const TokenErrand &errand, const Result<HttpResponse> &response, const QDateTime &now);

} // namespace homeport
