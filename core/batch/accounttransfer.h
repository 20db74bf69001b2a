// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/serialexecutor.h"
#include "core/batch/accountsecrets.h"
#include "core/batch/importjob.h"

#include <QObject>

#include <functional>
#include <memory>

namespace homeport {

class AccountStore;

struct ExportOutcome
{
    int accounts = 0;
    QStringList leftOut; // names of those whose credentials do not open

    bool operator==(const ExportOutcome &) const = default;
};

// Accounts on their way in and out of files. GUI thread; files are read and written, and scrypt runs, in a thread of
// its own. Every operation completes once.
class AccountTransfer final : public QObject
{
    Q_OBJECT

public:
    using ProxyNames = std::function<QHash<QString, qint64>()>;

    // All references outlive it. @p proxies is asked whenever names are needed.
    AccountTransfer(AccountStore &store, SerialExecutor &executor, AccountRepository &repository, Vault &vault, ProxyNames proxies,
                    QObject *parent = nullptr);

    // What the file would add now. @p passphrase: for a sealed one; null: none. Errors: as readImportFile(),
    // parseImport() and openExport(); Locked, Storage.
    [[nodiscard]] QFuture<Result<ImportPlan>> preview(const QString &path, const SharedSecret &passphrase);
    [[nodiscard]] std::unique_ptr<ImportJob> createImport(ImportPlan plan, ImportMode mode);

    // All accounts, sealed under the passphrase. Errors: as sealExport() and writeExport(); NotFound: there are none;
    // Locked, Storage.
    [[nodiscard]] QFuture<Result<ExportOutcome>> exportTo(const QString &path, const SharedSecret &passphrase, bool replace);

private:
    [[nodiscard]] ImportContext context(const KnownAccounts &known) const;

    AccountStore &m_store;
    Vault &m_vault;
    ProxyNames m_proxies;
    AccountSecrets m_secrets;
    SerialExecutor m_worker;
};

} // namespace homeport
