// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// RequestFeed: what it asks the ledger, step by step, and what becomes of the answers.
#include "core/base/onresult.h"
#include "ui/activity/requestfeed.h"

#include <algorithm>

namespace homeport {

void RequestFeed::ask(Way way)
{
    m_way = way;
    m_found = 0;
    m_fresh.clear();
    m_freshFrom = 0;
    m_question = {};
    m_question.filter = m_filter;
    if (way == Way::Older) {
        m_question.from = m_olderFrom;
    } else if (way == Way::Newer) {
        m_question.way = LedgerPageQuestion::Way::Newer;
        m_question.from = static_cast<qint64>(m_ended.newest());
    } else {
        m_question.until = m_seen;
    }
    if (way != Way::Refresh) {
        m_lastWay = way;
        m_progress.state = Progress::State::Loading;
        Q_EMIT progressChanged();
    }
    step();
}

void RequestFeed::step()
{
    const quint64 number = ++m_number;
    m_question.count = PageSize - m_found;
    onResult(m_service.page(m_question), this, [this, number](const Result<RequestPage> &page) {
        if (number == m_number)
            answered(page);
    });
}

void RequestFeed::answered(const Result<RequestPage> &page)
{
    const Way way = m_way;
    if (!page) {
        m_way = Way::None;
        if (way == Way::Refresh)
            return; // the next one may fare better
        m_progress.error = page.error();
        if (m_olderFrom == 0)
            takeFromLog();
        return end(Progress::State::Failed);
    }
    takeRun();
    m_progress.total = page->total;
    m_found += static_cast<int>(page->records.size());
    m_question.from = page->next;
    const bool isDone = page->end || m_found >= PageSize;
    if (isDone)
        m_way = Way::None; // what follows may ask again
    if (way == Way::Older)
        takeOlder(*page);
    else if (way == Way::Newer)
        takeNewer(*page);
    else
        takeRefresh(*page);
    if (!isDone)
        return m_way == way ? step() : void(); // it may have been given up
    if (way != Way::Refresh)
        end(Progress::State::Idle);
    refresh();
}

// The ledger may have been opened since: it has what was taken from the log before, under the ids that stay.
void RequestFeed::takeRun()
{
    if (std::exchange(m_run, m_service.idOf(0)) == m_service.idOf(0))
        return;
    m_ended.clear();
    follow({});
}

void RequestFeed::takeOlder(const RequestPage &page)
{
    m_seen = std::max(m_seen, page.first);
    m_progress.lookedAt += page.lookedAt;
    m_olderFrom = page.next;
    m_hasOldest = page.end;
    merge(page.records);
    Q_EMIT progressChanged();
}

void RequestFeed::takeNewer(const RequestPage &page)
{
    if (page.end) {
        m_hasNewest = true;
        m_isStale = true; // there may be newer ones since
    }
    m_seen = std::max(m_seen, page.next);
    merge(page.records);
}

// More than a page of new ones: those between are left out. Who follows sees the newest; who reads goes on reading, and scrolls up to them.
void RequestFeed::takeRefresh(const RequestPage &page)
{
    m_fresh += page.records;
    m_freshFrom = std::max(m_freshFrom, page.first);
    if (m_way == Way::Refresh)
        return; // further steps
    m_seen = std::max(m_seen, m_freshFrom);
    if (!page.end && m_isFollowing) {
        m_ended.clear();
        m_olderFrom = page.next;
        m_hasOldest = false;
    } else if (!page.end) {
        m_hasNewest = false;
        m_fresh.clear();
    }
    merge(std::exchange(m_fresh, {}));
    Q_EMIT progressChanged(); // the total
}

void RequestFeed::end(Progress::State state)
{
    m_progress.state = state;
    Q_EMIT progressChanged();
}

} // namespace homeport
