// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/logging.h"
#include "core/usage/ledger.h"
#include "core/usage/tracenumbers.h"

#include <QElapsedTimer>

#include <atomic>
#include <optional>

namespace homeport {

// What Ledger has in its thread.
struct LedgerStore
{
    static constexpr qsizetype MostUnwritten = 50'000;
    static constexpr qint64 TidyInterval = 60 * 60 * 1000; // ms
    static constexpr int PruneStep = 5000;                 // rows of one transaction
    static constexpr int ShrinkStep = 1000;                // pages

    std::unique_ptr<LedgerRepository> repository;
    std::unique_ptr<LedgerCopy> copy; // that is being made; ends before the repository
    Error problem{Error::Code::Storage, QStringLiteral("The ledger is not open.")};
    QList<RequestRecord> unwritten;
    qint64 lost = 0;
    std::optional<LedgerRetention> retention; // null: not known yet, nothing goes
    QElapsedTimer sincePruned;
    bool isTidying = false; // its next step is queued
    TraceNumbers traces;
    std::atomic<qint64> run = 0; // read by any thread

    Result<void> open(const QString &path, const QString &instance)
    {
        auto opened = LedgerRepository::open(path, instance);
        if (!opened) {
            problem = opened.error();
            return problem;
        }
        repository = std::move(*opened);
        run = repository->run();
        return {};
    }

    // For a question, with what was appended before it; what can't be written then is told by the next write(). Or why there is none.
    Result<LedgerRepository *> ready()
    {
        if (!repository)
            return problem;
        (void)write();
        return repository.get();
    }

    // Texts become numbers at once, rows wait for write().
    Result<void> take(const QList<RequestRecord> &ended)
    {
        if (!repository)
            return {};      // told when it was opened
        unwritten += ended; // shared, not copied, where nothing was left
        if (unwritten.isEmpty())
            return {};
        const auto rowAt = [this](qsizetype index) {
            const RequestRecord &record = unwritten.at(index);
            LedgerRow row = ledgerRowOf(record);
            row.trace = traces.of(record.trace, repository->idOf(row.number), repository->traces());
            return row;
        };
        if (const auto taken = repository->take(unwritten.size(), rowAt); !taken) {
            traces.forget();
            if (const qsizetype surplus = unwritten.size() - MostUnwritten; surplus > 0) {
                unwritten.remove(0, surplus);
                countLost(surplus);
            }
            return taken;
        }
        unwritten.clear();
        return {};
    }

    // Everything that waits.
    Result<void> write()
    {
        if (const auto taken = take({}); !taken || !repository || repository->waiting() == 0)
            return taken;
        if (const auto added = repository->write(QTimeZone::systemTimeZone()); !added) {
            if (const qsizetype surplus = repository->waiting() - MostUnwritten; surplus > 0) {
                repository->forgetOldest(surplus);
                countLost(surplus);
            }
            return added.error();
        }
        return {};
    }

    void countLost(qsizetype surplus)
    {
        lost += surplus;
        qCWarning(lcUsage) << lost << "requests were never written to the ledger";
    }

    // With the first rows of a run and then every hour: an idle program wakes up for nothing.
    [[nodiscard]] bool isTidyingDue() const
    {
        return repository && retention && !isTidying && (!sincePruned.isValid() || sincePruned.elapsed() >= TidyInterval);
    }

    // One step; whether there is more to do.
    [[nodiscard]] bool tidy()
    {
        if (!repository || !retention)
            return false;
        traces.forget();
        const Result<int> pruned = repository->prune(*retention, QDateTime::currentMSecsSinceEpoch(), PruneStep);
        if (!pruned)
            qCWarning(lcUsage).noquote() << "old requests could not be removed from the ledger:" << pruned.error().detail;
        if (pruned && *pruned == PruneStep)
            return true;
        sincePruned.start();
        const Result<bool> shrunk = repository->shrink(ShrinkStep);
        if (!shrunk)
            qCWarning(lcUsage).noquote() << "the ledger's file could not be made smaller:" << shrunk.error().detail;
        return shrunk.value_or(false);
    }
};

} // namespace homeport
