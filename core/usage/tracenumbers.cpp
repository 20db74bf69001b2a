// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/tracenumbers.h"

#include "core/storage/ledgertraces.h"
#include "core/usage/storedtrace.h"

namespace homeport {

namespace {

constexpr qsizetype MostRemembered = 1000; // about half a kilobyte each

} // namespace

qint64 TraceNumbers::of(const RouteTrace &trace, qint64 request, LedgerTraces &traces)
{
    if (trace.steps.isEmpty())
        return 0;
    const size_t hash = traceHash(trace);
    const auto known = m_known.find(hash);
    if (known == m_known.end() || !isSameTrace(known->trace, trace)) {
        const qint64 number = traces.number(writeTrace(trace), request);
        if (m_known.size() >= MostRemembered)
            m_known.clear();
        m_known.insert(hash, {trace, number, request});
        return number;
    }
    if (request >= known->toldOf + LedgerTraces::LateBy) {
        traces.used(known->number, request);
        known->toldOf = request;
    }
    return known->number;
}

void TraceNumbers::forget()
{
    m_known.clear();
}

} // namespace homeport
