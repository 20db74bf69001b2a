// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "app/statefolder.h"
#include "core/backup/backupfile.h"
#include "core/base/serialexecutor.h"
#include "core/vault/vault.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace homeport {

class Sealer;

struct RestoreOrder
{
    QString file;
    SharedSecret passphrase; // the backup's
    VaultChoice vault;       // where the restored state keeps its master key
    SharedSecret vaultPassphrase;
    ScryptCost cost; // of a passphrase vault
};

// Prepares a restored state in the pending folder (app/staterestore.h) and commits it; the present state is not
// touched. The restored state gets a master key of its own: a fresh one, or the one that a key file holds already. So
// neither the backup nor the former state opens what is sealed from now on, and the former state stays usable where it is kept.
// Once; lives in the GUI thread, works in a thread of its own. Destroyed before the end, it waits for the step under
// way: the restore then happens with the next start, or not at all.
class RestoreJob final : public QObject
{
    Q_OBJECT

public:
    struct Prepared
    {
        QDateTime madeAt; // the backup
        int values = 0;   // secrets
    };

    RestoreJob(StateFolder folder, RestoreOrder order, QObject *parent = nullptr);
    ~RestoreJob() override;

    void start();
    void cancel(); // as long as it is not committed: it ends with Cancelled then

Q_SIGNALS:
    void progressed(int percent); // once per change, while the backup is unpacked
    // Once. Errors as readBackup(), and those of the new vault; nothing was changed then.
    void finished(const homeport::Result<homeport::RestoreJob::Prepared> &result);

private:
    struct Unpacked
    {
        BackupFacts facts;
        std::shared_ptr<const Sealer> sealer;
    };
    void report(int percent);
    void makeKey(const Unpacked &unpacked);
    void reseal(const Unpacked &unpacked, const SharedSecret &key);
    void end(const Result<Prepared> &result);

    StateFolder m_folder;
    RestoreOrder m_order;
    QString m_instanceId; // a new one: another keychain item than the former state's
    std::unique_ptr<MasterKeySource> m_source;
    std::shared_ptr<std::atomic_bool> m_cancelled = std::make_shared<std::atomic_bool>(false);
    int m_percent = -1;
    SerialExecutor m_worker;
};

} // namespace homeport
