// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/ledger.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/usage/tracenumbers.h"

#include <QElapsedTimer>

#include <atomic>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostUnwritten = 50'000;
constexpr qint64 PruneInterval = 60 * 60 * 1000; // ms
constexpr int PruneStep = 5000;                  // rows of one transaction
constexpr std::chrono::milliseconds WriteInterval{250};
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
        prune();
        return {};
    }

    void countLost(qsizetype surplus)
    {
        lost += surplus;
        qCWarning(lcUsage) << lost << "requests were never written to the ledger";
    }

    // With the first rows of a run and then every hour: an idle program wakes up for nothing.
    void prune()
    {
        if (sincePruned.isValid() && sincePruned.elapsed() < PruneInterval)
            return;
        traces.forget();
        const Result<int> pruned = repository->prune(LedgerRetention(), QDateTime::currentMSecsSinceEpoch(), PruneStep);
        if (!pruned)
            qCWarning(lcUsage).noquote() << "old requests could not be removed from the ledger:" << pruned.error().detail;
        if (!pruned || *pruned < PruneStep)
            sincePruned.start(); // else the rest with the next rows
    }
};

Ledger::Ledger(QObject *parent) : QObject(parent), m_store(std::make_shared<Store>()), m_executor(u"ledger"_s)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Ledger::write);
}

Ledger::~Ledger()
{
    // The file is closed in its thread, after what was to be written.
    (void)m_executor.run([store = std::move(m_store)]() -> Result<void> {
        const auto written = store->write();
        store->repository.reset();
        return written;
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
    m_waits = true;
    onResult(m_executor.run([store = m_store, ended] { return store->take(ended); }), this, [this](const Result<void> &taken) {
        if (!taken)
            tellFailure(taken.error());
    });
    if (!m_pause.isActive())
        write();
}

void Ledger::tellFailure(const Error &error)
{
    if (std::exchange(m_hasFailed, true))
        return;
    qCWarning(lcUsage).noquote() << "requests can't be written to the ledger for now:" << error.detail;
    Q_EMIT failed(error.detail);
}

void Ledger::write()
{
    if (!std::exchange(m_waits, false))
        return; // the pause ends with nothing to do
    m_pause.start(WriteInterval);
    onResult(m_executor.run([store = m_store] { return store->write(); }), this, [this](const Result<void> &done) {
        if (done) {
            m_hasFailed = false;
            Q_EMIT written();
        } else {
            tellFailure(done.error());
        }
    });
}

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

QFuture<Result<RequestRecord>> Ledger::request(qint64 id)
{
    return ask([id](LedgerRepository &repository) -> Result<RequestRecord> {
        const auto entry = repository.pages().entry(id);
        if (!entry)
            return entry.error();
        return recordOf(*entry);
    });
}

qint64 Ledger::run() const
{
    return m_store->run;
}

} // namespace homeport
