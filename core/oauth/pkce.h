// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>

namespace homeport {

// Proof Key for Code Exchange (RFC 7636), method S256: who redeems the code must be who asked for it.
struct Pkce
{
    Secret verifier;      // goes into the token request only
    QByteArray challenge; // goes into the authorize URL
};

[[nodiscard]] Pkce makePkce();

// BASE64URL(SHA256(verifier)) without padding.
[[nodiscard]] QByteArray pkceChallenge(QByteArrayView verifier);
// 43 to 128 of RFC 3986's unreserved characters.
[[nodiscard]] bool isPkceVerifier(QByteArrayView text);

} // namespace homeport
