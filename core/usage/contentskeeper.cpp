// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/contentskeeper.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::milliseconds WriteInterval{250};
constexpr std::chrono::milliseconds RetryInterval{5000};
constexpr std::chrono::milliseconds PulseInterval{1000};
constexpr std::chrono::minutes TidyInterval{10};
constexpr qint64 LongestHandover = 60'000; // ms a request that has ended may be under way to here, far above what was ever seen

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

ContentsKeeper::ContentsKeeper(const QString &path, QObject *parent)
    : QObject(parent), m_store(std::make_shared<ContentsStore>(path)), m_executor(u"contents"_s)
{
    m_pause.setSingleShot(true);
    m_pulse.setSingleShot(true);
    m_pulse.setInterval(PulseInterval);
    m_tidying.setInterval(TidyInterval);
    m_tidying.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_pause, &QTimer::timeout, this, &ContentsKeeper::write);
    connect(&m_pulse, &QTimer::timeout, this, &ContentsKeeper::changed);
    connect(&m_tidying, &QTimer::timeout, this, &ContentsKeeper::tidy);
    onResult(m_executor.run([store = m_store] { return store->look(); }), this, [this](const Result<void> &looked) {
        note(u"what is kept of requests can't be read"_s, looked);
        tidy();
    });
    m_tidying.start();
}

ContentsKeeper::~ContentsKeeper()
{
    // The file is closed in its thread, after what was to be written.
    (void)m_executor.run([store = std::move(m_store), waiting = m_sealer && m_run.value_or(0) > 0 ? m_waiting : QList<KeptRequest>(),
                          run = m_run.value_or(0), caps = m_caps]() mutable -> Result<void> {
        const Result<void> done = waiting.isEmpty() ? Result<void>() : store->write(waiting, run, caps);
        store.reset();
        return done;
    });
}

void ContentsKeeper::setRun(qint64 run)
{
    m_run = run;
    write();
}

void ContentsKeeper::setSealer(const std::shared_ptr<const Sealer> &sealer)
{
    if (!sealer) { // what came before goes in first
        m_pause.stop();
        write();
    }
    m_sealer = sealer;
    onResult(m_executor.run([store = m_store, sealer] { return store->setVault(sealer); }), this, [this](const Result<void> &opened) {
        note(u"nothing more is kept of requests"_s, opened);
        tell();
    });
    write();
}

void ContentsKeeper::setCaps(const ContentsCaps &caps)
{
    if (m_caps == caps)
        return;
    m_caps = caps;
    tidy();
}

void ContentsKeeper::keep(const QList<KeptRequest> &ended)
{
    if (ended.isEmpty())
        return;
    if (m_run == 0)
        return drop(ended.size(), u"there is no ledger"_s);
    if (!m_sealer)
        return drop(ended.size(), u"the vault is locked"_s);
    QList<KeptRequest> wanted = ended;
    wanted.removeIf([this](const KeptRequest &request) { return endedBeforePurge(request); });
    takeOver(wanted);
    dropSurplus();
    write();
}

// Deleted is deleted: the relay hands over what has ended a little later. No further back, since clocks are set.
bool ContentsKeeper::endedBeforePurge(const KeptRequest &request) const
{
    const qint64 since = m_purgedAt - request.contents.keptAt.toMSecsSinceEpoch();
    return since > 0 && since < LongestHandover;
}

void ContentsKeeper::takeOver(const QList<KeptRequest> &requests)
{
    m_waiting += requests;
    for (const KeptRequest &request : requests)
        m_waitingBytes += request.bytes();
}

// The oldest go first.
void ContentsKeeper::dropSurplus()
{
    qsizetype count = 0;
    while (m_waitingBytes + m_writingBytes > MostWaiting && count < m_waiting.size())
        m_waitingBytes -= m_waiting.at(count++).bytes();
    if (count == 0)
        return;
    m_waiting.remove(0, count);
    drop(count, u"more came than could be written"_s);
}

void ContentsKeeper::drop(qsizetype count, const QString &why)
{
    m_dropped += count;
    if (!std::exchange(m_hasTold, true))
        qCWarning(lcUsage).noquote() << "contents of requests are not kept for now:" << why;
}

void ContentsKeeper::write()
{
    if (m_waiting.isEmpty() || m_isWriting || m_isRekeying || m_run.value_or(0) == 0 || !m_sealer || m_pause.isActive())
        return;
    m_isWriting = true;
    m_writingBytes = std::exchange(m_waitingBytes, 0);
    m_pause.start(WriteInterval);
    const QList<KeptRequest> batch = std::exchange(m_waiting, {});
    onResult(m_executor.run([store = m_store, batch, run = *m_run, caps = m_caps] { return store->write(batch, run, caps); }), this,
             [this, batch, purges = m_purges](const Result<void> &done) { written(done, batch, purges); });
}

void ContentsKeeper::written(const Result<void> &done, const QList<KeptRequest> &batch, quint64 purges)
{
    m_isWriting = false;
    m_writingBytes = 0;
    if (done) {
        m_hasTold = false;
        tell();
    } else if (done.error().code != Error::Code::Storage || purges != m_purges) {
        drop(batch.size(), done.error().detail);
    } else { // it may pass
        const QList<KeptRequest> later = std::exchange(m_waiting, {});
        m_waitingBytes = 0;
        takeOver(batch);
        takeOver(later);
        dropSurplus();
        if (!std::exchange(m_hasTold, true))
            qCWarning(lcUsage).noquote() << "contents of requests can't be written for now:" << done.error().detail;
        m_pause.start(RetryInterval);
    }
    write();
}

QFuture<Result<KeptContents>> ContentsKeeper::contents(qint64 id)
{
    m_pause.stop();
    write();
    return m_executor.run([store = m_store, id] { return store->contents(id, nowMs()); });
}

QFuture<Result<qint64>> ContentsKeeper::newestRun()
{
    return m_executor.run([store = m_store] { return store->newestRun(); });
}

QFuture<Result<KeptSummary>> ContentsKeeper::summary()
{
    m_pause.stop();
    write();
    return m_executor.run([store = m_store] { return store->summary(nowMs()); });
}

QFuture<Result<qint64>> ContentsKeeper::purge()
{
    ++m_purges;
    m_purgedAt = nowMs();
    m_waiting.clear();
    m_waitingBytes = 0;
    m_hasTold = false;
    const auto promise = startedPromise<qint64>();
    onResult(m_executor.run([store = m_store] { return store->purge(); }), this, [this, promise](const Result<qint64> &purged) {
        if (purged)
            qCInfo(lcUsage) << "what was kept of" << *purged << "requests was deleted";
        tell();
        complete(promise, purged);
    });
    return promise->future();
}

QFuture<Result<void>> ContentsKeeper::prepareRekey(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to)
{
    m_isRekeying = true;
    return m_executor.run([store = m_store, from, to] { return store->prepareRekey(from, to); });
}

void ContentsKeeper::settleRekey(const std::shared_ptr<const Sealer> &holds)
{
    m_isRekeying = false;
    if (m_sealer)
        m_sealer = holds;
    onResult(m_executor.run([store = m_store, holds] { return store->settleRekey(holds); }), this,
             [this](const Result<void> &settled) { note(u"the former key of what is kept of requests is not deleted yet"_s, settled); });
    write();
}

// In short steps, so that questions get their turn between them.
void ContentsKeeper::tidy()
{
    if (std::exchange(m_isTidying, true)) {
        m_tidiesAgain = true;
        return;
    }
    onResult(m_executor.run([store = m_store, caps = m_caps] { return store->tidy(nowMs(), caps); }), this,
             [this](const Result<int> &gone) {
                 m_isTidying = false;
                 if (!gone)
                     note(u"what has expired of requests is not deleted yet"_s, gone.error());
                 else if (*gone > 0)
                     tell();
                 if (std::exchange(m_tidiesAgain, false) || gone.value_or(0) >= ContentsStore::TidyStep)
                     tidy();
             });
}

void ContentsKeeper::tell()
{
    if (!m_pulse.isActive())
        m_pulse.start();
}

void ContentsKeeper::note(const QString &what, const Result<void> &done)
{
    if (!done)
        qCWarning(lcUsage).noquote() << what + u':' << done.error().detail;
}

} // namespace homeport
