// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ledger: what it is asked.
#include "core/base/onresult.h"
#include "core/usage/ledgerstore.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MostSessionDays = 31;

} // namespace

template <typename Question>
auto Ledger::ask(Question question)
{
    return m_executor.run([store = m_store, question] {
        using Answer = std::invoke_result_t<Question, LedgerRepository &>;
        const Result<LedgerRepository *> repository = store->ready();
        return repository ? question(**repository) : Answer(repository.error());
    });
}

QFuture<Result<UsageReport>> Ledger::report(const UsageQuestion &question)
{
    return ask([question](LedgerRepository &repository) { return repository.report(question); });
}

// A question that takes many steps, each of them work of its own in the ledger's thread.
struct Ledger::SessionScan
{
    std::shared_ptr<LedgerStore> store;
    SerialExecutor &executor;
    std::shared_ptr<QPromise<Result<SessionReport>>> promise = startedPromise<SessionReport>();
    std::unique_ptr<LedgerSessions> sessions = {};
};

QFuture<Result<SessionReport>> Ledger::sessions(const SessionQuestion &question)
{
    if (question.from.daysTo(question.to) > MostSessionDays)
        return readyResult<SessionReport>(Error{Error::Code::Invalid, u"Sessions are told of 31 days at most: say since when."_s});
    const std::shared_ptr<SessionScan> scan(new SessionScan{m_store, m_executor});
    (void)m_executor.run([scan, question]() -> Result<void> {
        const Result<LedgerRepository *> repository = scan->store->ready();
        if (!repository) {
            complete<SessionReport>(scan->promise, repository.error());
            return {};
        }
        scan->sessions = (*repository)->sessions(question);
        goOn(scan);
        return {};
    });
    return scan->promise->future();
}

void Ledger::goOn(const std::shared_ptr<SessionScan> &scan)
{
    if (!scan->store->repository) // the end of the program
        return complete<SessionReport>(scan->promise, Error{Error::Code::Cancelled, u"The ledger was closed."_s});
    const Result<bool> more = scan->sessions->step();
    if (!more)
        return complete<SessionReport>(scan->promise, more.error());
    if (!*more)
        return complete(scan->promise, scan->sessions->report());
    (void)scan->executor.run([scan]() -> Result<void> {
        goOn(scan);
        return {};
    });
}

QFuture<Result<QStringList>> Ledger::names(UsageDimension dimension)
{
    return ask([dimension](LedgerRepository &repository) { return repository.names(dimension); });
}

QFuture<Result<LedgerPage>> Ledger::page(const LedgerPageQuestion &question)
{
    return ask([question](LedgerRepository &repository) { return repository.pages().page(question); });
}

QFuture<Result<ExportPage>> Ledger::exportPage(const LedgerPageQuestion &question, qint64 until, ExportFormat format)
{
    return ask([question, until, format](LedgerRepository &repository) -> Result<ExportPage> {
        const auto page = repository.pages().page(question);
        if (!page)
            return page.error();
        ExportPage text{{}, 0, 0, page->lookedAt, page->next, page->end, page->total};
        for (const LedgerEntry &entry : page->entries) {
            text.oldest = entry.row.startedAt;
            if (entry.row.startedAt >= until)
                continue;
            text.text += exportLine(entry, format);
            ++text.rows;
        }
        return text;
    });
}

QFuture<Result<RequestRecord>> Ledger::request(qint64 id)
{
    return ask([id](LedgerRepository &repository) -> Result<RequestRecord> {
        const auto entry = repository.pages().entry(id);
        if (!entry)
            return entry.error();
        return recordOf(*entry);
    });
}

QFuture<Result<LedgerState>> Ledger::state()
{
    return ask([](LedgerRepository &repository) { return repository.state(); });
}

qint64 Ledger::run() const
{
    return m_store->run;
}

} // namespace homeport
