// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Backend that makes backups by itself.
#include "app/backend.h"
#include "app/backuppassphrase.h"
#include "app/backupschedule.h"
#include "app/restorejob.h"
#include "core/base/onresult.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

void Backend::assembleBackups()
{
    Vault &vault = m_vault->vault();
    m_backups = std::make_unique<BackupService>(m_config.folder, *m_vault, m_persistence, *m_ledger);
    m_backupPassphrase = std::make_unique<BackupPassphrase>(m_executor, m_persistence, vault);
    BackupSchedule::Parts parts;
    parts.folder = m_config.folder.backupsFolder();
    parts.record = m_config.folder.backupsRecord();
    parts.passphrase = [this] { return m_backupPassphrase->read(); };
    parts.make = [this](const QString &file, const SharedSecret &passphrase, bool withUsage) {
        auto promise = startedPromise<qint64>();
        onResult(m_backups->create({file, false, passphrase, withUsage}), this, [promise](const Result<BackupService::Made> &made) {
            complete(promise, made ? Result<qint64>(made->bytes) : Result<qint64>(made.error()));
        });
        return promise->future();
    };
    m_backupSchedule = std::make_unique<BackupSchedule>(std::move(parts), m_clock);
    m_backupSchedule->setSettings(m_settings.settings());
    connect(&m_settings, &SettingsKeeper::changed, m_backupSchedule.get(),
            [this] { m_backupSchedule->setSettings(m_settings.settings()); });
    connect(&vault, &Vault::stateChanged, m_backupSchedule.get(),
            [this, &vault] { m_backupSchedule->setUnlocked(vault.sealer() != nullptr); });
}

Result<VaultChoice> canRestore(Backend &backend)
{
    const VaultIdentity &identity = backend.vault().identity();
    if (backend.config().memoryVault || !backend.config().restart)
        return Error{Error::Code::Invalid, u"A demo keeps nothing: restore into a state folder of your own."_s};
    return parseVaultChoice(identity.kind == "keyfile"_L1 ? u"keyfile:"_s + identity.keyFile : identity.kind);
}

Result<RestoreJob *> makeRestoreJob(Backend &backend, const RestoreOrder &order)
{
    if (backend.findChild<RestoreJob *>(QString(), Qt::FindDirectChildrenOnly))
        return Error{Error::Code::Conflict, u"A backup is being restored already: wait until that has ended."_s};
    return new RestoreJob(backend.config().folder, order, &backend);
}

} // namespace homeport
