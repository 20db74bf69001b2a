// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QDateTime>

namespace homeport {

// What a provider gave for an authorization code or a refresh token.
struct TokenReply
{
    SharedSecret accessToken;  // or the API key (OpenRouter)
    SharedSecret refreshToken; // null: none
    QDateTime expiresAt;       // UTC; null: does not expire
    bool isApiKey = false;
    QString identity; // who signed in, as the provider says; may be empty
};

} // namespace homeport
