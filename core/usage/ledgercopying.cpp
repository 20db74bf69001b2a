// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ledger: the copy for a backup.
#include "core/base/onresult.h"
#include "core/usage/ledgerstore.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

// Each step is work of its own in the ledger's thread.
struct Ledger::CopyRun
{
    Ledger *ledger; // told by queued calls only: it waits for this thread before it goes
    std::shared_ptr<LedgerStore> store;
    SerialExecutor &executor;
    std::shared_ptr<const std::atomic_bool> cancelled;
    std::shared_ptr<QPromise<Result<int>>> promise = startedPromise<int>();

    void end(const Result<int> &result) const
    {
        store->copy.reset();
        complete(promise, result);
    }
};

QFuture<Result<int>> Ledger::copyTo(const QString &path, const std::shared_ptr<const std::atomic_bool> &cancelled)
{
    const std::shared_ptr<CopyRun> run(new CopyRun{this, m_store, m_executor, cancelled});
    (void)m_executor.run([run, path]() -> Result<void> {
        const Result<LedgerRepository *> repository = run->store->ready();
        if (!repository)
            complete<int>(run->promise, repository.error());
        else if (run->store->copy)
            complete<int>(run->promise, Error{Error::Code::Conflict, u"The ledger is being copied already."_s});
        else if (auto copy = (*repository)->copyTo(path); !copy)
            complete<int>(run->promise, copy.error());
        else {
            run->store->copy = std::move(*copy);
            goOn(run);
        }
        return {};
    });
    return run->promise->future();
}

void Ledger::goOn(const std::shared_ptr<CopyRun> &run)
{
    if (!run->store->copy || run->cancelled->load()) // the end of the program, or what the user wants
        return run->end(Error{Error::Code::Cancelled, u"Cancelled; nothing was changed."_s});
    const int before = run->store->copy->percent();
    const Result<bool> more = run->store->copy->step();
    if (!more)
        return run->end(more.error());
    const int percent = run->store->copy->percent();
    if (percent != before)
        QMetaObject::invokeMethod(
            run->ledger, [ledger = run->ledger, percent] { Q_EMIT ledger->copying(percent); }, Qt::QueuedConnection);
    if (!*more)
        return run->end(run->store->copy->schema());
    (void)run->executor.run([run]() -> Result<void> {
        goOn(run);
        return {};
    });
}

} // namespace homeport
