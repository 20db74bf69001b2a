// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/programlookup.h"

#include "core/base/onresult.h"

#include <chrono>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxKnown = 4096; // more than there can be connections
constexpr qsizetype MaxRecent = 8;
constexpr std::chrono::milliseconds LeastPause{250}; // between the beginnings of two searches

Error gone()
{
    return {Error::Code::NotFound, u"the program that made this connection could not be found"_s};
}

} // namespace

QString programText(const CallingProgram &program)
{
    const QString &called = program.command.isEmpty() ? program.name : program.command;
    return (called.isEmpty() ? program.executable : called) + u" (pid " + QString::number(program.pid) + u')';
}

ProgramLookup::ProgramLookup(QObject *parent) : QObject(parent), m_known(MaxKnown)
{
    for (Search *search : {&m_asked, &m_looked}) {
        search->pause.setSingleShot(true);
        connect(&search->pause, &QTimer::timeout, this, [this, search] { begin(*search); });
    }
    m_looked.executor = std::make_unique<SerialExecutor>(u"programs"_s, QThread::IdlePriority);
}

ProgramLookup::~ProgramLookup() = default;

// Not together with look(): whoever waits, a request even, does not wait for a thread that gets no time.
QFuture<Result<CallingProgram>> ProgramLookup::find(quint64 inode)
{
    if (inode == 0)
        return readyResult(Result<CallingProgram>(gone()));
    if (const Result<CallingProgram> *known = m_known.object(inode))
        return readyResult(*known);
    const auto promise = startedPromise<CallingProgram>();
    const auto running = m_asked.running.find(inode);
    (running != m_asked.running.end() ? running->second : m_asked.waiting[inode]).push_back(promise);
    searchSoon(m_asked);
    return promise->future();
}

void ProgramLookup::look(quint64 inode)
{
    if (inode == 0 || m_known.object(inode) || m_looked.running.contains(inode) || m_asked.running.contains(inode))
        return;
    m_looked.waiting[inode];
    searchSoon(m_looked);
}

// At once after a pause, for who called may be gone soon; of many connections that come together the rest in one go, for each
// search reads the descriptors of whole processes.
void ProgramLookup::searchSoon(Search &search)
{
    if (search.running.empty() && !search.pause.isActive())
        begin(search);
}

void ProgramLookup::begin(Search &search)
{
    if (!search.running.empty())
        return; // what waits is looked for when this search has ended
    search.running = std::exchange(search.waiting, {});
    if (search.running.empty())
        return;
    search.pause.start(LeastPause);
    if (!search.executor)
        search.executor = std::make_unique<SerialExecutor>(u"programs asked"_s);
    QSet<quint64> inodes;
    for (const auto &[inode, promises] : search.running)
        inodes.insert(inode);
    using Found = QHash<quint64, CallingProgram>;
    const auto work = [inodes, recent = m_recent] { return Result<Found>(programsHolding(inodes, recent)); };
    onResult(search.executor->run(work), this, [this, &search](const Result<Found> &found) { ended(search, found.value_or(Found())); });
}

void ProgramLookup::ended(Search &search, const QHash<quint64, CallingProgram> &found)
{
    for (const CallingProgram &program : found) {
        m_recent.removeAll(program.pid);
        m_recent.prepend(program.pid);
    }
    m_recent.resize(std::min(MaxRecent, m_recent.size()));
    for (const auto &[inode, promises] : std::exchange(search.running, {})) {
        const auto program = found.constFind(inode);
        const Result<CallingProgram> result = program == found.constEnd() ? Result<CallingProgram>(gone())
                                                                          : Result<CallingProgram>(*program);
        if (result || !m_known.object(inode)) // the slower of two searches may come when the program has left
            m_known.insert(inode, new Result<CallingProgram>(result));
        const Result<CallingProgram> *known = m_known.object(inode);
        for (const Promise &promise : promises)
            complete(promise, known ? *known : result);
    }
    searchSoon(search); // for those that came meanwhile
}

} // namespace homeport
