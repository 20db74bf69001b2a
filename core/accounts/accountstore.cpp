// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"

#include "core/accounts/accountrules.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/storage/accountrepository.h"
#include "core/vault/vault.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString stateText(Account::State state)
{
    switch (state) {
    case Account::State::Active:
        return u"active"_s;
    case Account::State::Paused:
        return u"paused"_s;
    case Account::State::NeedsSignIn:
        return u"needs_sign_in"_s;
    }
    return u"active"_s;
}

Account accountOf(const AccountRow &row)
{
    Account account;
    account.id = row.id;
    account.providerId = row.providerId;
    account.name = row.name;
    account.baseUrl = row.baseUrl;
    account.credential = row.credential == u"oauth" ? Account::Credential::OAuth : Account::Credential::ApiKey;
    account.state = row.state == u"paused"          ? Account::State::Paused
                    : row.state == u"needs_sign_in" ? Account::State::NeedsSignIn
                                                    : Account::State::Active;
    account.hint = row.hint;
    account.createdAt = row.createdAt;
    account.expiresAt = row.expiresAt;
    return account;
}

AccountRow rowOf(const NewAccount &account)
{
    AccountRow row;
    row.providerId = account.providerId;
    row.name = account.name;
    row.baseUrl = account.baseUrl;
    row.credential = account.credential == Account::Credential::OAuth ? u"oauth"_s : u"api_key"_s;
    row.state = stateText(Account::State::Active);
    row.hint = account.credential == Account::Credential::OAuth ? QString() : keyHint(*account.secret);
    row.createdAt = QDateTime::currentDateTimeUtc();
    row.expiresAt = account.expiresAt;
    return row;
}

Result<QByteArray> sealField(const Sealer &sealer, const SharedSecret &secret, qint64 id, QByteArrayView column)
{
    if (!secret)
        return QByteArray();
    return secret->reveal([&](QByteArrayView plain) { return sealer.seal(plain, {"account", id, column}); });
}

AccountRepository::Seal sealing(const std::shared_ptr<const Sealer> &sealer, const NewAccount &account)
{
    return [sealer, secret = account.secret, refresh = account.refreshToken](AccountRow *row) -> Result<void> {
        const auto sealedSecret = sealField(*sealer, secret, row->id, "secret");
        const auto sealedRefresh = sealField(*sealer, refresh, row->id, "refresh_token");
        if (!sealedSecret || !sealedRefresh)
            return (!sealedSecret ? sealedSecret : sealedRefresh).error();
        row->secret = *sealedSecret;
        row->refreshToken = *sealedRefresh;
        return {};
    };
}

} // namespace

AccountStore::AccountStore(SerialExecutor &executor, AccountRepository &repository, Vault &vault, std::vector<ProviderProfile> profiles,
                           QObject *parent)
    : QObject(parent), m_executor(executor), m_repository(repository), m_vault(vault), m_profiles(std::move(profiles))
{
}

AccountStore::~AccountStore() = default;

const ProviderProfile *AccountStore::profile(QStringView id) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [id](const ProviderProfile &profile) { return profile.id == id; });
    return found == m_profiles.end() ? nullptr : &*found;
}

// Runs work in the db thread, then applies its row to the list in ours, then completes.
QFuture<Result<Account>> AccountStore::change(std::function<Result<AccountRow>()> work, std::function<void(const Account &)> apply)
{
    auto promise = std::make_shared<QPromise<Result<Account>>>();
    promise->start();
    onResult(m_executor.run(std::move(work)), this, [this, promise, apply = std::move(apply)](const Result<AccountRow> &row) {
        if (row) {
            apply(accountOf(*row));
            Q_EMIT accountsChanged();
        }
        promise->addResult(row ? Result<Account>(accountOf(*row)) : Result<Account>(row.error()));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<QList<Account>>> AccountStore::load()
{
    auto promise = std::make_shared<QPromise<Result<QList<Account>>>>();
    promise->start();
    // What was removed and not brought back in the last run goes for good now.
    const auto work = [&repository = m_repository]() -> Result<QList<AccountRow>> {
        if (const auto purged = repository.purgeRemoved(); !purged)
            return purged.error();
        return repository.all();
    };
    onResult(m_executor.run(work), this, [this, promise](const Result<QList<AccountRow>> &rows) {
        if (rows) {
            m_accounts.clear();
            for (const AccountRow &row : *rows)
                m_accounts << accountOf(row);
            Q_EMIT accountsChanged();
        }
        promise->addResult(rows ? Result<QList<Account>>(m_accounts) : Result<QList<Account>>(rows.error()));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<Account>> AccountStore::add(NewAccount account)
{
    const ProviderProfile *provider = profile(account.providerId);
    if (!provider)
        return readyResult(Result<Account>(Error{Error::Code::Invalid, u"There is no provider \"%1\"."_s.arg(account.providerId)}));
    const auto checked = checkedAccount(std::move(account), *provider);
    if (!checked)
        return readyResult(Result<Account>(checked.error()));
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return readyResult(Result<Account>(Error{Error::Code::Locked, u"The vault is locked: unlock it to add an account."_s}));
    return change(
        [&repository = m_repository, row = rowOf(*checked), seal = sealing(sealer, *checked)] { return repository.insert(row, seal); },
        [this](const Account &added) { m_accounts << added; });
}

QFuture<Result<Account>> AccountStore::setPaused(qint64 id, bool paused)
{
    const QString state = stateText(paused ? Account::State::Paused : Account::State::Active);
    return change([&repository = m_repository, id, state] { return repository.setState(id, state); },
                  [this](const Account &changed) {
                      for (Account &account : m_accounts)
                          if (account.id == changed.id)
                              account = changed;
                  });
}

QFuture<Result<Account>> AccountStore::remove(qint64 id)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return change(
        [&repository = m_repository, id, now] { return repository.setRemoved(id, now); },
        [this](const Account &removed) { m_accounts.removeIf([&removed](const Account &account) { return account.id == removed.id; }); });
}

QFuture<Result<Account>> AccountStore::undoRemove(qint64 id)
{
    return change([&repository = m_repository, id] { return repository.setRemoved(id, {}); },
                  [this](const Account &account) {
                      const auto place = std::find_if(m_accounts.begin(), m_accounts.end(),
                                                      [&account](const Account &other) { return other.id > account.id; });
                      m_accounts.insert(place, account);
                  });
}

QFuture<Result<int>> AccountStore::purgeRemoved()
{
    return m_executor.run([&repository = m_repository] { return repository.purgeRemoved(); });
}

QFuture<Result<std::vector<RelayAccount>>> AccountStore::relayAccounts()
{
    auto promise = std::make_shared<QPromise<Result<std::vector<RelayAccount>>>>();
    promise->start();
    onResult(m_executor.run([&repository = m_repository] { return repository.all(); }), this,
             [this, promise](const Result<QList<AccountRow>> &rows) {
                 const auto sealer = m_vault.sealer(); // as it is now: it may have been locked meanwhile
                 std::vector<RelayAccount> accounts;
                 if (rows && sealer) {
                     for (const AccountRow &row : *rows) {
                         if (auto account = opened(row, *sealer))
                             accounts.push_back(std::move(*account));
                     }
                 }
                 promise->addResult(rows ? Result<std::vector<RelayAccount>>(std::move(accounts))
                                         : Result<std::vector<RelayAccount>>(rows.error()));
                 promise->finish();
             });
    return promise->future();
}

std::optional<RelayAccount> AccountStore::opened(const AccountRow &row, const Sealer &sealer)
{
    const ProviderProfile *provider = profile(row.providerId);
    const auto failed = [this, &row](const Error &error) {
        qCWarning(lcApp).noquote() << "account" << row.id << "is left out:" << error.detail;
        Q_EMIT credentialFailed(row.id, error);
        return std::nullopt;
    };
    if (!provider)
        return failed({Error::Code::Invalid, u"Its provider \"%1\" is unknown to this version."_s.arg(row.providerId)});
    auto secret = sealer.open(row.secret, {"account", row.id, "secret"});
    if (!secret)
        return failed(secret.error());
    const Account account = accountOf(row);
    return RelayAccount{account.id,         account.name,  account.baseUrl.toUtf8(),       provider->protocol, provider->authStyle,
                        account.credential, account.state, shareSecret(std::move(*secret))};
}

} // namespace homeport
