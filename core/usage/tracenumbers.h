// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/routetrace.h"

#include <QHash>

namespace homeport {

class LedgerTraces;

// The numbers of decision traces in the ledger. Knows those seen lately by their values: most requests are decided as others
// before them and cost no JSON and no statement. Ledger's thread, in a transaction.
class TraceNumbers final
{
public:
    TraceNumbers() = default;
    Q_DISABLE_COPY_MOVE(TraceNumbers)

    // 0 where nothing was decided. @p request: the id in the ledger of the one that has the trace. Throws what LedgerTraces throws.
    [[nodiscard]] qint64 of(const RouteTrace &trace, qint64 request, LedgerTraces &traces);
    void forget(); // after a rollback, and when traces were deleted

private:
    struct Known
    {
        RouteTrace trace;
        qint64 number = 0;
        qint64 toldOf = 0; // the last request the table was told of
    };
    QHash<size_t, Known> m_known; // by traceHash()
};

} // namespace homeport
