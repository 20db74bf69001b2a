// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/kdf.h"
#include "core/vault/vault.h"

#include <memory>

namespace homeport {

// One item in the OS keychain (service "Homeport", account @p account), read once per start through
// QtKeychain. @p account tells state folders apart: derived from the state folder's identity.
[[nodiscard]] inline QString keychainAccount(const QString &instanceId)
{
    return QStringLiteral("master key ") + instanceId;
}
[[nodiscard]] std::unique_ptr<MasterKeySource> keychainKeySource(const QString &account);

// scrypt over a passphrase wraps the key; salt, parameters and the wrapped key in @p saltFile (JSON, mode 0600),
// together with a check value, so that a wrong passphrase is told from damaged data.
// Work runs off the GUI thread. @p passphrase must not be empty (but promote() and discard() need none). @p cost is
// for keys stored from now on; reading goes by the file.
[[nodiscard]] std::unique_ptr<MasterKeySource> passphraseKeySource(const QString &saltFile, Secret passphrase, const ScryptCost &cost = {});

// 32 random bytes, base64, in a file with mode 0600. Refused (Unauthorized) when group or others may read it.
[[nodiscard]] std::unique_ptr<MasterKeySource> keyFileSource(const QString &path);

// Lives and dies with the process: --demo and tests.
[[nodiscard]] std::unique_ptr<MasterKeySource> memoryKeySource();

} // namespace homeport
