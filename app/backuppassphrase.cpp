// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backuppassphrase.h"

#include "app/persistence.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/storage/backuppassphraserepository.h"
#include "core/vault/sealer.h"
#include "core/vault/vault.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr SealContext Place{"backup_schedule", BackupPassphraseRepository::RowId, "passphrase"};

Error locked()
{
    return {Error::Code::Locked, u"The vault is locked: unlock it, for the passphrase of the backups lies in it."_s};
}

} // namespace

BackupPassphrase::BackupPassphrase(SerialExecutor &executor, Persistence &persistence, Vault &vault, QObject *parent)
    : QObject(parent), m_executor(executor), m_persistence(persistence), m_vault(vault)
{
}

QFuture<Result<SharedSecret>> BackupPassphrase::read()
{
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return readyResult<SharedSecret>(locked());
    return m_executor.run([sealer, &repository = m_persistence.backupPassphrase()]() -> Result<SharedSecret> {
        const auto envelope = repository.envelope();
        if (!envelope)
            return envelope.error();
        if (envelope->isEmpty())
            return Error{Error::Code::NotFound, u"Scheduled backups have no passphrase yet: give them one in the settings, or with "
                                                "homeportctl backups passphrase."_s};
        auto opened = sealer->open(*envelope, Place);
        if (!opened)
            return opened.error();
        return shareSecret(*std::move(opened));
    });
}

QFuture<Result<void>> BackupPassphrase::store(const SharedSecret &passphrase)
{
    const auto sealer = m_vault.sealer();
    if (!passphrase || passphrase->isEmpty())
        return readyResult<void>(Error{Error::Code::Invalid, u"A backup needs a passphrase: whoever has both can use your accounts."_s});
    if (!sealer)
        return readyResult<void>(locked());
    return m_executor.run([sealer, passphrase, &repository = m_persistence.backupPassphrase()]() -> Result<void> {
        const auto envelope = passphrase->reveal([&sealer](QByteArrayView bytes) { return sealer->seal(bytes, Place); });
        return envelope ? repository.store(*envelope) : Result<void>(envelope.error());
    });
}

} // namespace homeport
