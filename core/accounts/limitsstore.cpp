// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/limitsstore.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"

#include <algorithm>
#include <chrono>

namespace homeport {

namespace {

constexpr std::chrono::milliseconds WriteDelay{1000};
constexpr std::chrono::milliseconds QuotaDelay{250};

} // namespace

LimitsStore::LimitsStore(SerialExecutor &executor, LimitsRepository &repository, QObject *parent)
    : QObject(parent), m_executor(executor), m_repository(repository)
{
    m_writeTimer.setSingleShot(true);
    m_quotaTimer.setSingleShot(true);
    connect(&m_writeTimer, &QTimer::timeout, this, &LimitsStore::write);
    connect(&m_quotaTimer, &QTimer::timeout, this, &LimitsStore::quotasChanged);
}

LimitsStore::~LimitsStore()
{
    write();
}

QFuture<Result<void>> LimitsStore::load()
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    onResult(m_executor.run([&repository = m_repository] { return repository.all(); }), this,
             [this, promise](const Result<QHash<qint64, AccountLimits>> &limits) {
                 if (limits) {
                     m_limits = *limits;
                     Q_EMIT parksChanged();
                     Q_EMIT quotasChanged();
                 }
                 promise->addResult(limits ? Result<void>() : Result<void>(limits.error()));
                 promise->finish();
             });
    return promise->future();
}

void LimitsStore::setPark(qint64 accountId, const AccountPark &park)
{
    QList<AccountPark> &parks = m_limits[accountId].parks;
    const auto removed = parks.removeIf([&park](const AccountPark &known) { return known.family == park.family; });
    if (park.until.isValid())
        parks << park;
    else if (removed == 0)
        return;
    keep(accountId);
    Q_EMIT parksChanged();
}

void LimitsStore::clearParks(qint64 accountId)
{
    if (m_limits.value(accountId).parks.isEmpty())
        return;
    m_limits[accountId].parks.clear();
    keep(accountId);
    Q_EMIT parksChanged();
}

void LimitsStore::setQuotas(qint64 accountId, const QList<QuotaWindow> &quotas)
{
    QList<QuotaWindow> &known = m_limits[accountId].quotas;
    for (const QuotaWindow &quota : quotas) {
        const auto same = std::find_if(known.begin(), known.end(), [&quota](const QuotaWindow &one) { return one.name == quota.name; });
        if (same != known.end())
            *same = quota;
        else
            known << quota;
    }
    keep(accountId);
    if (!m_quotaTimer.isActive())
        m_quotaTimer.start(QuotaDelay);
}

void LimitsStore::forget(qint64 accountId)
{
    m_limits.remove(accountId);
    m_unwritten.remove(accountId);
}

void LimitsStore::keep(qint64 accountId)
{
    m_unwritten.insert(accountId);
    if (!m_writeTimer.isActive())
        m_writeTimer.start(WriteDelay);
}

void LimitsStore::write()
{
    if (m_unwritten.isEmpty())
        return;
    QHash<qint64, AccountLimits> changed;
    for (const qint64 id : std::as_const(m_unwritten))
        changed.insert(id, m_limits.value(id));
    m_unwritten.clear();
    onResult(m_executor.run([&repository = m_repository, changed] { return repository.replace(changed); }), this,
             [](const Result<void> &written) {
                 if (!written)
                     qCWarning(lcApp).noquote() << "limits could not be kept:" << written.error().detail;
             });
}

} // namespace homeport
