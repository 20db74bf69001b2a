// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/statefolder.h"
#include "core/backup/backupfile.h"
#include "core/base/serialexecutor.h"

#include <QObject>

#include <atomic>

namespace homeport {

class Ledger;
class Persistence;
class VaultService;

struct BackupOrder
{
    QString file;
    bool replace = false;
    SharedSecret passphrase;
    bool withUsage = true; // the ledger and the price lists too
    ScryptCost cost = {};
};

// Makes backups while everything goes on. One at a time; lives in the GUI thread, works in threads of its own.
class BackupService final : public QObject
{
    Q_OBJECT

public:
    struct Made
    {
        qint64 bytes = 0;
    };

    // References outlive it.
    BackupService(const StateFolder &folder, VaultService &vault, Persistence &persistence, Ledger &ledger, QObject *parent = nullptr);
    ~BackupService() override; // cancels

    // Errors: Locked (the master key goes into the backup), Conflict (one is being made; the file exists and may not be replaced),
    // Invalid (no passphrase), Storage, Cancelled. The file is whole, or as it was before.
    [[nodiscard]] QFuture<Result<Made>> create(const BackupOrder &order);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void progressed(int percent); // once per change while one is made

private:
    struct Run;
    void copyLedger(const std::shared_ptr<Run> &run);
    void seal(const std::shared_ptr<Run> &run);
    void finish(const std::shared_ptr<Run> &run, const Result<Made> &result);
    void report(int percent);

    StateFolder m_folder;
    QString m_copy;
    QString m_ledgerCopy;
    VaultService &m_vault;
    Persistence &m_persistence;
    Ledger &m_ledger;
    bool m_busy = false;
    std::shared_ptr<std::atomic_bool> m_cancelled; // of the one being made
    int m_percent = -1;
    SerialExecutor m_worker;
};

} // namespace homeport
