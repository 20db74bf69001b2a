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

ProgramLookup::ProgramLookup(QObject *parent) : QObject(parent), m_known(MaxKnown), m_executor(u"programs"_s, QThread::IdlePriority)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ProgramLookup::search);
}

ProgramLookup::~ProgramLookup() = default;

QFuture<Result<CallingProgram>> ProgramLookup::find(quint64 inode)
{
    if (inode == 0)
        return readyResult(Result<CallingProgram>(gone()));
    if (const Result<CallingProgram> *known = m_known.object(inode))
        return readyResult(*known);
    const auto promise = startedPromise<CallingProgram>();
    const auto running = m_searching.find(inode);
    (running != m_searching.end() ? running->second : m_waiting[inode]).push_back(promise);
    searchSoon();
    return promise->future();
}

void ProgramLookup::look(quint64 inode)
{
    if (inode == 0 || m_known.object(inode) || m_searching.find(inode) != m_searching.end())
        return;
    m_waiting[inode];
    searchSoon();
}

// At once after a pause, for who called may be gone soon; of many connections that come together the rest in one go, for each
// search reads the descriptors of whole processes.
void ProgramLookup::searchSoon()
{
    if (m_searching.empty() && !m_pause.isActive())
        search();
}

void ProgramLookup::search()
{
    if (!m_searching.empty())
        return; // what waits is looked for when this search has ended
    m_searching = std::exchange(m_waiting, {});
    if (m_searching.empty())
        return;
    m_pause.start(LeastPause);
    QSet<quint64> inodes;
    for (const auto &[inode, promises] : m_searching)
        inodes.insert(inode);
    using Found = QHash<quint64, CallingProgram>;
    const auto work = [inodes, recent = m_recent] { return Result<Found>(programsHolding(inodes, recent)); };
    onResult(m_executor.run(work), this, [this](const Result<Found> &found) { searched(found.value_or(Found())); });
}

void ProgramLookup::searched(const QHash<quint64, CallingProgram> &found)
{
    for (const CallingProgram &program : found) {
        m_recent.removeAll(program.pid);
        m_recent.prepend(program.pid);
    }
    m_recent.resize(std::min(MaxRecent, m_recent.size()));
    for (const auto &[inode, promises] : std::exchange(m_searching, {})) {
        const auto program = found.constFind(inode);
        const Result<CallingProgram> result = program == found.constEnd() ? Result<CallingProgram>(gone())
                                                                          : Result<CallingProgram>(*program);
        m_known.insert(inode, new Result<CallingProgram>(result));
        for (const Promise &promise : promises)
            complete(promise, result);
    }
    searchSoon(); // for those that came meanwhile
}

} // namespace homeport
