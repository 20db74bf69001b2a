// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/accounttransfer.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace homeport {

// One import under way. Deleting it ends it after the batch that is under way.
class ImportRun : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0; // once
    virtual void cancel() = 0;

Q_SIGNALS:
    void progressed(int done, int total);                  // after each batch
    void finished(const homeport::ImportOutcome &outcome); // once, never from inside start()
};

// Accounts in and out of files, for the window. GUI thread only; errors as AccountTransfer.
class TransferService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // @p passphrase: of a sealed export; null: none.
    [[nodiscard]] virtual QFuture<Result<ImportPlan>> preview(const QString &path, const SharedSecret &passphrase) = 0;
    [[nodiscard]] virtual std::unique_ptr<ImportRun> createImport(const ImportPlan &plan, ImportMode mode) = 0;
    // Replaces an existing file: whoever chose it was asked.
    [[nodiscard]] virtual QFuture<Result<ExportOutcome>> exportTo(const QString &path, const SharedSecret &passphrase) = 0;
};

} // namespace homeport
