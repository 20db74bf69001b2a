// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/requestlog.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

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

// One merge of two descending lists: thousands of requests may end between two batches. Records are large: the known ones are
// moved, of the batch only the order is sorted.
void RequestLog::apply(const QList<RequestRecord> &batch)
{
    if (batch.isEmpty())
        return;
    std::vector<const RequestRecord *> incoming;
    incoming.reserve(static_cast<std::size_t>(batch.size()));
    for (const RequestRecord &record : batch)
        incoming.push_back(&record);
    std::stable_sort(incoming.begin(), incoming.end(), [](const RequestRecord *a, const RequestRecord *b) { return a->id > b->id; });
    QList<RequestRecord> merged;
    merged.reserve(m_records.size() + batch.size());
    auto known = m_records.begin();
    for (const RequestRecord *record : incoming) {
        while (known != m_records.end() && known->id >= record->id)
            merged << std::move(*known++);
        if (merged.isEmpty() || merged.constLast().id != record->id) {
            merged << *record;
            ++m_total;
        } else if (isLaterState(*record, merged.constLast())) {
            merged.last() = *record;
        }
    }
    std::move(known, m_records.end(), std::back_inserter(merged));
    m_records = std::move(merged);
    forgetOldest();
    Q_EMIT changed(batch);
}

qsizetype RequestLog::runningCount() const
{
    return std::count_if(m_records.cbegin(), m_records.cend(), isRunning);
}

void RequestLog::forgetOldest()
{
    qsizetype surplus = m_records.size() - Capacity;
    if (surplus <= 0)
        return;
    // From the oldest on; running ones are passed over.
    const auto firstKept = std::remove_if(m_records.rbegin(), m_records.rend(), [&surplus](const RequestRecord &record) {
        return surplus > 0 && !isRunning(record) && surplus-- > 0;
    });
    m_records.remove(0, firstKept.base() - m_records.begin());
}

} // namespace homeport
