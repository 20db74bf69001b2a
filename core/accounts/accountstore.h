// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/accountrecords.h"

#include <QFuture>
#include <QHash>
#include <QObject>

#include <functional>
#include <vector>

namespace homeport {

class AccountRepository;
class Sealer;
class SerialExecutor;
class Vault;

// The user's accounts: the list in memory, the truth in the database. Lives in the GUI thread; work
// runs in the db thread. Every operation completes once; the list changes only after the commit.
//
// Errors of all that change one: NotFound, Locked (vault, where a secret is involved), Storage.
class AccountStore final : public QObject
{
    Q_OBJECT

public:
    // All references outlive the store. @p repository is used in the executor's thread only.
    AccountStore(SerialExecutor &executor, AccountRepository &repository, Vault &vault, std::vector<ProviderProfile> profiles,
                 QObject *parent = nullptr);
    ~AccountStore() override;

    [[nodiscard]] QFuture<Result<QList<Account>>> load();    // once after start
    [[nodiscard]] bool isLoaded() const { return m_loaded; } // before the accountsChanged() that tells of it, of an empty list too
    // The rows anew, after all was sealed under another key: notes stay, and nothing that anybody sees changes, so no
    // signal. Storage.
    [[nodiscard]] QFuture<Result<void>> reload();
    [[nodiscard]] const QList<Account> &accounts() const { return m_accounts; } // by creation
    [[nodiscard]] const Account *find(qint64 id) const;                         // null: there is none; valid until the next change
    [[nodiscard]] const std::vector<ProviderProfile> &profiles() const { return m_profiles; }
    [[nodiscard]] const ProviderProfile *profile(QStringView id) const;
    [[nodiscard]] bool isLocked() const; // the vault: no credential opens, and none can be kept

    // Errors: Invalid (name empty or over 100 characters, base URL not http(s), key empty or with white
    // space or control characters, plain http to a foreign host without allowHttp, unknown provider),
    // Conflict (name taken).
    [[nodiscard]] QFuture<Result<Account>> add(NewAccount account);
    // All or none, in one transaction; accountsChanged() comes once. The error names the account it is about.
    [[nodiscard]] QFuture<Result<QList<Account>>> addAll(QList<NewAccount> accounts);
    [[nodiscard]] QFuture<Result<Account>> setPaused(qint64 id, bool paused);
    [[nodiscard]] QFuture<Result<Account>> rename(qint64 id, const QString &name);
    // Also forgets that a proxy of the old choice failed.
    [[nodiscard]] QFuture<Result<Account>> setProxies(qint64 id, const ProxyChoice &proxies);
    // The organization and project that an OpenAI account's requests count for; empty: none. Errors: Invalid (see checkedHeaderId();
    // another protocol).
    [[nodiscard]] QFuture<Result<Account>> setOwner(qint64 id, const QString &organization, const QString &project);
    [[nodiscard]] QFuture<Result<Account>> setRouting(qint64 id, const AccountRouting &routing); // Invalid: problemWith()
    // What the provider said; an empty verdict clears it.
    [[nodiscard]] QFuture<Result<Account>> setVerdict(qint64 id, const AccountVerdict &verdict);
    // The grant that @p mark stands for is over, says its provider. Conflict: the account has another one by now.
    [[nodiscard]] QFuture<Result<Account>> endGrant(qint64 id, const GrantMark &mark, const QString &why);
    // A new sign-in or a refreshed token: on disk when this completes. Id, name, history and the user's pause stay.
    // What a refresh has brought is kept for a removed account too: its removal may be undone. Conflict: see NewCredential.
    [[nodiscard]] QFuture<Result<Account>> replaceCredential(qint64 id, const NewCredential &credential);
    // Another key for an account that has one: an API key, or a service account's key file, whose first token is got at once.
    // Errors: Invalid (it signs in instead; the key as in add()).
    [[nodiscard]] QFuture<Result<Account>> setApiKey(qint64 id, const SharedSecret &key);
    // Notes on disk that the refresh token is about to be used, and opens it. Unauthorized: the account has none.
    [[nodiscard]] QFuture<Result<RefreshMaterial>> beginRefresh(qint64 id);
    // The refresh token was not used after all.
    [[nodiscard]] QFuture<Result<Account>> forgetRefresh(qint64 id);
    // The credential as it is now. Errors: NotFound, Locked, Invalid (it does not open).
    [[nodiscard]] Result<SharedSecret> secretOf(qint64 id) const;
    [[nodiscard]] Result<SharedSecret> clientSecretOf(qint64 id) const; // null: its OAuth client has none
    // Soft removal: out of the list and of the relay at once; undoable until purge() or, for API keys, the next start.
    [[nodiscard]] QFuture<Result<Account>> remove(qint64 id);
    [[nodiscard]] QFuture<Result<Account>> undoRemove(qint64 id);
    [[nodiscard]] QFuture<Result<std::vector<RemovedAccount>>> removedAccounts(const QDateTime &before); // UTC
    [[nodiscard]] QFuture<Result<int>> purge(qint64 id); // a removed one's row, for good; how many went

    // What is known only while the program runs. Changes the account's state, and nothing on disk; the same again is no change.
    [[nodiscard]] AccountNotes notes(qint64 id) const { return m_notes.value(id); }
    void setNotes(qint64 id, const AccountNotes &notes);
    void setAllNotes(const QHash<qint64, AccountNotes> &notes); // of several; accountsChanged() comes once
    void reconsider();                                          // states depend on the time: after a parked one's time has come

    // Opens every credential for the relay, without the proxies. An account whose envelope does not open comes without
    // its secret, needs a new sign-in and says why, here and in accounts(). Empty while the vault is locked.
    [[nodiscard]] QFuture<Result<std::vector<RelayAccount>>> relayAccounts();

Q_SIGNALS:
    void accountsChanged();                // after each change of accounts()
    void storedChanged();                  // after accountsChanged(), unless it came of notes or time
    void accountRemoved(qint64 accountId); // after accountsChanged()
    void signedInAgain(qint64 accountId);  // after accountsChanged()
    void proxiesChosen(qint64 accountId);  // after accountsChanged(), by setProxies()

private:
    enum class Change { Facts, Credential, SignIn, Proxies, Removal };

    [[nodiscard]] QFuture<Result<Account>> change(std::function<Result<AccountRow>()> work, Change what = Change::Facts);
    [[nodiscard]] Result<SharedSecret> openedField(qint64 id, QByteArray AccountRow::*field, QByteArrayView column) const;
    [[nodiscard]] qsizetype placeOf(qint64 id) const; // in both lists; where it would be, when it is not there
    [[nodiscard]] bool note(qint64 id, const AccountNotes &notes);
    void keep(const AccountRow &row);
    void rebuild();
    void storedAnew();
    [[nodiscard]] Account accountFrom(const AccountRow &row) const;
    [[nodiscard]] std::vector<RelayAccount> opened(const QList<AccountRow> &rows, const Sealer &sealer);
    bool noteCredential(qint64 id, const QString &problem);

    SerialExecutor &m_executor;
    AccountRepository &m_repository;
    Vault &m_vault;
    std::vector<ProviderProfile> m_profiles;
    bool m_loaded = false;
    QList<AccountRow> m_rows; // by id; envelopes stay sealed
    QHash<qint64, AccountNotes> m_notes;
    QList<Account> m_accounts; // what both add up to, in the rows' order
};

} // namespace homeport
