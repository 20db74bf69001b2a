// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/ledger.h"
#include "core/usage/tracenumbers.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <atomic>
#include <functional>
#include <optional>

namespace homeport {

// What Ledger has in its thread.
struct LedgerStore
{
    std::unique_ptr<LedgerRepository> repository;
    std::unique_ptr<LedgerCopy> copy; // that is being made; ends before the repository
    LedgerPauses pauses;
    std::function<void()> opened; // called in the ledger's thread when there is a repository
    QList<RequestRecord> unwritten;
    std::optional<LedgerRetention> retention; // null: not known yet, nothing goes
    bool isTidying = false;                   // its next step is queued
    std::atomic<qint64> run = 0;              // read by any thread

    Result<void> open(const QString &path, const QString &instance, const std::function<qint64()> &leastRun);
    Result<int> rename(UsageDimension dimension, const QHash<qint64, QString> &names);
    // For a question, with what was appended before it; what can't be written then is told by the next write(). Or why there is none.
    Result<LedgerRepository *> ready();
    // Texts become numbers at once, rows wait for write().
    Result<void> take(const QList<RequestRecord> &ended);
    // Everything that waits. For some seconds after a failure, the same error without a try.
    Result<void> write();
    // The last try, whenever the one before was.
    Result<void> writeAtTheEnd();

    // With the first rows of a run and then every hour: an idle program wakes up for nothing.
    [[nodiscard]] bool isTidyingDue() const;
    // One step; whether there is more to do.
    [[nodiscard]] bool tidy();

private:
    Result<void> reopen();
    Result<void> mayTry();
    Error hold(const Error &error, std::chrono::milliseconds pause);
    void dropSurplus(qsizetype most);
    void countLost(qsizetype surplus);

    QString m_path;
    QString m_instance;
    std::function<qint64()> m_leastRun;
    QHash<UsageDimension, QHash<qint64, QString>> m_names;
    Error m_problem{Error::Code::Storage, QStringLiteral("The ledger is not open.")}; // while there is no repository, or of the last try
    QDeadlineTimer m_rest;                                                            // nothing is tried until it is over
    qint64 m_lost = 0;
    QElapsedTimer m_sincePruned;
    TraceNumbers m_traces;
};

} // namespace homeport
