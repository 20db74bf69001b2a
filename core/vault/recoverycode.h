// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>

namespace homeport {

// A code on paper that brings the master key back when its keychain item, file or passphrase is lost.
//
// 130 random bits in Crockford's base32 (0-9 and A-Z without I, L, O, U): no letter looks like a digit, case, blanks
// and hyphens don't matter, and what people misread (I, L for 1, O for 0) is read as meant. Two more letters are a
// checksum, so that a typing error is told from the wrong code. Seven groups of four: 8F3K-....
// The code is random, so HKDF makes its key: scrypt would only slow down a search nobody can end.
struct RecoveryCode
{
    SharedSecret text;   // "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX", to be shown once
    QByteArray envelope; // the master key wrapped under it, for the database
};

// @p keyId: of @p masterKey; bound to the envelope.
[[nodiscard]] Result<RecoveryCode> makeRecoveryCode(const Secret &masterKey, const QByteArray &keyId);

// The master key. Invalid: mistyped (length, letters or checksum), or a damaged envelope; Unauthorized: a well-formed code,
// but not the one that was made for this vault last.
[[nodiscard]] Result<SharedSecret> openRecoveryCode(const Secret &typed, QByteArrayView envelope, const QByteArray &keyId);

} // namespace homeport
