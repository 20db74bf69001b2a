// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/backupsadapter.h"

#include "app/backend.h"
#include "app/backuppassphrase.h"
#include "app/backupschedule.h"
#include "app/restorejob.h"
#include "core/base/onresult.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

BackupsAdapter::BackupsAdapter(Backend &backend) : m_backend(backend)
{
    connect(&backend.backupSchedule(), &BackupSchedule::changed, this, &BackupsService::changed);
    connect(&backend.backups(), &BackupService::progressed, this, &BackupsService::making);
}

BackupsState BackupsAdapter::state() const
{
    const BackupSchedule &schedule = m_backend.backupSchedule();
    BackupsState state;
    state.folder = schedule.folder();
    state.dueAt = schedule.due();
    state.problem = schedule.lastError();
    state.busy = schedule.isBusy();
    const QList<KeptBackup> made = schedule.backups();
    for (const KeptBackup &backup : made)
        state.made << BackupEntry{backup.file, backup.bytes, backup.madeAt};
    state.vaultAsksPassphrase = m_backend.vault().asksPassphrase();
    state.canRestore = canRestore(m_backend).has_value();
    return state;
}

QFuture<Result<bool>> BackupsAdapter::hasPassphrase()
{
    auto promise = startedPromise<bool>();
    onResult(m_backend.backupPassphrase().read(), this, [promise](const Result<SharedSecret> &passphrase) {
        const bool missing = !passphrase && passphrase.error().code == Error::Code::NotFound;
        complete(promise, passphrase || missing ? Result<bool>(passphrase.has_value()) : Result<bool>(passphrase.error()));
    });
    return promise->future();
}

QFuture<Result<void>> BackupsAdapter::setPassphrase(SharedSecret passphrase)
{
    const auto stored = m_backend.backupPassphrase().store(passphrase);
    onResult(stored, this, [this](const Result<void> &done) {
        if (done)
            m_backend.backupSchedule().tryAgain();
    });
    return stored;
}

QFuture<Result<BackupEntry>> BackupsAdapter::makeNow()
{
    auto promise = startedPromise<BackupEntry>();
    onResult(m_backend.backupSchedule().makeNow(), this, [promise](const Result<KeptBackup> &made) {
        complete(promise,
                 made ? Result<BackupEntry>(BackupEntry{made->file, made->bytes, made->madeAt}) : Result<BackupEntry>(made.error()));
    });
    return promise->future();
}

void BackupsAdapter::cancelMaking()
{
    m_backend.backups().cancel();
}

QFuture<Result<void>> BackupsAdapter::restore(const QString &file, SharedSecret passphrase, SharedSecret vaultPassphrase)
{
    const Result<VaultChoice> vault = canRestore(m_backend);
    if (!vault)
        return readyResult<void>(vault.error());
    const auto made = makeRestoreJob(m_backend,
                                     {file, std::move(passphrase), *vault, std::move(vaultPassphrase), {}}); // goes on without the window
    if (!made)
        return readyResult<void>(made.error());
    m_job = *made;
    auto promise = startedPromise<void>();
    connect(m_job, &RestoreJob::progressed, this, &BackupsService::restoring);
    connect(m_job, &RestoreJob::finished, &m_backend,
            [&backend = m_backend, job = m_job, promise](const Result<RestoreJob::Prepared> &done) {
                job->deleteLater();
                complete(promise, done ? Result<void>() : Result<void>(done.error()));
                if (done)
                    backend.config().restart();
            });
    m_job->start();
    return promise->future();
}

void BackupsAdapter::cancelRestore()
{
    if (m_job)
        m_job->cancel();
}

} // namespace homeport
