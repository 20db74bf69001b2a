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
//  - x-homeport-key, x-api-key, x-goog-api-key, api-key, Authorization   the tool's local key; the account's credential takes their
//                                place. Of a pass-through account all but the first stay as they are, unless they carry a local key
//  - OpenAI-Organization, OpenAI-Project   the account's, where it has them, take the place of the tool's
//  - anthropic-beta             values a signed-in account's provider requires are added at the end, where the client did not
//                                send them; what it sent stays, in its order
//  - Accept-Encoding             becomes "identity": answers pass unmodified, so every client must be able to read them
//
// The way down is ResponseStream::writeHead(). The client gets the upstream's status, phrase and fields in their order, repeated
// ones too, except
//  - hop-by-hop fields           Connection and what it names, Keep-Alive, TE, Trailer, Transfer-Encoding, Upgrade,
//                                Proxy-Connection, Proxy-Authenticate
//  - the framing                 is this connection's: HTTP/1.1; Transfer-Encoding: chunked at the end where there is no
//                                Content-Length (chunks need not be cut as the upstream's were); Connection: close where
//                                the client asked for it
//  - an empty reason phrase      becomes the standard one (HTTP/2 has none)
//  - white space around values   goes: "Name: value"
//  - interim answers (1xx) and trailers are not passed on
//
// @p token: the credential as it is now; null: none is added.
[[nodiscard]] HeaderBlock upstreamHeaders(const HeaderBlock &fromClient, const RelayAccount &account, const ProtocolEndpoint &endpoint,
                                          const SharedSecret &token);

} // namespace homeport
