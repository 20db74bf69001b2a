// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/headerblock.h"

namespace homeport {

// Adds the fields that say who asks: the API key where the endpoint wants it, a token as bearer, with the project whose quota
// it uses. @p token: as it is now.
void appendCredential(HeaderBlock &headers, const RelayAccount &account, const ProtocolEndpoint &endpoint, const Secret &token);

} // namespace homeport
