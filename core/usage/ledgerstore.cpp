// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/ledgerstore.h"

#include "core/base/logging.h"

namespace homeport {

namespace {

constexpr qsizetype MostUnwritten = 50'000;
constexpr qsizetype MostUnopened = 5'000; // while there is no file: it may never come
constexpr qint64 LostAreToldBy = 1'000;
constexpr qint64 TidyInterval = 60 * 60 * 1000; // ms
constexpr int PruneStep = 5000;                 // rows of one transaction
constexpr int ShrinkStep = 1000;                // pages

} // namespace

Result<void> LedgerStore::open(const QString &path, const QString &instance, const std::function<qint64()> &leastRun)
{
    m_leastRun = leastRun;
    m_path = path;
    m_instance = instance;
    return reopen();
}

// At the start, and again later: a full disk or another program's lock may be over.
Result<void> LedgerStore::reopen()
{
    auto made = LedgerRepository::open(m_path, m_instance, m_leastRun ? m_leastRun() : 1);
    if (!made)
        return hold(made.error(), pauses.unopened);
    repository = std::move(*made);
    run = repository->run();
    for (auto one = m_names.cbegin(); one != m_names.cend(); ++one)
        if (const auto renamed = repository->rename(one.key(), one.value()); !renamed)
            qCWarning(lcUsage).noquote() << "new names could not be written to the ledger:" << renamed.error().detail;
    if (opened)
        opened();
    return {};
}

Result<int> LedgerStore::rename(UsageDimension dimension, const QHash<qint64, QString> &names)
{
    m_names.insert(dimension, names);
    return repository ? repository->rename(dimension, names) : Result<int>(0);
}

Error LedgerStore::hold(const Error &error, std::chrono::milliseconds pause)
{
    m_problem = error;
    m_rest.setRemainingTime(pause);
    return error;
}

Result<void> LedgerStore::mayTry()
{
    if (!m_rest.hasExpired())
        return m_problem;
    if (!repository && !m_path.isEmpty())
        return reopen();
    return repository ? Result<void>() : Result<void>(m_problem);
}

Result<LedgerRepository *> LedgerStore::ready()
{
    (void)write();
    if (!repository)
        return m_problem;
    return repository.get();
}

Result<void> LedgerStore::take(const QList<RequestRecord> &ended)
{
    unwritten += ended; // shared, not copied, where nothing was left
    if (unwritten.isEmpty())
        return {};
    if (const auto may = mayTry(); !may) {
        dropSurplus(repository ? MostUnwritten : MostUnopened);
        return may;
    }
    const auto rowAt = [this](qsizetype index) {
        const RequestRecord &record = unwritten.at(index);
        LedgerRow row = ledgerRowOf(record);
        row.trace = m_traces.of(record.trace, repository->idOf(row.number), repository->traces());
        return row;
    };
    if (const auto taken = repository->take(unwritten.size(), rowAt); !taken) {
        m_traces.forget();
        dropSurplus(MostUnwritten);
        return hold(taken.error(), pauses.afterFailure);
    }
    unwritten.clear();
    return {};
}

Result<void> LedgerStore::write()
{
    if (const auto taken = take({}); !taken)
        return taken;
    if (const auto may = mayTry(); !may)
        return may;
    if (repository->waiting() == 0)
        return {};
    if (const auto added = repository->write(QTimeZone::systemTimeZone()); !added) {
        if (const qsizetype surplus = repository->waiting() - MostUnwritten; surplus > 0) {
            repository->forgetOldest(surplus);
            countLost(surplus);
        }
        return hold(added.error(), pauses.afterFailure);
    }
    return {};
}

Result<void> LedgerStore::writeAtTheEnd()
{
    m_rest = QDeadlineTimer();
    if (unwritten.isEmpty() && (!repository || repository->waiting() == 0))
        return {};
    return write();
}

void LedgerStore::dropSurplus(qsizetype most)
{
    const qsizetype surplus = unwritten.size() - most;
    if (surplus <= 0)
        return;
    unwritten.remove(0, surplus);
    countLost(surplus);
}

void LedgerStore::countLost(qsizetype surplus)
{
    const qint64 before = std::exchange(m_lost, m_lost + surplus);
    if (before == 0 || before / LostAreToldBy != m_lost / LostAreToldBy)
        qCWarning(lcUsage) << m_lost << "requests were never written to the ledger";
}

bool LedgerStore::isTidyingDue() const
{
    return repository && retention && !isTidying && (!m_sincePruned.isValid() || m_sincePruned.elapsed() >= TidyInterval);
}

bool LedgerStore::tidy()
{
    if (!repository || !retention)
        return false;
    m_traces.forget();
    const Result<int> pruned = repository->prune(*retention, QDateTime::currentMSecsSinceEpoch(), PruneStep);
    if (!pruned)
        qCWarning(lcUsage).noquote() << "old requests could not be removed from the ledger:" << pruned.error().detail;
    if (pruned && *pruned == PruneStep)
        return true;
    m_sincePruned.start();
    const Result<bool> shrunk = repository->shrink(ShrinkStep);
    if (!shrunk)
        qCWarning(lcUsage).noquote() << "the ledger's file could not be made smaller:" << shrunk.error().detail;
    return shrunk.value_or(false);
}

} // namespace homeport
