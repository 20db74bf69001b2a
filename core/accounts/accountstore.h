// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace homeport {

class AccountRepository;
class Sealer;
class SerialExecutor;
struct AccountRow;
class Vault;

// The user's accounts: the list in memory, the truth in the database. Lives in the GUI thread; work
// runs in the db thread. Every operation completes once; the list changes only after the commit.
class AccountStore final : public QObject
{
    Q_OBJECT

public:
    // All references outlive the store. @p repository is used in the executor's thread only.
    AccountStore(SerialExecutor &executor, AccountRepository &repository, Vault &vault, std::vector<ProviderProfile> profiles,
                 QObject *parent = nullptr);
    ~AccountStore() override;

    [[nodiscard]] QFuture<Result<QList<Account>>> load();                       // once after start
    [[nodiscard]] const QList<Account> &accounts() const { return m_accounts; } // by creation
    [[nodiscard]] const std::vector<ProviderProfile> &profiles() const { return m_profiles; }
    [[nodiscard]] const ProviderProfile *profile(QStringView id) const;

    // Errors: Invalid (name empty or over 100 characters, base URL not http(s), key empty or with white
    // space or control characters, plain http to a foreign host without allowHttp, unknown provider),
    // Conflict (name taken), Locked (vault), Storage.
    [[nodiscard]] QFuture<Result<Account>> add(NewAccount account);
    [[nodiscard]] QFuture<Result<Account>> setPaused(qint64 id, bool paused);
    // Soft removal: out of the list and of the relay at once; undoable until purgeRemoved() or the next start.
    [[nodiscard]] QFuture<Result<Account>> remove(qint64 id);
    [[nodiscard]] QFuture<Result<Account>> undoRemove(qint64 id);
    [[nodiscard]] QFuture<Result<int>> purgeRemoved(); // how many rows went for good

    // Opens every credential for the relay. An account whose envelope does not open is left out and
    // reported through credentialFailed. Empty while the vault is locked.
    [[nodiscard]] QFuture<Result<std::vector<RelayAccount>>> relayAccounts();

Q_SIGNALS:
    void accountsChanged();                                                // after each change of accounts()
    void credentialFailed(qint64 accountId, const homeport::Error &error); // once per relayAccounts() and account

private:
    [[nodiscard]] QFuture<Result<Account>> change(std::function<Result<AccountRow>()> work, std::function<void(const Account &)> apply);
    [[nodiscard]] std::optional<RelayAccount> opened(const AccountRow &row, const Sealer &sealer);

    SerialExecutor &m_executor;
    AccountRepository &m_repository;
    Vault &m_vault;
    std::vector<ProviderProfile> m_profiles;
    QList<Account> m_accounts;
};

} // namespace homeport
