// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace homeport {

// What a browser sign-in is for: a new account, or the same one again.
struct SignInRequest
{
    qint64 accountId = 0; // not 0: sign in again; id, name, provider, client and proxies are that account's
    QString providerId;
    QString name;
    QString clientId;          // the user's own OAuth client; empty: the profile's
    SharedSecret clientSecret; // null: none
    QString projectId;
    ProxyChoice proxies;
};

} // namespace homeport
