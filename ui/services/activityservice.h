// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/ledgerfilter.h"
#include "core/usage/requestrecord.h"

#include <QFuture>
#include <QObject>

namespace homeport {

// What one step through the ledger found, as LedgerPage; each record's id is the one it has in the ledger. Without traces.
struct RequestPage
{
    QList<RequestRecord> records;
    qint64 lookedAt = 0;
    qint64 first = 0;
    qint64 next = 0;
    bool end = false;
    qint64 total = 0;
};

// Requests that have ended, however long ago, for the Activity page. GUI thread. Those that run are in RequestLog.
class ActivityService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // One step; takes a few hundredths of a second and may find nothing. Errors: Storage (the ledger can't be read).
    [[nodiscard]] virtual QFuture<Result<RequestPage>> page(const LedgerPageQuestion &question) = 0;
    // With its trace. NotFound: it is not, not yet, or not any more, in the ledger.
    [[nodiscard]] virtual QFuture<Result<RequestRecord>> request(quint64 id) = 0;
    // The names that were ever seen there, sorted; for filters.
    [[nodiscard]] virtual QFuture<Result<QStringList>> names(UsageDimension dimension) = 0;
    // The id in the ledger, once it has ended, of a request of RequestLog.
    [[nodiscard]] virtual quint64 idOf(quint64 logId) const = 0;

Q_SIGNALS:
    void changed(); // requests have ended since; at most once a second
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::RequestPage)
