// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "app/persistence.h"
#include "core/vault/vault.h"

#include <QObject>

namespace homeport {

class LatePassphraseSource;

// Which kind of vault this start uses. A database keeps the kind it began with: asking for another one
// is Conflict, with what to do, never a second key.
[[nodiscard]] Result<VaultChoice> resolveVault(const std::optional<VaultChoice> &wanted, const VaultIdentity &stored);

// The vault together with what has to be remembered about it. Lives in the GUI thread.
class VaultService final : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        std::unique_ptr<MasterKeySource> source;
        LatePassphraseSource *passphrase = nullptr; // the same object, where it is one
        VaultIdentity identity;                     // what to remember once a key was read for the first time
    };

    // @p persistence outlives it.
    VaultService(Setup setup, Persistence &persistence, QObject *parent = nullptr);

    [[nodiscard]] Vault &vault() { return m_vault; }
    [[nodiscard]] const Vault &vault() const { return m_vault; }
    [[nodiscard]] bool asksPassphrase() const { return m_passphrase != nullptr; }

    // Errors as Vault::unlock(). @p passphrase may be null; it is forgotten when the attempt has ended.
    [[nodiscard]] QFuture<Result<void>> unlock(SharedSecret passphrase);
    void lock();

private:
    void unlocked(const Result<QByteArray> &keyId, const std::shared_ptr<QPromise<Result<void>>> &promise);

    Persistence &m_persistence;
    LatePassphraseSource *m_passphrase;
    VaultIdentity m_identity;
    Vault m_vault;
};

} // namespace homeport
