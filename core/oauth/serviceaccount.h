// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArrayView>
#include <QString>

namespace homeport {

// The key of a Google service account, as its console hands it out: a JSON file. Whoever has it is that account.
struct ServiceAccount
{
    QString clientEmail;     // its name
    QString keyId;           // private_key_id: which of its keys
    QString projectId;       // where it was made
    QString tokenUri;        // https, or http on this computer: where tokens are got, and whom assertions are for
    SharedSecret privateKey; // PEM, an RSA key that can sign
};

inline constexpr qint64 MaxServiceAccountFile = 64 * 1024; // bytes; the real ones have two thousand

// Invalid, one sentence per fault with what to do: not JSON, of another type, a field missing, a private key that can't be used, a
// token_uri that would send the assertion in the clear. No error holds anything of the content but a known type's name.
[[nodiscard]] Result<ServiceAccount> parseServiceAccount(QByteArrayView json);

// The key as it is kept: the fields above, as JSON in one line without control characters. parseServiceAccount() reads it, and two copies
// of one key, however they are laid out, are the same text.
[[nodiscard]] SharedSecret storedServiceAccount(const ServiceAccount &account);

// The file a person chose; blocks for as long as reading 64 KiB does. Whatever else was chosen is refused before it is read. NotFound,
// Invalid; what is in it, parseServiceAccount() says.
[[nodiscard]] Result<SharedSecret> readServiceAccountFile(const QString &path);

} // namespace homeport
