// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/statefolder.h"
#include "core/backup/backupfile.h"
#include "core/base/serialexecutor.h"

#include <QObject>

#include <atomic>

namespace homeport {

class Persistence;
class VaultService;

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
    BackupService(const StateFolder &folder, VaultService &vault, Persistence &persistence, QObject *parent = nullptr);
    ~BackupService() override; // cancels

    // Errors: Locked (the master key goes into the backup), Conflict (one is being made; the file exists and @p replace is
    // false), Invalid (no passphrase), Storage, Cancelled. The file is whole, or as it was before.
    [[nodiscard]] QFuture<Result<Made>> create(const QString &file, bool replace, SharedSecret passphrase, const ScryptCost &cost = {});
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void progressed(int percent); // once per change while one is made

private:
    struct Order;
    void seal(const std::shared_ptr<Order> &order);
    void finish(const std::shared_ptr<Order> &order, const Result<Made> &result);
    void report(qint64 done, qint64 total);

    StateFolder m_folder;
    QString m_copy;
    VaultService &m_vault;
    Persistence &m_persistence;
    bool m_busy = false;
    std::shared_ptr<std::atomic_bool> m_cancelled; // of the one being made
    int m_percent = -1;
    SerialExecutor m_worker;
};

} // namespace homeport
