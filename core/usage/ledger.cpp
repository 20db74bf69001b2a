// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/ledger.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/usage/ledgerstore.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::milliseconds WriteInterval{250};

static_assert(LedgerOutcome::Done == static_cast<int>(RequestRecord::Outcome::Done));
static_assert(LedgerOutcome::Refused == static_cast<int>(RequestRecord::Outcome::Refused));
static_assert(LedgerOutcome::UpstreamFailed == static_cast<int>(RequestRecord::Outcome::UpstreamFailed));

} // namespace

Ledger::Ledger(QObject *parent, const LedgerPauses &pauses)
    : QObject(parent), m_store(std::make_shared<LedgerStore>()), m_retryInterval(pauses.retry), m_executor(u"ledger"_s)
{
    m_store->pauses = pauses;
    m_store->opened = [this] { QMetaObject::invokeMethod(this, &Ledger::opened, Qt::QueuedConnection); };
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Ledger::write);
}

Ledger::~Ledger()
{
    // The file is closed in its thread, after what was to be written.
    (void)m_executor.run([store = std::move(m_store)]() -> Result<void> {
        const auto written = store->writeAtTheEnd();
        store->copy.reset();
        store->repository.reset();
        return written;
    });
}

QFuture<Result<void>> Ledger::open(const QString &path, const QString &instance, const std::function<qint64()> &leastRun)
{
    return m_executor.run([store = m_store, path, instance, leastRun] { return store->open(path, instance, leastRun); });
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

// Each step behind what others have asked meanwhile. In the executor's thread.
void Ledger::tidy(const std::shared_ptr<LedgerStore> &store, SerialExecutor &executor)
{
    store->isTidying = store->tidy();
    if (!store->isTidying)
        return;
    (void)executor.run([store, &executor]() -> Result<void> {
        tidy(store, executor);
        return {};
    });
}

void Ledger::setRetention(const LedgerRetention &retention)
{
    (void)m_executor.run([store = m_store, &executor = m_executor, retention]() -> Result<void> {
        const bool isChange = store->retention && *store->retention != retention; // else with the first rows
        store->retention = retention;
        if (isChange && !store->isTidying)
            tidy(store, executor);
        return {};
    });
}

void Ledger::setNames(UsageDimension dimension, const QHash<qint64, QString> &names)
{
    const auto work = [store = m_store, dimension, names] { return store->rename(dimension, names); };
    onResult(m_executor.run(work), this, [this](const Result<int> &renamed) {
        if (!renamed)
            qCWarning(lcUsage).noquote() << "new names could not be written to the ledger:" << renamed.error().detail;
        else if (*renamed > 0)
            Q_EMIT written();
    });
}

// Also tries again by itself: nothing else may come for a while.
void Ledger::tellFailure(const Error &error)
{
    m_waits = true;
    m_pause.start(m_retryInterval);
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
    const auto work = [store = m_store, &executor = m_executor] {
        const auto written = store->write();
        if (written && store->isTidyingDue())
            tidy(store, executor);
        return written;
    };
    onResult(m_executor.run(work), this, [this](const Result<void> &done) {
        if (done) {
            m_hasFailed = false;
            Q_EMIT written();
        } else {
            tellFailure(done.error());
        }
    });
}

} // namespace homeport
