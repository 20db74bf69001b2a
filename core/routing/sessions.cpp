// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/sessions.h"

#include <algorithm>
#include <iterator>

namespace homeport {

namespace {

bool isAlive(const SessionPlace &place, qint64 nowMs)
{
    return nowMs - place.usedMs < Sessions::LifeMs;
}

} // namespace

const SessionPlace *Sessions::find(const SessionKey &key, qint64 nowMs) const
{
    if (key.id.isEmpty())
        return nullptr;
    const auto found = m_byKey.constFind(key);
    return found != m_byKey.constEnd() && isAlive((*found)->place, nowMs) ? &(*found)->place : nullptr;
}

void Sessions::use(const SessionKey &key, qint64 accountId, qint64 nowMs, bool longCache)
{
    if (key.id.isEmpty())
        return;
    SessionPlace place{accountId, nowMs, nowMs + (longCache ? LongCacheMs : ShortCacheMs)};
    if (const auto found = m_byKey.constFind(key); found != m_byKey.constEnd()) {
        const SessionPlace &before = (*found)->place;
        // No cache lives longer than the long one from now on, whatever the clock has done meanwhile.
        if (before.accountId == accountId)
            place.warmUntilMs = std::min(std::max(place.warmUntilMs, before.warmUntilMs), nowMs + LongCacheMs);
        (*found)->place = place;
        m_entries.splice(m_entries.begin(), m_entries, *found);
    } else {
        m_entries.push_front({key, place});
        m_byKey.insert(key, m_entries.begin());
    }
    sweep(nowMs);
}

void Sessions::forgetAccount(qint64 accountId)
{
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (entry->place.accountId == accountId) {
            m_byKey.remove(entry->key);
            entry = m_entries.erase(entry);
        } else {
            ++entry;
        }
    }
}

void Sessions::forgetOldest()
{
    m_byKey.remove(m_entries.back().key);
    m_entries.pop_back();
}

// Two at most for each one that can have come: so the dead are fewer and fewer, and no request pays for many.
void Sessions::sweep(qint64 nowMs)
{
    for (int i = 0; i < 2 && (m_byKey.size() > Capacity || !isAlive(m_entries.back().place, nowMs)); ++i)
        forgetOldest();
}

} // namespace homeport
