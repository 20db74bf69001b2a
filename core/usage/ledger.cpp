// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/ledger.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"

#include <QElapsedTimer>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostUnwritten = 50'000;
constexpr qint64 PruneInterval = 60 * 60 * 1000; // ms
constexpr int PruneStep = 5000;                  // rows of one transaction
constexpr qint64 MostSessionDays = 31;

static_assert(LedgerOutcome::Done == static_cast<int>(RequestRecord::Outcome::Done));
static_assert(LedgerOutcome::Refused == static_cast<int>(RequestRecord::Outcome::Refused));
static_assert(LedgerOutcome::UpstreamFailed == static_cast<int>(RequestRecord::Outcome::UpstreamFailed));

} // namespace

struct Ledger::Store
{
    std::unique_ptr<LedgerRepository> repository;
    Error problem{Error::Code::Storage, u"The ledger is not open."_s};
    QList<RequestRecord> unwritten;
    qint64 lost = 0;
    QElapsedTimer sincePruned;

    Result<void> open(const QString &path, const QString &instance)
    {
        auto opened = LedgerRepository::open(path, instance);
        if (!opened) {
            problem = opened.error();
            return problem;
        }
        repository = std::move(*opened);
        return {};
    }

    Result<void> write(const QList<RequestRecord> &ended)
    {
        if (!repository)
            return {};      // told when it was opened
        unwritten += ended; // shared, not copied, where nothing was left
        const auto rowAt = [this](qsizetype index) { return ledgerRowOf(unwritten.at(index)); };
        if (const auto added = repository->add(unwritten.size(), rowAt, QTimeZone::systemTimeZone()); !added) {
            if (const qsizetype surplus = unwritten.size() - MostUnwritten; surplus > 0) {
                unwritten.remove(0, surplus);
                lost += surplus;
                qCWarning(lcUsage) << lost << "requests were never written to the ledger";
            }
            return added.error();
        }
        unwritten.clear();
        prune();
        return {};
    }

    // With the first rows of a run and then every hour: an idle program wakes up for nothing.
    void prune()
    {
        if (sincePruned.isValid() && sincePruned.elapsed() < PruneInterval)
            return;
        const Result<int> pruned = repository->prune(LedgerRetention(), QDateTime::currentMSecsSinceEpoch(), PruneStep);
        if (!pruned)
            qCWarning(lcUsage).noquote() << "old requests could not be removed from the ledger:" << pruned.error().detail;
        if (!pruned || *pruned < PruneStep)
            sincePruned.start(); // else the rest with the next rows
    }
};

Ledger::Ledger(QObject *parent) : QObject(parent), m_store(std::make_shared<Store>()), m_executor(u"ledger"_s) {}

Ledger::~Ledger()
{
    // The file is closed in its thread, after what was to be written.
    (void)m_executor.run([store = std::move(m_store)]() -> Result<void> {
        store->repository.reset();
        return {};
    });
}

QFuture<Result<void>> Ledger::open(const QString &path, const QString &instance)
{
    return m_executor.run([store = m_store, path, instance] { return store->open(path, instance); });
}

void Ledger::append(const QList<RequestRecord> &ended)
{
    if (ended.isEmpty())
        return;
    onResult(m_executor.run([store = m_store, ended] { return store->write(ended); }), this, [this](const Result<void> &done) {
        if (done) {
            m_hasFailed = false;
            Q_EMIT written();
        } else if (!std::exchange(m_hasFailed, true)) {
            qCWarning(lcUsage).noquote() << "requests can't be written to the ledger for now:" << done.error().detail;
            Q_EMIT failed(done.error().detail);
        }
    });
}

template <typename Question>
auto Ledger::ask(Question question)
{
    return m_executor.run([store = m_store, question] {
        using Answer = std::invoke_result_t<Question, LedgerRepository &>;
        return store->repository ? question(*store->repository) : Answer(store->problem);
    });
}

QFuture<Result<UsageReport>> Ledger::report(const UsageQuestion &question)
{
    return ask([question](LedgerRepository &repository) { return repository.report(question); });
}

// A question that takes many steps, each of them work of its own in the ledger's thread.
struct Ledger::SessionScan
{
    std::shared_ptr<Store> store;
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
        if (!scan->store->repository) {
            complete<SessionReport>(scan->promise, scan->store->problem);
            return {};
        }
        scan->sessions = scan->store->repository->sessions(question);
        goOn(scan);
        return {};
    });
    return scan->promise->future();
}

void Ledger::goOn(const std::shared_ptr<SessionScan> &scan)
{
    if (!scan->store->repository) // the end of the program
        return complete<SessionReport>(scan->promise, scan->store->problem);
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

QFuture<Result<LedgerEntry>> Ledger::entry(qint64 id)
{
    return ask([id](LedgerRepository &repository) { return repository.pages().entry(id); });
}

LedgerRow ledgerRowOf(const RequestRecord &record)
{
    LedgerRow row;
    row.number = static_cast<qint64>(record.id);
    row.startedAt = record.startedAt.toMSecsSinceEpoch();
    row.duration = record.durationMs;
    row.firstByte = record.firstByteMs;
    row.account = {record.accountId, record.account};
    row.key = {record.keyId, record.key};
    row.model = record.model;
    row.answeredModel = record.usage.model == record.model ? QString() : record.usage.model;
    row.tool = record.tool;
    row.project = record.project;
    row.session = record.session;
    row.method = record.method;
    row.path = record.path;
    row.program = record.program;
    row.status = record.status;
    row.outcome = static_cast<int>(record.outcome);
    row.failed = record.outcome != RequestRecord::Outcome::Done || record.status >= 400;
    row.bytesUp = record.bytesUp;
    row.bytesDown = record.bytesDown;
    row.usage = !record.usage.known     ? LedgerRow::Usage::Unknown
                : record.usage.complete ? LedgerRow::Usage::Complete
                                        : LedgerRow::Usage::Partial;
    row.input = record.usage.input;
    row.output = record.usage.output;
    row.cacheWrite5m = record.usage.cacheWrite5m;
    row.cacheWrite1h = record.usage.cacheWrite1h;
    row.cacheRead = record.usage.cacheRead;
    row.webSearches = record.usage.webSearches;
    row.reasoning = record.usage.reasoning;
    row.stopReason = record.usage.stopReason;
    row.cost = record.cost;
    row.prices = record.prices;
    row.detail = record.detail;
    return row;
}

} // namespace homeport
