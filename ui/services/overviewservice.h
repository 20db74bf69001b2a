// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keystore.h"
#include "core/access/localkey.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>

namespace homeport {

// What the Overview page shows of relay, vault and keys, as one value.
struct Overview
{
    enum class Relay { Stopped, Starting, Listening, Draining, Failed };
    enum class VaultState { Unlocked, Unlocking, Locked };

    Relay relay = Relay::Stopped;
    quint16 port = 0; // the one listened on, or the one that was wanted when it failed
    QString baseUrl;  // "http://127.0.0.1:8642"; shown while relay is Listening or Draining
    Error relayError; // while relay is Failed

    VaultState vault = VaultState::Unlocked;
    QString vaultSource;              // MasterKeySource::kind(): "keychain", "passphrase", "keyfile", "memory"
    Error vaultError;                 // while vault is Locked
    bool vaultAsksPassphrase = false; // unlock() wants a passphrase from the user

    bool hasRecoveryCode = true; // or none is to be offered: the vault is locked, or keeps nothing

    bool demo = false;
    bool loaded = true;   // accounts and keys were read: before, nobody knows whether there are any
    QList<LocalKey> keys; // by creation; revoked ones may be in it, they are not shown

    bool operator==(const Overview &) const = default;
};

// Relay, vault and local keys, for the window. GUI thread only.
class OverviewService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual Overview overview() const = 0;

    // Errors as KeyStore::create().
    [[nodiscard]] virtual QFuture<Result<CreatedKey>> createKey(const QString &name) = 0;
    [[nodiscard]] virtual QFuture<Result<LocalKey>> revokeKey(qint64 id) = 0;
    // @p passphrase is null unless vaultAsksPassphrase. Unauthorized: a wrong one.
    [[nodiscard]] virtual QFuture<Result<void>> unlockVault(SharedSecret passphrase) = 0;
    // A new recovery code, shown once; an older one ends. Errors as VaultService::newRecoveryCode().
    [[nodiscard]] virtual QFuture<Result<SharedSecret>> makeRecoveryCode() = 0;
    // Writes @p code into a new file that only its owner can read. Conflict: there is one already; Storage.
    [[nodiscard]] virtual QFuture<Result<void>> saveRecoveryCode(SharedSecret code, const QString &path) = 0;
    // After Failed or Stopped; progress shows in overview().
    virtual void startRelay() = 0;
    // While Listening: refuses new requests, lets running ones finish for some seconds, then is Stopped. Tools are let in again by
    // startRelay(), or by the next start of Homeport.
    virtual void stopRelay() = 0;

Q_SIGNALS:
    void overviewChanged(); // after each change of overview(); may come more often
};

} // namespace homeport
