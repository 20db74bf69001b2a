// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/requestlog.h"

#include <algorithm>

namespace homeport {

namespace {

bool isRunning(const RequestRecord &record)
{
    return record.outcome == RequestRecord::Outcome::Running;
}

// Batches may overtake each other: a later state is one that ended, or one that ran longer.
bool isLaterState(const RequestRecord &incoming, const RequestRecord &known)
{
    if (isRunning(incoming) != isRunning(known))
        return isRunning(known);
    return incoming.durationMs >= known.durationMs;
}

} // namespace

void RequestLog::apply(const QList<RequestRecord> &batch)
{
    if (batch.isEmpty())
        return;
    for (const RequestRecord &record : batch)
        applyOne(record);
    forgetOldest();
    Q_EMIT changed(batch);
}

qsizetype RequestLog::runningCount() const
{
    return std::count_if(m_records.cbegin(), m_records.cend(), isRunning);
}

void RequestLog::applyOne(const RequestRecord &record)
{
    const auto at = std::lower_bound(m_records.cbegin(), m_records.cend(), record.id,
                                     [](const RequestRecord &known, quint64 id) { return known.id > id; });
    const qsizetype row = at - m_records.cbegin();
    if (at == m_records.cend() || at->id != record.id) {
        m_records.insert(row, record);
        ++m_total;
    } else if (isLaterState(record, *at)) {
        m_records[row] = record;
    }
}

void RequestLog::forgetOldest()
{
    for (qsizetype row = m_records.size() - 1; row >= 0 && m_records.size() > Capacity; --row) {
        if (!isRunning(m_records.at(row)))
            m_records.removeAt(row);
    }
}

} // namespace homeport
