// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/programstore.h"

#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/storage/metakeys.h"
#include "core/storage/metarepository.h"

#include <QDir>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto On = "on"_L1;

} // namespace

ProgramStore::ProgramStore(SerialExecutor &executor, ProgramRepository &repository, MetaRepository &meta, QObject *parent)
    : QObject(parent), m_executor(executor), m_repository(repository), m_meta(meta)
{
}

ProgramStore::~ProgramStore() = default;

QFuture<Result<void>> ProgramStore::load()
{
    using Stored = std::pair<QList<KnownProgram>, QString>;
    auto promise = startedPromise<void>();
    const auto work = [&repository = m_repository, &meta = m_meta]() -> Result<Stored> {
        const auto programs = repository.all();
        const auto asking = meta.value(meta::ProgramsAsk);
        if (!programs || !asking)
            return programs ? asking.error() : programs.error();
        return Stored(*programs, *asking);
    };
    onResult(m_executor.run(work), this, [this, promise](const Result<Stored> &stored) {
        if (stored) {
            m_programs = stored->first;
            m_isAsking = stored->second == On;
            take();
        }
        complete(promise, stored ? Result<void>() : Result<void>(stored.error()));
    });
    return promise->future();
}

QFuture<Result<KnownProgram>> ProgramStore::decide(const QString &executable, bool allow)
{
    if (!QDir::isAbsolutePath(executable))
        return readyResult<KnownProgram>(Error{Error::Code::Invalid, u"A program is named by its absolute path."_s});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto asked = std::find_if(m_waiting.cbegin(), m_waiting.cend(),
                                    [&executable](const WaitingProgram &one) { return one.executable == executable; });
    const KnownProgram said{executable, allow, asked == m_waiting.cend() ? now : asked->askedAt, now};
    auto promise = startedPromise<KnownProgram>();
    onResult(m_executor.run([&repository = m_repository, said] { return repository.decide(said); }), this,
             [this, promise](const Result<KnownProgram> &stored) {
                 if (stored) {
                     const auto place = std::lower_bound(
                         m_programs.begin(), m_programs.end(), *stored,
                         [](const KnownProgram &one, const KnownProgram &other) { return one.executable < other.executable; });
                     if (place != m_programs.end() && place->executable == stored->executable)
                         *place = *stored;
                     else
                         m_programs.insert(place, *stored);
                     take();
                 }
                 complete(promise, stored);
             });
    return promise->future();
}

QFuture<Result<void>> ProgramStore::forget(const QString &executable)
{
    auto promise = startedPromise<void>();
    onResult(m_executor.run([&repository = m_repository, executable] { return repository.remove(executable); }), this,
             [this, promise, executable](const Result<void> &removed) {
                 if (removed) {
                     m_programs.removeIf([&executable](const KnownProgram &one) { return one.executable == executable; });
                     take();
                 }
                 complete(promise, removed);
             });
    return promise->future();
}

QFuture<Result<void>> ProgramStore::setAsking(bool asking)
{
    auto promise = startedPromise<void>();
    const auto work = [&meta = m_meta, asking] { return asking ? meta.setValue(meta::ProgramsAsk, On) : meta.remove(meta::ProgramsAsk); };
    onResult(m_executor.run(work), this, [this, promise, asking](const Result<void> &stored) {
        if (stored) {
            m_isAsking = asking;
            take();
        }
        complete(promise, stored);
    });
    return promise->future();
}

void ProgramStore::noteWaiting(const QList<WaitingProgram> &held)
{
    if (!m_rules) // it held them before it heard that nobody is asked any more
        return;
    for (WaitingProgram &one : m_waiting)
        one.requests = 0;
    for (const WaitingProgram &one : held) {
        if (m_rules->judge(CallingProgram{one.pid, one.executable, {}, {}}) != ProgramVerdict::Ask)
            continue; // decided while this was on its way
        const auto known = std::find_if(m_waiting.begin(), m_waiting.end(),
                                        [&one](const WaitingProgram &other) { return other.executable == one.executable; });
        if (known != m_waiting.end())
            *known = one;
        else
            m_waiting << one;
    }
    while (m_waiting.size() > MaxWaiting)
        m_waiting.removeFirst();
    Q_EMIT waitingChanged();
}

// The rest follows what is stored now.
void ProgramStore::take()
{
    m_rules = m_isAsking ? std::make_shared<const ProgramRules>(m_programs) : nullptr;
    const auto isOver = [this](const WaitingProgram &one) {
        return !m_rules || m_rules->judge(CallingProgram{one.pid, one.executable, {}, {}}) != ProgramVerdict::Ask;
    };
    const bool fewer = m_waiting.removeIf(isOver) > 0;
    Q_EMIT rulesChanged();
    if (fewer)
        Q_EMIT waitingChanged();
}

} // namespace homeport
