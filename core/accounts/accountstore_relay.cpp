// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What AccountStore opens for the relay, and how it goes on when all is sealed under another key.
#include "core/accounts/accountstore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/vault/vault.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString unopened(const Account &account)
{
    const bool hasKey = account.credential == Account::Credential::ApiKey || account.credential == Account::Credential::ServiceAccount;
    return hasKey ? u"its stored key does not open: enter the key again; nothing was deleted"_s
                  : u"its stored credential does not open: sign in again; nothing was deleted"_s;
}

} // namespace

QFuture<Result<std::vector<RelayAccount>>> AccountStore::relayAccounts()
{
    auto promise = std::make_shared<QPromise<Result<std::vector<RelayAccount>>>>();
    promise->start();
    onResult(m_executor.run([&repository = m_repository] { return repository.all(); }), this,
             [this, promise](const Result<QList<AccountRow>> &rows) {
                 const auto sealer = m_vault.sealer(); // as it is now: it may have been locked meanwhile
                 std::vector<RelayAccount> accounts;
                 if (rows && sealer)
                     accounts = opened(*rows, *sealer);
                 promise->addResult(rows ? Result<std::vector<RelayAccount>>(std::move(accounts))
                                         : Result<std::vector<RelayAccount>>(rows.error()));
                 promise->finish();
             });
    return promise->future();
}

QFuture<Result<void>> AccountStore::reload()
{
    auto promise = startedPromise<void>();
    onResult(m_executor.run([&repository = m_repository] { return repository.all(); }), this,
             [this, promise](const Result<QList<AccountRow>> &rows) {
                 const bool sameOnes = rows && rows->size() == m_rows.size(); // always, but for a list that could not be read before
                 if (rows)
                     m_rows = *rows;
                 if (rows && !sameOnes)
                     storedAnew();
                 complete<void>(promise, rows ? Result<void>() : Result<void>(rows.error()));
             });
    return promise->future();
}

std::vector<RelayAccount> AccountStore::opened(const QList<AccountRow> &rows, const Sealer &sealer)
{
    std::vector<RelayAccount> accounts;
    bool isNews = false;
    for (const AccountRow &row : rows) {
        const ProviderProfile *provider = profile(row.providerId);
        if (row.passThrough) {
            accounts.push_back(relayAccountOf(accountFrom(row), provider ? *provider : ProviderProfile(), nullptr));
            continue;
        }
        auto secret = sealer.open(row.secret, {"account", row.id, "secret"});
        QString problem;
        if (!provider)
            problem = u"its provider \"%1\" is unknown here: put its provider file back and start Homeport again; nothing was deleted"_s
                          .arg(row.providerId);
        else if (!secret)
            problem = unopened(accountFrom(row));
        if (noteCredential(row.id, problem)) {
            isNews = true;
            if (!problem.isEmpty())
                qCWarning(lcApp).noquote() << "account" << row.id << "can't be used:" << problem
                                           << (secret ? QString() : secret.error().detail);
        }
        SharedSecret usable = problem.isEmpty() ? shareSecret(std::move(*secret)) : nullptr;
        accounts.push_back(relayAccountOf(accountFrom(row), provider ? *provider : ProviderProfile(), usable));
    }
    if (isNews)
        rebuild();
    return accounts;
}

// True when that was not known yet.
bool AccountStore::noteCredential(qint64 id, const QString &problem)
{
    if (m_notes.value(id).credentialProblem == problem)
        return false;
    m_notes[id].credentialProblem = problem;
    return true;
}

} // namespace homeport
