// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace homeport {

// Keys from secrets. Thread-safe.

// HKDF-SHA-256 (RFC 5869), 32 bytes: from a secret that is random already. @p salt may be empty.
[[nodiscard]] Result<Secret> hkdf(const Secret &key, QByteArrayView salt, QByteArrayView purpose);

// What one guess at a passphrase costs (RFC 7914). The default takes 128 MiB and about half a second.
struct ScryptCost
{
    quint64 n = 1u << 17; // a power of two
    quint64 r = 8;
    quint64 p = 1;

    [[nodiscard]] bool isSane() const; // at most 1 GiB: a forged file must not make us take all memory
    bool operator==(const ScryptCost &) const = default;
};

// @p size bytes. Blocks: never in the GUI thread.
[[nodiscard]] Result<Secret> scrypt(const Secret &passphrase, QByteArrayView salt, const ScryptCost &cost, qsizetype size);

// The part of a secret from @p at on.
[[nodiscard]] Secret slice(const Secret &secret, qsizetype at, qsizetype size);

} // namespace homeport
