// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QFuture>

namespace homeport {

class Backend;
class KeyStore;

// The running instance's part of setting tools up, for the control socket and the window. GUI thread.

// A local key made for a tool, and what it is made from again.
struct ToolKey
{
    LocalKey key;
    SharedSecret plain;
    QByteArray seed;
    bool isNew = false;
};

// What a request with a tool's key came to.
struct ToolAnswer
{
    int status = 0;
    qint64 milliseconds = 0;
    qsizetype models = 0; // in the list
    QString message;      // of a refusal
    QString baseUrl;      // that was asked
};

// @p wanted, or with a number behind it where a valid key has that name.
[[nodiscard]] QString unusedKeyName(const KeyStore &keys, const QString &wanted);
// The key that was made from @p seed; where there is none (any more) a new one called like @p name, which the relay knows by then.
// Errors as KeyStore::createFromSeed().
[[nodiscard]] QFuture<Result<ToolKey>> ensureToolKey(Backend &backend, const QString &name, const QByteArray &seed);
// Revokes the key that was made from @p seed, as the relay knows by then. Errors: NotFound (there is none any more: fine for most),
// Locked (nobody can tell which it is), Storage.
[[nodiscard]] QFuture<Result<LocalKey>> revokeToolKey(Backend &backend, const QByteArray &seed);
// Asks the relay for the list of models with that key, as a tool of the @p protocol ("anthropic", "openai", "gemini") does.
// Errors: Unavailable (the relay does not listen), Invalid (no such protocol), as KeyStore::fromSeed(), and those of a transfer.
// Cancelling the future ends the request.
[[nodiscard]] QFuture<Result<ToolAnswer>> askAsTool(Backend &backend, const QByteArray &seed, const QString &protocol);

} // namespace homeport
