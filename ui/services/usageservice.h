// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/usagereport.h"

#include <QFuture>
#include <QObject>

namespace homeport {

// What was used and what it cost, for the Usage page. GUI thread. Its numbers are those of homeportctl and of the export.
class UsageService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Errors: Storage (the ledger can't be read). A later question does not end an earlier one.
    [[nodiscard]] virtual QFuture<Result<UsageReport>> usage(const UsageQuestion &question) = 0;
    // The names that were ever seen there, sorted; for filters.
    [[nodiscard]] virtual QFuture<Result<QStringList>> names(UsageDimension dimension) = 0;

Q_SIGNALS:
    void changed(); // requests have ended since; at most once a second
};

} // namespace homeport
