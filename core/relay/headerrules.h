// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/headerblock.h"

namespace homeport {

// The header fields that go upstream: the client's, in their order and byte for byte, except
//  - Host, Content-Length        set by the HTTP engine for the upstream
//  - hop-by-hop fields           Connection and what it names, Keep-Alive, TE, Trailer, Transfer-Encoding,
//                                Upgrade, Proxy-*, Expect (RFC 9110 section 7.6.1)
//  - x-homeport-key, x-api-key, Authorization   the tool's local key; the account's credential takes their place. Of a pass-through
//                                account x-api-key and Authorization stay as they are, unless they carry a local key
//  - anthropic-beta             values a signed-in account's provider requires are added at the end, where the client did not
//                                send them; what it sent stays, in its order
//  - Accept-Encoding             becomes "identity": answers pass unmodified, so every client must be able to read them
// @p token: the credential as it is now; null: none is added.
[[nodiscard]] HeaderBlock upstreamHeaders(const HeaderBlock &fromClient, const RelayAccount &account, const SharedSecret &token);

} // namespace homeport
