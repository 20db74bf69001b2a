// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keyusagekeeper.h"

#include "core/access/keystore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/storage/keyusagerepository.h"

namespace homeport {

KeyUsageKeeper::KeyUsageKeeper(SerialExecutor &executor, KeyUsageRepository &repository, KeyStore &keys, RelayHost &relay, QObject *parent)
    : QObject(parent), m_executor(executor), m_repository(repository), m_keys(keys), m_relay(relay)
{
    connect(&relay, &RelayHost::keysUsed, this, &KeyUsageKeeper::apply);
}

QFuture<Result<void>> KeyUsageKeeper::load()
{
    auto promise = startedPromise<void>();
    const auto work = [&repository = m_repository, now = QDateTime::currentDateTimeUtc()]() -> Result<QList<KeyUsageRow>> {
        if (const auto compacted = repository.compact(now); !compacted)
            return compacted.error();
        return repository.recent(now);
    };
    onResult(m_executor.run(work), this, [this, promise](const Result<QList<KeyUsageRow>> &rows) {
        if (rows)
            m_relay.restoreUsage(*rows);
        complete(promise, rows ? Result<void>() : Result<void>(rows.error()));
    });
    return promise->future();
}

void KeyUsageKeeper::apply(const KeyUsageReport &report)
{
    const auto kept = [](const Error &error) { qCWarning(lcApp).noquote() << "what keys used could not be kept:" << error.detail; };
    if (!report.rows.isEmpty()) {
        onResult(m_executor.run([&repository = m_repository, rows = report.rows] { return repository.add(rows); }), this,
                 [kept](const Result<void> &added) {
                     if (!added)
                         kept(added.error());
                 });
    }
    if (!report.firstUses.isEmpty()) {
        onResult(m_keys.noteFirstUse(report.firstUses, QDateTime::currentDateTimeUtc()), this, [kept](const auto &noted) {
            if (!noted)
                kept(noted.error());
        });
    }
    for (const KeyUsageNow &standing : report.standing)
        m_standing.insert(standing.keyId, standing);
    Q_EMIT usageChanged();
}

} // namespace homeport
