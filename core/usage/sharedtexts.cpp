// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/sharedtexts.h"

#include <QHash>

namespace homeport {

namespace {

template <typename Value>
void shareOne(Value &own, Value &last)
{
    if (own.isEmpty())
        return;
    if (own == last)
        own = last;
    else
        last = own;
}

} // namespace

void SharedTexts::share(RequestRecord &record)
{
    shareOne(record.tool, m_last.tool);
    shareOne(record.model, m_last.model);
    shareOne(record.usage.model, m_last.usage.model);
    shareOne(record.usage.stopReason, m_last.usage.stopReason);
    shareOne(record.trace.steps, m_last.trace.steps);
    const std::size_t slot = qHash(record.session) % m_sessions.size();
    shareOne(record.session, m_sessions[slot]);
    shareOne(record.trace.session, m_sessionTags[slot]);
}

} // namespace homeport
