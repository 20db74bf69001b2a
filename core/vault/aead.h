// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace homeport {

// AES-256-GCM, the one cipher of everything sealed here. Thread-safe. A nonce is used once per key, by the caller's care.
inline constexpr qsizetype AeadKeySize = 32;
inline constexpr qsizetype AeadNonceSize = 12;
inline constexpr qsizetype AeadTagSize = 16;

// The ciphertext, then the tag.
[[nodiscard]] Result<QByteArray> aeadSeal(const Secret &key, QByteArrayView nonce, QByteArrayView associated, QByteArrayView plain);
// Invalid when it does not authenticate: changed, cut off, another key, other associated data. Never a partial value.
[[nodiscard]] Result<Secret> aeadOpen(const Secret &key, QByteArrayView nonce, QByteArrayView associated, QByteArrayView sealed);

} // namespace homeport
