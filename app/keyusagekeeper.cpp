// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keyusagekeeper.h"

#include "core/access/keystore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/storage/keyusagerepository.h"

#include <chrono>

namespace homeport {

namespace {

constexpr std::chrono::seconds RetryInterval{5};

QList<KeyUsageRow> rowsOf(const std::map<std::pair<qint64, qint64>, KeyUsageRow> &owed)
{
    QList<KeyUsageRow> rows;
    for (const auto &[place, row] : owed)
        rows << row;
    return rows;
}

} // namespace

KeyUsageKeeper::KeyUsageKeeper(SerialExecutor &executor, KeyUsageRepository &repository, KeyStore &keys, RelayHost &relay, QObject *parent)
    : QObject(parent), m_executor(executor), m_repository(repository), m_keys(keys), m_relay(relay)
{
    connect(&relay, &RelayHost::keysUsed, this, &KeyUsageKeeper::apply);
    m_retry.setSingleShot(true);
    m_retry.setInterval(RetryInterval);
    connect(&m_retry, &QTimer::timeout, this, &KeyUsageKeeper::write);
}

KeyUsageKeeper::~KeyUsageKeeper()
{
    if (m_owed.empty() && !m_batch)
        return;
    (void)m_executor.run([&repository = m_repository, batch = m_batch, rows = rowsOf(m_owed)]() mutable -> Result<void> {
        if (batch) // what its try could not write
            rows += *batch;
        return rows.isEmpty() ? Result<void>() : repository.add(rows);
    });
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

void KeyUsageKeeper::owe(const QList<KeyUsageRow> &rows)
{
    for (const KeyUsageRow &row : rows) {
        KeyUsageRow &sum = m_owed.try_emplace({row.keyId, row.minute}, KeyUsageRow{row.keyId, row.minute}).first->second;
        sum.requests += row.requests;
        sum.tokens += row.tokens;
        sum.cost += row.cost;
    }
}

void KeyUsageKeeper::write()
{
    if (m_owed.empty() || m_batch || m_retry.isActive())
        return;
    m_batch = std::make_shared<QList<KeyUsageRow>>(rowsOf(m_owed));
    m_owed.clear();
    const auto work = [&repository = m_repository, batch = m_batch] {
        const Result<void> added = repository.add(*batch);
        if (added)
            batch->clear();
        return added;
    };
    onResult(m_executor.run(work), this, [this](const Result<void> &added) {
        const auto batch = std::exchange(m_batch, nullptr);
        if (!added) {
            if (!std::exchange(m_hasFailed, true))
                qCWarning(lcApp).noquote() << "what keys used can't be kept for now:" << added.error().detail;
            owe(*batch);
            m_retry.start();
            return;
        }
        m_hasFailed = false;
        write();
    });
}

void KeyUsageKeeper::apply(const KeyUsageReport &report)
{
    owe(report.rows);
    write();
    if (!report.firstUses.isEmpty()) {
        onResult(m_keys.noteFirstUse(report.firstUses, QDateTime::currentDateTimeUtc()), this, [](const auto &noted) {
            if (!noted)
                qCWarning(lcApp).noquote() << "the first use of keys could not be kept:" << noted.error().detail;
        });
    }
    for (const KeyUsageNow &standing : report.standing)
        m_standing.insert(standing.keyId, standing);
    Q_EMIT usageChanged();
}

} // namespace homeport
