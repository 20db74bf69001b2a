// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requestfeed.h"

#include "core/usage/requestmatch.h"

#include <algorithm>
#include <iterator>

namespace homeport {

namespace {

bool isRunning(const RequestRecord &record)
{
    return record.outcome == RequestRecord::Outcome::Running;
}

} // namespace

RequestFeed::RequestFeed(ActivityService &service, RequestLog &log, QObject *parent) : QObject(parent), m_service(service), m_log(log)
{
    connect(&log, &RequestLog::changed, this, &RequestFeed::follow);
    connect(&service, &ActivityService::changed, this, [this] {
        m_isStale = true;
        refresh();
    });
}

void RequestFeed::setFilter(const LedgerFilter &filter)
{
    m_filter = filter;
    m_run = m_service.idOf(0);
    m_ended.clear();
    m_olderFrom = 0;
    m_seen = 0;
    m_hasNewest = true;
    m_hasOldest = false;
    m_progress.state = Progress::State::Idle;
    m_progress.lookedAt = 0;
    follow({});
    ask(Way::Older);
}

void RequestFeed::older()
{
    if (m_way == Way::None && !m_hasOldest && m_progress.state == Progress::State::Idle)
        ask(Way::Older);
}

void RequestFeed::newer()
{
    if (m_way == Way::None && !m_hasNewest && m_progress.state == Progress::State::Idle)
        ask(Way::Newer);
}

void RequestFeed::toNewest()
{
    if (!m_hasNewest)
        setFilter(m_filter);
}

void RequestFeed::goOn()
{
    if (m_way == Way::None)
        ask(m_lastWay);
}

void RequestFeed::stop()
{
    ++m_number;
    m_way = Way::None;
    end(Progress::State::Stopped);
}

void RequestFeed::setActive(bool on)
{
    m_isActive = on;
    refresh();
}

void RequestFeed::setPlace(quint64 id)
{
    m_place = id;
}

QList<RequestRecord> RequestFeed::rows() const
{
    if (!m_hasNewest || m_running.isEmpty())
        return m_ended.rows(); // shared, not copied
    QList<RequestRecord> rows;
    rows.reserve(m_running.size() + m_ended.rows().size()); // a sum would take twice the memory
    std::copy_if(m_running.cbegin(), m_running.cend(), std::back_inserter(rows),
                 [this](const RequestRecord &record) { return !m_ended.has(record.id); }); // the ledger may hear of an end before the log
    return rows << m_ended.rows();
}

RequestRecord RequestFeed::kept(const RequestRecord &ofLog) const
{
    RequestRecord record = ofLog;
    record.id = m_service.idOf(ofLog.id);
    return record;
}

void RequestFeed::follow(const QList<RequestRecord> &batch)
{
    m_running.clear();
    for (const RequestRecord &record : m_log.records()) {
        if (isRunning(record) && matches(m_filter, record))
            m_running << kept(record);
    }
    QList<RequestRecord> ended;
    for (const RequestRecord &record : batch) {
        if (!isRunning(record) && matches(m_filter, record) && isInside(m_service.idOf(record.id)))
            ended << kept(record);
    }
    merge(std::move(ended), RequestStretch::Known::Changes);
}

// Without a ledger there are at least the newest of this run.
void RequestFeed::takeFromLog()
{
    QList<RequestRecord> ended;
    for (const RequestRecord &record : m_log.records()) {
        if (!isRunning(record) && matches(m_filter, record))
            ended << kept(record);
    }
    merge(std::move(ended));
}

bool RequestFeed::isInside(quint64 id) const
{
    if (!m_hasOldest && static_cast<qint64>(id) < m_olderFrom)
        return false;
    return m_hasNewest || id < m_ended.newest();
}

// Those of a burst may be missing in the log: the ledger has them.
void RequestFeed::refresh()
{
    if (!m_isStale || !m_isActive || m_way != Way::None || !m_hasNewest || m_progress.state == Progress::State::Failed)
        return;
    m_isStale = false;
    ask(Way::Refresh);
}

void RequestFeed::take(const RequestRecord &whole)
{
    if (m_ended.replace(whole))
        Q_EMIT rowsChanged();
}

// A record that is there already has more to it than its row in the ledger.
void RequestFeed::merge(QList<RequestRecord> records, RequestStretch::Known known)
{
    m_ended.merge(std::move(records), known);
    trim();
    Q_EMIT rowsChanged();
}

void RequestFeed::trim()
{
    const bool isRunningPlace = std::any_of(m_running.cbegin(), m_running.cend(),
                                            [this](const RequestRecord &r) { return r.id == m_place; });
    switch (m_ended.trim(MostRows, isRunningPlace ? 0 : m_place)) {
    case RequestStretch::Trimmed::Nothing:
        break;
    case RequestStretch::Trimmed::Oldest:
        m_olderFrom = static_cast<qint64>(m_ended.oldest());
        m_hasOldest = false;
        giveUp(Way::Older);
        break;
    case RequestStretch::Trimmed::Newest:
        m_hasNewest = false;
        giveUp(Way::Newer);
        break;
    }
}

// What is on its way would leave a gap where rows were let go.
void RequestFeed::giveUp(Way way)
{
    if (m_way != way)
        return;
    ++m_number;
    m_way = Way::None;
    end(Progress::State::Idle);
}

} // namespace homeport
