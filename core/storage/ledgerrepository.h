// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/ledgerbatch.h"
#include "core/storage/ledgercopy.h"
#include "core/storage/ledgerpages.h"
#include "core/storage/ledgerretention.h"
#include "core/storage/ledgerrow.h"
#include "core/storage/ledgersessions.h"
#include "core/storage/ledgertraces.h"
#include "core/storage/ledgerwords.h"
#include "core/storage/usagereport.h"

#include <QHash>
#include <QTimeZone>

#include <functional>
#include <memory>
#include <vector>

namespace homeport {

class Database;
struct Migration;

// What the file holds.
struct LedgerState
{
    qint64 rows = 0;
    qint64 oldest = 0; // ms since 1970: when the oldest began; 0: there is none
    qint64 bytes = 0;  // on disk, with its write-ahead log
};

// The ledger's file: every request once, and its sums per minute, hour and day, which are written in the same transaction and
// so agree with the rows after any crash. Lives in one thread of its own.
class LedgerRepository final
{
public:
    // Opens or creates @p path and begins a new run, with the number @p leastRun at least. @p instance: the database whose accounts and keys the
    // rows are of. Errors as Database::open().
    [[nodiscard]] static Result<std::unique_ptr<LedgerRepository>> open(const QString &path, const QString &instance, qint64 leastRun = 1);
    ~LedgerRepository();
    Q_DISABLE_COPY_MOVE(LedgerRepository)

    // Takes @p count rows, made one by one, for the next write(): as numbers, for thousands of records would not stay in the
    // processor's cache. All or nothing. Storage: the disk is full, the file is read-only.
    using RowAt = std::function<LedgerRow(qsizetype index)>;
    [[nodiscard]] Result<void> take(qsizetype count, const RowAt &rowAt);
    [[nodiscard]] qsizetype waiting() const { return static_cast<qsizetype>(m_batch.size()); }
    void forgetOldest(qsizetype count) { m_batch.dropOldest(static_cast<std::size_t>(count)); } // of those that wait
    // Writes what was taken in one transaction: all or nothing, and what could not be written waits on. A row that is there already (same run
    // and number) changes nothing. @p zone: the local one now, for hours and days. Returns how many were new. Storage as take().
    [[nodiscard]] Result<int> write(const QTimeZone &zone);
    // Both at once; nothing waits afterwards.
    [[nodiscard]] Result<int> add(const QList<LedgerRow> &rows, const QTimeZone &zone);
    // From the sums, never from rows: quick whatever the number of requests. Days are those of the clock when requests began;
    // where the step is no day or longer and the range not whole hours, whole hours are counted.
    [[nodiscard]] Result<UsageReport> report(const UsageQuestion &question);
    [[nodiscard]] Result<QStringList> names(UsageDimension dimension); // sorted, without the empty one
    [[nodiscard]] LedgerPages &pages() { return m_pages; }             // single requests
    // Written to while a RowAt makes its row. What prune() deletes of them is forgotten by whoever remembers numbers.
    [[nodiscard]] LedgerTraces &traces() { return m_traces; }
    // Usage by session, from single requests; what it gives is used in this thread, while the repository is there.
    [[nodiscard]] std::unique_ptr<LedgerSessions> sessions(const SessionQuestion &question);
    // Deletes at most @p most rows beyond the retention, and the sums of minutes older than two days. Returns how many rows; call again while
    // it is @p most. @p now: ms since 1970.
    [[nodiscard]] Result<int> prune(const LedgerRetention &retention, qint64 now, int most = 5000);
    // Where more than a quarter of the file is free, gives at most @p most pages of it back to the file system, until none is left. True: call
    // again. What is not given back new rows take. A file of more than 16 MB from before there was this only has the latter.
    [[nodiscard]] Result<bool> shrink(int most = 1000);
    [[nodiscard]] Result<LedgerState> state();
    // What all accounts, or keys, of the instance are called now, by id: so are all their requests, and those to come. How many were
    // called otherwise.
    [[nodiscard]] Result<int> rename(UsageDimension dimension, const QHash<qint64, QString> &names);
    // As LedgerCopy::begin().
    [[nodiscard]] Result<std::unique_ptr<LedgerCopy>> copyTo(const QString &path) { return LedgerCopy::begin(*m_database, path); }
    // Makes the rows of a file that nobody has open those of another database, which took the former one's place.
    [[nodiscard]] static Result<void> adopt(const QString &path, const QString &former, const QString &present);
    [[nodiscard]] qint64 run() const { return m_run; }
    [[nodiscard]] qint64 idOf(qint64 number) const { return ledgerId(m_run, number); } // of a request of this run
    [[nodiscard]] Database &database() { return *m_database; }                         // for tests

private:
    explicit LedgerRepository(std::unique_ptr<Database> database);
    [[nodiscard]] Result<void> begin(const QString &instance, qint64 leastRun);
    [[nodiscard]] qint64 refOf(qint64 id) const; // of an account or key of the instance
    [[nodiscard]] qint64 word(LedgerWord kind, const LedgerText &text, const QHash<qint64, QString> &names);
    [[nodiscard]] LedgerNumbers numbersOf(const LedgerRow &row);
    void countRows(int change); // in a transaction; throws SQLite::Exception

    std::unique_ptr<Database> m_database;
    LedgerWords m_words;
    LedgerTraces m_traces;
    LedgerPages m_pages;
    LedgerBatch m_batch;
    QHash<qint64, QString> m_accountNames; // by id: what they are called now
    QHash<qint64, QString> m_keyNames;
    qint64 m_run = 0;
    qint64 m_instance = 0;
    bool m_isShrinking = false;
};

} // namespace homeport
