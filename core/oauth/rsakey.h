// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>

#include <memory>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace homeport {

struct RsaKeyFree
{
    void operator()(evp_pkey_st *key) const;
};
using RsaKey = std::unique_ptr<evp_pkey_st, RsaKeyFree>; // cleared by OpenSSL when it goes

inline constexpr int LeastRsaBits = 2048; // RFC 7518 section 3.3

// The RSA key in PEM (PKCS #8 or PKCS #1). Invalid, one sentence each: no key that can be read (one under a passphrase is none), a
// key of another kind, one that is too short. Nothing of the key stands in an error.
[[nodiscard]] Result<RsaKey> readRsaKey(const Secret &pem);

// RSASSA-PKCS1-v1_5 with SHA-256 ("RS256", RFC 7518 section 3.3). Internal: OpenSSL's words.
[[nodiscard]] Result<QByteArray> signRs256(const RsaKey &key, QByteArrayView message);

} // namespace homeport
