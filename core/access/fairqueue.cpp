// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/fairqueue.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

void FairQueue::join(Waiter &waiter, const QString &session)
{
    // The first letter keeps the two kinds apart: a tool may call its session "1".
    waiter.m_session = session.isEmpty() ? QString(u'u' + QString::number(++m_unnamed)) : QString(u's' + session);
    waiter.m_arrival = m_arrivals.insert(m_arrivals.end(), &waiter);
    Line &line = m_lines[waiter.m_session];
    if (line.waiters.empty())
        line.turn = m_turns.insert(m_turns.end(), waiter.m_session);
    waiter.m_place = line.waiters.insert(line.waiters.end(), &waiter);
    waiter.m_queued = true;
}

void FairQueue::leave(Waiter &waiter)
{
    if (!waiter.m_queued)
        return;
    waiter.m_queued = false;
    m_arrivals.erase(waiter.m_arrival);
    const auto line = m_lines.find(waiter.m_session);
    line->waiters.erase(waiter.m_place);
    if (!line->waiters.empty())
        return;
    m_turns.erase(line->turn);
    m_lines.erase(line);
}

FairQueue::Waiter *FairQueue::takeNext()
{
    if (m_turns.empty())
        return nullptr;
    Waiter *next = m_lines[m_turns.front()].waiters.front();
    m_turns.splice(m_turns.end(), m_turns, m_turns.begin()); // had its turn; gone if nothing of it waits any more
    leave(*next);
    return next;
}

} // namespace homeport
