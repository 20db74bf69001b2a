// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/serialexecutor.h"
#include "core/usage/contentsstore.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace homeport {

// What requests and answers held, on disk, sealed: takes what the relay kept, and answers for single requests. Lives in the GUI thread; reads
// and writes in a thread of its own, in at most one transaction per 250 ms, and one before a question where something waits.
//
// What waits is bounded: beyond that the oldest are dropped, and so is what comes while the vault is locked or while what is there does
// not open. Drops are counted, and told in the log once until something is written again.
class ContentsKeeper final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 MostWaiting = 16LL * 1024 * 1024; // bytes

    // @p path: contents.db; there is no such file before something is kept.
    explicit ContentsKeeper(const QString &path, QObject *parent = nullptr);
    ~ContentsKeeper() override; // writes what is still to be written
    Q_DISABLE_COPY_MOVE(ContentsKeeper)

    void setRun(qint64 run); // Ledger::run(), once it is known: until then all wait. 0: there is no ledger, and nothing is kept
    void setSealer(const std::shared_ptr<const Sealer> &sealer); // the vault's, at each change; null: locked
    void setCaps(const ContentsCaps &caps);
    void keep(const QList<KeptRequest> &ended);

    // @p id as in the ledger. Errors: NotFound, Locked, Storage.
    [[nodiscard]] QFuture<Result<KeptContents>> contents(qint64 id);
    [[nodiscard]] QFuture<Result<KeptSummary>> summary(); // Storage
    // The newest run of which something is kept, 0: none. Its number must not come back, or that would be shown as another request's.
    [[nodiscard]] QFuture<Result<qint64>> newestRun();
    // Deletes everything and the key that it is sealed under, and what comes later of requests that had ended; works while the vault is
    // locked. Of how many requests. Storage.
    [[nodiscard]] QFuture<Result<qint64>> purge();

    // A change of the master key: the first before the database's transaction (Storage: it must not go on), the second when it is known
    // which key holds, in any case. Nothing is written between them.
    [[nodiscard]] QFuture<Result<void>> prepareRekey(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to);
    void settleRekey(const std::shared_ptr<const Sealer> &holds);

    [[nodiscard]] qint64 dropped() const { return m_dropped; } // of this run
    [[nodiscard]] qint64 waitingBytes() const { return m_waitingBytes + m_writingBytes; }

Q_SIGNALS:
    void changed(); // something was kept or has gone; at most once a second

private:
    void takeOver(const QList<KeptRequest> &requests);
    void write();
    void written(const Result<void> &done, const QList<KeptRequest> &batch, quint64 purges);
    void drop(qsizetype count, const QString &why);
    void dropSurplus();
    [[nodiscard]] bool endedBeforePurge(const KeptRequest &request) const;
    void tidy();
    void tell();
    void note(const QString &what, const Result<void> &done);

    std::shared_ptr<ContentsStore> m_store; // its inside belongs to the executor's thread
    std::shared_ptr<const Sealer> m_sealer;
    std::optional<qint64> m_run;
    ContentsCaps m_caps;
    QList<KeptRequest> m_waiting;
    qint64 m_waitingBytes = 0;
    qint64 m_writingBytes = 0; // of the one batch that is being written
    bool m_isWriting = false;
    bool m_isRekeying = false;
    bool m_isTidying = false;
    bool m_tidiesAgain = false; // asked for meanwhile
    quint64 m_purges = 0;
    qint64 m_purgedAt = 0; // the last one, ms since the epoch
    qint64 m_dropped = 0;
    bool m_hasTold = false; // of drops
    QTimer m_pause;         // runs: the last write() was less than 250 ms ago, or failed lately
    QTimer m_pulse;         // runs: changed() comes
    QTimer m_tidying;
    SerialExecutor m_executor; // last: ends first
};

} // namespace homeport
