// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ledgerkeeper.h"

#include "app/persistence.h"
#include "core/access/keystore.h"
#include "core/accounts/accountstore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/storage/metakeys.h"
#include "core/storage/metarepository.h"
#include "core/usage/ledger.h"

namespace homeport {

namespace {

// Empty, or of another version: as without a choice.
Result<LedgerRetention> retentionOf(const QString &days, const QString &rows)
{
    const LedgerRetention usual;
    return LedgerRetention::of(days.isEmpty() ? usual.days : days.toLongLong(), rows.isEmpty() ? usual.rows : rows.toLongLong());
}

} // namespace

LedgerKeeper::LedgerKeeper(SerialExecutor &executor, Persistence &persistence, AccountStore &accounts, KeyStore &keys, Ledger &ledger,
                           QObject *parent)
    : QObject(parent), m_executor(executor), m_persistence(persistence), m_ledger(ledger)
{
    connect(&accounts, &AccountStore::accountsChanged, this, [this, &accounts] {
        QHash<qint64, QString> names;
        for (const Account &account : accounts.accounts())
            names.insert(account.id, account.name);
        tellNames(UsageDimension::Account, names);
    });
    connect(&keys, &KeyStore::keysChanged, this, [this, &keys] {
        QHash<qint64, QString> names;
        for (const LocalKey &key : keys.keys())
            names.insert(key.id, key.name);
        tellNames(UsageDimension::Key, names);
    });
}

void LedgerKeeper::tellNames(UsageDimension dimension, const QHash<qint64, QString> &names)
{
    if (m_told.value(dimension) == names)
        return;
    m_told.insert(dimension, names);
    m_ledger.setNames(dimension, names);
}

QFuture<Result<void>> LedgerKeeper::load()
{
    auto promise = startedPromise<void>();
    const auto work = [&meta = m_persistence.meta()]() -> Result<LedgerRetention> {
        const auto days = meta.value(meta::LedgerDays);
        const auto rows = meta.value(meta::LedgerRows);
        if (!days || !rows)
            return days ? rows.error() : days.error();
        return retentionOf(*days, *rows);
    };
    onResult(m_executor.run(work), this, [this, promise](const Result<LedgerRetention> &retention) {
        if (retention) {
            m_retention = *retention;
            m_ledger.setRetention(m_retention);
        } else {
            qCWarning(lcApp).noquote() << "all requests stay in the ledger for now:" << retention.error().detail;
        }
        complete<void>(promise, {});
    });
    return promise->future();
}

QFuture<Result<void>> LedgerKeeper::setRetention(const LedgerRetention &retention)
{
    auto promise = startedPromise<void>();
    const MetaFacts facts{{meta::LedgerDays, QString::number(retention.days)}, {meta::LedgerRows, QString::number(retention.rows)}};
    onResult(m_persistence.setFacts(facts), this, [this, promise, retention](const Result<void> &kept) {
        if (kept) {
            m_retention = retention;
            m_ledger.setRetention(retention);
        }
        complete(promise, kept);
    });
    return promise->future();
}

} // namespace homeport
