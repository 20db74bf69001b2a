// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/usagereport.h"
#include "core/usage/requestexport.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace homeport {

// One export under way. Deleting it ends it and leaves no file.
class UsageExport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0; // once
    virtual void cancel() = 0;

Q_SIGNALS:
    void progressed(qint64 rows, int percent);           // after each piece
    void finished(const homeport::Result<qint64> &rows); // once, never from inside start(); errors as RequestFile
};

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
    // Single requests into a file. Replaces an existing one: whoever chose it was asked.
    [[nodiscard]] virtual std::unique_ptr<UsageExport> createExport(const ExportQuestion &question, const QString &path) = 0;

Q_SIGNALS:
    void changed(); // requests have ended since; at most once a second
};

} // namespace homeport
