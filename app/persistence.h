// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backup/rekey.h"
#include "core/base/result.h"

#include <QFuture>
#include <QString>

#include <memory>

namespace homeport {

class AccountRepository;
class BackupPassphraseRepository;
class GroupRepository;
class KeyRepository;
class KeyUsageRepository;
class LimitsRepository;
class MetaRepository;
class ProgramRepository;
class ProxyRepository;
class SerialExecutor;

// What the database remembers about the vault its values are sealed under.
struct VaultIdentity
{
    QString instanceId;           // random, made with the database: tells this one's keychain item from others
    QByteArray keyId;             // empty: nothing was ever sealed
    QString kind;                 // MasterKeySource::kind(); empty as long as keyId is
    QString keyFile;              // "keyfile" only
    QByteArray hashKey;           // Sealer::sealedHashKey(); empty before the first rotation
    QByteArray recovery;          // RecoveryCode::envelope; empty: no code is valid
    bool rotationPending = false; // a key rotation began and its end is not known
};

// The database with its repositories, all living in the executor's thread.
class Persistence final
{
public:
    explicit Persistence(SerialExecutor &executor); // outlives this
    ~Persistence();                                 // closes the database in its thread
    Q_DISABLE_COPY_MOVE(Persistence)

    // Once. Errors as Database::open().
    [[nodiscard]] QFuture<Result<VaultIdentity>> open(const QString &file);
    [[nodiscard]] QFuture<Result<void>> remember(const VaultIdentity &identity);
    [[nodiscard]] QFuture<Result<void>> setFacts(const MetaFacts &facts);
    // As rekeyDatabase().
    [[nodiscard]] QFuture<Result<int>> rekey(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to);
    // A consistent copy in the new file @p copy.
    struct Copy
    {
        QByteArray keyId; // what it is sealed under
        int schema = 0;
    };
    [[nodiscard]] QFuture<Result<Copy>> copyTo(const QString &copy);

    // After open() has succeeded; to be used in the executor's thread only.
    [[nodiscard]] AccountRepository &accounts() const;
    [[nodiscard]] KeyRepository &keys() const;
    [[nodiscard]] KeyUsageRepository &keyUsage() const;
    [[nodiscard]] LimitsRepository &limits() const;
    [[nodiscard]] GroupRepository &groups() const;
    [[nodiscard]] ProgramRepository &programs() const;
    [[nodiscard]] ProxyRepository &proxies() const;
    [[nodiscard]] MetaRepository &meta() const;
    [[nodiscard]] BackupPassphraseRepository &backupPassphrase() const;

private:
    struct Opened;

    SerialExecutor &m_executor;
    std::shared_ptr<Opened> m_opened; // made, used and reset in the executor's thread
};

} // namespace homeport
