// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/headerblock.h"

namespace homeport {

// Adds the fields that say who asks: the API key where the endpoint wants it, a token as bearer, with the project whose quota
// it uses; the organization and project that a request of OpenAI's protocol counts for. @p token: as it is now; empty: the provider needs none.
void appendCredential(HeaderBlock &headers, const RelayAccount &account, const ProtocolEndpoint &endpoint, const Secret &token);

// Whether a tool's field of that name gives way to one of the account's, credentials apart.
[[nodiscard]] bool replacesField(const RelayAccount &account, QByteArrayView name);

} // namespace homeport
