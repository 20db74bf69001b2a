// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requeststretch.h"

#include <algorithm>
#include <iterator>

namespace homeport {

namespace {

bool isNewer(const RequestRecord &a, const RequestRecord &b)
{
    return a.id > b.id;
}

} // namespace

void RequestStretch::merge(QList<RequestRecord> records, Known known)
{
    std::sort(records.begin(), records.end(), isNewer);
    QList<RequestRecord> merged;
    merged.reserve(m_rows.size() + records.size());
    const QList<RequestRecord> &first = known == Known::Stays ? m_rows : records;
    const QList<RequestRecord> &second = known == Known::Stays ? records : m_rows;
    std::set_union(first.cbegin(), first.cend(), second.cbegin(), second.cend(), std::back_inserter(merged), isNewer);
    m_rows = std::move(merged);
}

RequestStretch::Trimmed RequestStretch::trim(qsizetype most, quint64 place)
{
    const qsizetype surplus = m_rows.size() - most;
    if (surplus <= 0)
        return Trimmed::Nothing;
    RequestRecord wanted;
    wanted.id = place;
    const auto at = std::lower_bound(m_rows.cbegin(), m_rows.cend(), wanted, isNewer) - m_rows.cbegin();
    if (place == 0 || at < m_rows.size() / 2) {
        m_rows.remove(most, surplus);
        return Trimmed::Oldest;
    }
    m_rows.remove(0, surplus);
    return Trimmed::Newest;
}

bool RequestStretch::replace(const RequestRecord &record)
{
    const qsizetype place = placeOf(record.id);
    if (place >= 0)
        m_rows[place] = record;
    return place >= 0;
}

qsizetype RequestStretch::placeOf(quint64 id) const
{
    const auto found = std::lower_bound(m_rows.cbegin(), m_rows.cend(), id,
                                        [](const RequestRecord &row, quint64 sought) { return row.id > sought; });
    return found != m_rows.cend() && found->id == id ? found - m_rows.cbegin() : -1;
}

} // namespace homeport
