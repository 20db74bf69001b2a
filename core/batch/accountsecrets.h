// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QFuture>
#include <QHash>
#include <QSet>

namespace homeport {

class AccountRepository;
class Sealer;
class SerialExecutor;
class Vault;

// An account with everything it keeps sealed, opened for an export. Never kept.
struct OpenedAccount
{
    Account account;
    SharedSecret secret;
    SharedSecret refreshToken; // null: none
    SharedSecret clientSecret; // null: none
};

struct OpenedAccounts
{
    QList<OpenedAccount> accounts; // by creation
    QStringList damaged;           // names of those whose credentials do not open
};

// What tells whether an account is there already; no secret can be read out of it.
struct KnownAccounts
{
    QSet<QString> names;
    QHash<QByteArray, QString> byCredential; // credentialHash() to the account's name
};

// The same credential at the same address is the same account: a hash under the vault's key that tells. Of a refresh
// token where there is one, for access tokens change. Any thread.
[[nodiscard]] QByteArray credentialHash(const Sealer &sealer, const QString &baseUrl, const Secret &credential);

// Opens the credentials of all accounts at once, in the db thread, from what is on disk. GUI thread.
class AccountSecrets final
{
public:
    // All references outlive it. @p repository is used in the executor's thread only.
    AccountSecrets(SerialExecutor &executor, AccountRepository &repository, Vault &vault)
        : m_executor(executor), m_repository(repository), m_vault(vault)
    {
    }

    // Errors: Locked, Storage.
    [[nodiscard]] QFuture<Result<OpenedAccounts>> open();
    [[nodiscard]] QFuture<Result<KnownAccounts>> known();

private:
    SerialExecutor &m_executor;
    AccountRepository &m_repository;
    Vault &m_vault;
};

} // namespace homeport
