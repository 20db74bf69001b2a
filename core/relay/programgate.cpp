// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/programgate.h"

#include "core/base/onresult.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace homeport {

ProgramGate::ProgramGate(ProgramLookup &programs, std::chrono::milliseconds patience) : m_programs(programs), m_patience(patience)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ProgramGate::endWaits);
}

bool ProgramGate::isAllowed(quint64 inode) const
{
    const Result<CallingProgram> *program = m_programs.known(inode);
    return program && m_rules->judge(*program) == ProgramVerdict::Pass;
}

void ProgramGate::setRules(std::shared_ptr<const ProgramRules> rules)
{
    if (std::exchange(m_rules, std::move(rules)) == m_rules)
        return;
    std::vector<std::pair<quint64, ProgramVerdict>> decided;
    for (const auto &[id, held] : m_held) {
        const ProgramVerdict verdict = !m_rules ? ProgramVerdict::Pass : held.program ? m_rules->judge(*held.program) : ProgramVerdict::Ask;
        if (verdict != ProgramVerdict::Ask)
            decided.emplace_back(id, verdict);
    }
    for (const auto &[id, verdict] : decided)
        settle(id, verdict);
    tell();
}

void ProgramGate::ask(quint64 id, quint64 inode, Answer answer)
{
    m_held[id] = {{}, QDateTime::currentDateTimeUtc(), std::chrono::steady_clock::now() + m_patience, std::move(answer)};
    onResult(m_programs.find(inode), this, [this, id](const Result<CallingProgram> &program) { found(id, program); });
}

void ProgramGate::found(quint64 id, const Result<CallingProgram> &program)
{
    const auto held = m_held.find(id);
    if (held == m_held.end())
        return;
    const ProgramVerdict verdict = m_rules ? m_rules->judge(program) : ProgramVerdict::Pass;
    if (program)
        held->second.program = *program;
    if (verdict != ProgramVerdict::Ask || m_held.size() > MostHeld)
        return settle(id, verdict);
    waitOn();
    tell();
}

void ProgramGate::drop(quint64 id)
{
    if (!m_held.empty() && m_held.erase(id) > 0)
        tell();
}

// It is held no more when its answer is called: what that leads to may come back here.
void ProgramGate::settle(quint64 id, ProgramVerdict verdict)
{
    auto held = m_held.extract(id);
    if (held.empty())
        return;
    if (verdict == ProgramVerdict::Pass)
        return held.mapped().answer({});
    const std::optional<CallingProgram> &program = held.mapped().program;
    held.mapped().answer(programRefusal(verdict, program ? program->executable : QString()));
}

void ProgramGate::endWaits()
{
    const auto now = std::chrono::steady_clock::now();
    std::vector<quint64> over;
    for (const auto &[id, held] : m_held) {
        if (held.program && held.end <= now)
            over.push_back(id);
    }
    for (const quint64 id : over)
        settle(id, ProgramVerdict::Ask);
    waitOn();
    tell();
}

void ProgramGate::waitOn()
{
    std::optional<std::chrono::steady_clock::time_point> first;
    for (const auto &[id, held] : m_held) {
        if (held.program)
            first = first ? std::min(*first, held.end) : held.end;
    }
    if (first)
        m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(*first - std::chrono::steady_clock::now()),
                               std::chrono::milliseconds(0)));
    else
        m_timer.stop();
}

void ProgramGate::tell()
{
    std::map<QString, WaitingProgram> programs;
    for (const auto &[id, held] : m_held) { // the oldest first
        if (!held.program)
            continue;
        WaitingProgram &one = programs[held.program->executable];
        const QDateTime until = held.askedAt.addMSecs(m_patience.count());
        if (one.requests++ == 0)
            one = {held.program->executable, held.program->pid, programText(*held.program), held.askedAt, until, 1};
        one.heldUntil = std::max(one.heldUntil, until);
    }
    QList<WaitingProgram> waiting;
    for (const auto &[path, program] : programs)
        waiting << program;
    if (std::exchange(m_told, waiting) != waiting)
        Q_EMIT waitingChanged(waiting);
}

} // namespace homeport
