// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "app/persistence.h"
#include "core/vault/vault.h"

#include <QObject>

#include <functional>

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

    // Whoever keeps envelopes in memory reads them again.
    using Reload = std::function<QFuture<Result<void>>()>;

    // @p persistence outlives it.
    VaultService(Setup setup, Persistence &persistence, QObject *parent = nullptr);

    [[nodiscard]] Vault &vault() { return m_vault; }
    [[nodiscard]] const Vault &vault() const { return m_vault; }
    [[nodiscard]] bool asksPassphrase() const { return m_passphrase != nullptr; }

    // Errors as Vault::unlock(). @p passphrase may be null; it is forgotten when the attempt has ended. What is under way
    // keeps the one it was given.
    [[nodiscard]] QFuture<Result<void>> unlock(SharedSecret passphrase);
    void lock();

    struct Rotated
    {
        int values = 0;             // sealed anew
        bool recoveryEnded = false; // there was a recovery code: it opens nothing any more
        QString warning;            // a sentence: the new key holds, but something is left to be done
    };
    // Called by each rotation after everything was sealed anew and before the new key is the vault's: the old sealer opens both
    // kinds of envelopes then, the new one only the new kind.
    void setReload(Reload reload) { m_reload = std::move(reload); }
    // Whoever has a value sealed under the master key outside of the database. @c prepare, before the database's transaction: has it on disk
    // under both keys when it completes; an error ends the rotation. @c settle, in any case afterwards: the key that holds.
    struct SealedElsewhere
    {
        using Sealing = std::shared_ptr<const Sealer>;
        std::function<QFuture<Result<void>>(const Sealing &from, const Sealing &to)> prepare;
        std::function<void(const Sealing &holds)> settle;
    };
    void setSealedElsewhere(SealedElsewhere elsewhere) { m_elsewhere = std::move(elsewhere); }
    // A fresh master key: everything sealed is sealed under it, in one transaction. Interrupted at any point, the next
    // start goes on with the key the database was left with. @p passphrase: for a vault that has one.
    // Errors: Locked, Conflict, Unauthorized, Storage, Keychain; nothing is changed then.
    [[nodiscard]] QFuture<Result<Rotated>> rotate(SharedSecret passphrase);

    // A new recovery code, to be shown once; an older one ends. Locked.
    [[nodiscard]] QFuture<Result<SharedSecret>> newRecoveryCode();
    [[nodiscard]] bool hasRecoveryCode() const { return !m_identity.recovery.isEmpty(); }
    // Puts a lost master key back and unlocks. @p newPassphrase: for a vault that has one. Errors as openRecoveryCode();
    // NotFound: no code was ever made; Conflict: the vault is unlocked.
    [[nodiscard]] QFuture<Result<void>> recover(const SharedSecret &code, const SharedSecret &newPassphrase);

    [[nodiscard]] const VaultIdentity &identity() const { return m_identity; }

Q_SIGNALS:
    void keyCreated(); // this start made the master key: the moment to offer a recovery code

private:
    using RotatePromise = std::shared_ptr<QPromise<Result<Rotated>>>;

    [[nodiscard]] Result<void> begin(); // one change of the key at a time
    void reseal(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to, const RotatePromise &promise);
    void resealDatabase(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to, const RotatePromise &promise);
    void abandon(const std::shared_ptr<const Sealer> &from, const Error &error, const RotatePromise &promise);
    void reload(const std::shared_ptr<const Sealer> &to, int values, const RotatePromise &promise);
    void adopt(const std::shared_ptr<const Sealer> &to, int values, const Result<void> &reloaded, const RotatePromise &promise);
    void endRotation(const Result<Rotated> &result, const RotatePromise &promise);
    void endInterruptedRotation();
    void forgetPassphrase();
    void unlocked(const Result<QByteArray> &keyId, const std::shared_ptr<QPromise<Result<void>>> &promise);

    Persistence &m_persistence;
    LatePassphraseSource *m_passphrase;
    VaultIdentity m_identity;
    Vault m_vault;
    bool m_busy = false;
    quint64 m_attempt = 0; // to unlock; whose passphrase m_passphrase has
    Reload m_reload;
    SealedElsewhere m_elsewhere;
};

} // namespace homeport
