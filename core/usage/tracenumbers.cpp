// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/tracenumbers.h"

#include "core/storage/ledgertraces.h"
#include "core/usage/storedtrace.h"

namespace homeport {

namespace {

constexpr std::size_t Places = 512; // about half a kilobyte each

} // namespace

TraceNumbers::TraceNumbers() : m_known(Places) {}
TraceNumbers::~TraceNumbers() = default;

qint64 TraceNumbers::of(const RouteTrace &trace, qint64 request, LedgerTraces &traces)
{
    if (trace.steps.isEmpty())
        return 0;
    Known &place = m_known[traceHash(trace) % Places];
    if (place.number == 0 || !isSameTrace(place.trace, trace)) {
        place = {}; // should what follows throw, nothing stays half
        const qint64 number = traces.number(writeTrace(trace), request);
        place = {trace, number, request};
    } else if (request >= place.toldOf + LedgerTraces::LateBy) {
        traces.used(place.number, request);
        place.toldOf = request;
    }
    return place.number;
}

void TraceNumbers::forget()
{
    m_known.assign(Places, Known());
}

} // namespace homeport
