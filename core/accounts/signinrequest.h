// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace homeport {

// What a browser sign-in is for: a new account, or the same one again.
struct SignInRequest
{
    qint64 accountId = 0; // not 0: sign in again; id, name, provider and proxies are that account's
    QString providerId;
    QString name;
    // The user's own OAuth client. Empty: the profile's; again: the account's, and so is a secret or project id that is not
    // given for the same id. Another one takes the account's place with the new credential.
    QString clientId;
    SharedSecret clientSecret; // null: none
    QString projectId;
    ProxyChoice proxies;
};

} // namespace homeport
