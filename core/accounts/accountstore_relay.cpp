// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What AccountStore opens for the relay.
#include "core/accounts/accountstore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/vault/vault.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

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
    const auto leftOut = [this, &row](const Error &error) {
        qCWarning(lcApp).noquote() << "account" << row.id << "is left out:" << error.detail;
        Q_EMIT credentialFailed(row.id, error);
        return std::nullopt;
    };
    if (!provider)
        return leftOut({Error::Code::Invalid, u"Its provider \"%1\" is unknown to this version."_s.arg(row.providerId)});
    if (row.passThrough)
        return relayAccountOf(accountFrom(row), *provider, nullptr);
    auto secret = sealer.open(row.secret, {"account", row.id, "secret"});
    if (!secret)
        return leftOut(secret.error());
    return relayAccountOf(accountFrom(row), *provider, shareSecret(std::move(*secret)));
}

} // namespace homeport
