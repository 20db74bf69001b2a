// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/oauth/tokenrequest.h"

#include <chrono>

namespace homeport {

// What came of one use of a refresh token.
struct RefreshAnswer
{
    enum class Kind {
        Renewed,
        SignInAgain, // the grant has ended: invalid_grant and its kin. Never tried again
        TryLater,    // the way, the server, or its mood: the token may well be good
    };

    Kind kind = Kind::TryLater;
    TokenReply reply;                        // Renewed
    QString why;                             // otherwise: one sentence, with the provider's words; no secret
    std::chrono::milliseconds retryAfter{0}; // TryLater: what the server asked for; 0: nothing
    bool tokenUnused = false;                // TryLater: it refused, or was never asked: the refresh token is not used up
};

// Errors of RFC 6749 section 5.2 and OpenID Connect Core 3.1.2.6 end the grant; what a network, a proxy, a busy server
// or a refused egress address (403 without such an error) does to one attempt does not.
[[nodiscard]] RefreshAnswer judgeRefresh(const SignInProfile &profile, const OAuthClient &client, const SharedSecret &refreshToken,
                                         const Result<HttpResponse> &response, const QDateTime &now);

} // namespace homeport
