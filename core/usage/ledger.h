// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/serialexecutor.h"
#include "core/storage/ledgerrepository.h"
#include "core/usage/exportrows.h"
#include "core/usage/requestrecord.h"
#include "core/usage/usagesource.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace homeport {

struct LedgerStore;

// One step of an export.
struct ExportPage
{
    QByteArray text;
    qint64 rows = 0;     // in it
    qint64 oldest = 0;   // ms since 1970: when the last row that was found began; 0: none was
    qint64 lookedAt = 0; // as LedgerPage, and what follows
    qint64 next = 0;
    bool end = false;
    qint64 total = 0;
};

// How long nothing is tried after a failure. A try may wait five seconds for another program's lock, and everyone who asks behind it.
struct LedgerPauses
{
    std::chrono::milliseconds afterFailure = std::chrono::seconds(4);
    std::chrono::milliseconds unopened = std::chrono::seconds(30); // a damaged file of gigabytes is read for a while until that is known
    std::chrono::milliseconds retry = std::chrono::seconds(5);     // longer than the first
};

// What was relayed, on disk: takes requests that have ended and answers what was used. Lives in the GUI thread; reads and
// writes in a thread of its own, in at most one transaction per 250 ms, and one before a question where rows
// wait. Rows that can't be written are kept in memory and tried again every five seconds (50,000 at most; 5,000, and every half minute,
// while the file could not even be opened).
class Ledger final : public QObject, public UsageSource
{
    Q_OBJECT

public:
    explicit Ledger(QObject *parent = nullptr, const LedgerPauses &pauses = {});
    ~Ledger() override; // writes what is still to be written
    Q_DISABLE_COPY_MOVE(Ledger)

    // Once, first. Storage: the file is damaged, of a newer version, or can't be written; each question gets the same error then, and it
    // is tried again with what is appended or asked: opened() tells.
    // @p instance as LedgerRepository::open(). @p leastRun: what run() is at least, asked in the ledger's thread, where it may wait.
    [[nodiscard]] QFuture<Result<void>> open(const QString &path, const QString &instance, const std::function<qint64()> &leastRun = {});
    // How much is kept, from now on; what is too much goes in short steps, and its room on the disk with it. Nothing goes before
    // this was called.
    void setRetention(const LedgerRetention &retention);
    // What all accounts, or keys, are called now, by id: requests follow a renamed one.
    void setNames(UsageDimension dimension, const QHash<qint64, QString> &names);
    // Of this run; each once.
    void append(const QList<RequestRecord> &ended);
    // Errors: Storage. What was appended before counts.
    [[nodiscard]] QFuture<Result<UsageReport>> report(const UsageQuestion &question) override; // in any thread
    // From single requests, which are read in short steps, so that others get their turn between them. Invalid: more than 31 days.
    [[nodiscard]] QFuture<Result<SessionReport>> sessions(const SessionQuestion &question) override; // in any thread
    [[nodiscard]] QFuture<Result<QStringList>> names(UsageDimension dimension);
    // One step, as LedgerPages::page(); whoever wants more asks for the next one, and others get their turn between them.
    [[nodiscard]] QFuture<Result<LedgerPage>> page(const LedgerPageQuestion &question);
    // With its trace. NotFound: there is none of that id (ledgerId()), or not any more.
    [[nodiscard]] QFuture<Result<RequestRecord>> request(qint64 id);
    [[nodiscard]] QFuture<Result<LedgerState>> state();
    // A consistent copy in the new file @p path, made in short steps while everything goes on; its schema. One at a time (Conflict).
    // Cancelled, once @p cancelled is true; Storage. There is no file then.
    [[nodiscard]] QFuture<Result<int>> copyTo(const QString &path, const std::shared_ptr<const std::atomic_bool> &cancelled);
    [[nodiscard]] qint64 run() const; // 0 until it is open, and where it could not be opened
    // The same as text: at most as many rows as the question says, of those begun before @p until (ms since 1970).
    [[nodiscard]] QFuture<Result<ExportPage>> exportPage(const LedgerPageQuestion &question, qint64 until, ExportFormat format);

Q_SIGNALS:
    void opened();                        // once: run() is known
    void written();                       // new requests, or names, are in the file; at most four times a second
    void copying(int percent);            // while copyTo() is at work
    void failed(const QString &sentence); // they are not, for now; once until they are

private:
    void write();
    void tellFailure(const Error &error);
    // What the repository answers, in its thread, or why there is none.
    template <typename Question>
    [[nodiscard]] auto ask(Question question);
    struct SessionScan;
    static void goOn(const std::shared_ptr<SessionScan> &scan);
    struct CopyRun;
    static void goOn(const std::shared_ptr<CopyRun> &run);
    static void tidy(const std::shared_ptr<LedgerStore> &store, SerialExecutor &executor);

    std::shared_ptr<LedgerStore> m_store; // its inside belongs to the executor's thread
    std::chrono::milliseconds m_retryInterval;
    bool m_hasFailed = false;
    bool m_waits = false;      // something was appended since the last write()
    QTimer m_pause;            // runs: the last write() was less than 250 ms ago
    SerialExecutor m_executor; // last: ends first
};

// As the ledger keeps it, but for the trace.
[[nodiscard]] LedgerRow ledgerRowOf(const RequestRecord &record);
// The way back: its id is the entry's, its trace is there where the entry has the text.
[[nodiscard]] RequestRecord recordOf(const LedgerEntry &entry);

} // namespace homeport
