// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backupservice.h"

#include "app/carriedfiles.h"
#include "app/persistence.h"
#include "app/vaultservice.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/usage/ledger.h"
#include "core/vault/privatefile.h"

#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int CopyShare = 40; // percent of the way that copying the ledger is, where it goes along

} // namespace

struct BackupService::Run
{
    BackupOrder order;
    BackupFacts facts;
    std::shared_ptr<std::atomic_bool> cancelled = std::make_shared<std::atomic_bool>(false);
    QPromise<Result<Made>> promise;
};

BackupService::BackupService(const StateFolder &folder, VaultService &vault, Persistence &persistence, Ledger &ledger, QObject *parent)
    : QObject(parent), m_folder(folder), m_copy(folder.path() + u"/backup.tmp"_s), m_ledgerCopy(folder.path() + u"/backup-ledger.tmp"_s),
      m_vault(vault), m_persistence(persistence), m_ledger(ledger), m_worker(u"backup"_s)
{
    for (const QString &copy : {m_copy, m_ledgerCopy}) // of a run that was killed; sealed values all the same
        (void)removePrivateFile(copy);
    connect(&ledger, &Ledger::copying, this, [this](int percent) { report(CopyShare * percent / 100); });
}

BackupService::~BackupService()
{
    cancel();
}

void BackupService::cancel()
{
    if (m_cancelled)
        m_cancelled->store(true);
}

QFuture<Result<BackupService::Made>> BackupService::create(const BackupOrder &order)
{
    const auto refuse = [](Error::Code code, const QString &why) { return readyResult<Made>(Error{code, why}); };
    if (m_busy)
        return refuse(Error::Code::Conflict, u"A backup is being made already: try again when it has ended."_s);
    if (!order.passphrase || order.passphrase->isEmpty())
        return refuse(Error::Code::Invalid, u"A backup needs a passphrase: whoever has both can use your accounts."_s);
    const SharedSecret masterKey = m_vault.vault().masterKey();
    if (!masterKey)
        return refuse(Error::Code::Locked, u"The vault is locked: unlock it, for its key goes into the backup."_s);
    if (QFileInfo::exists(order.file) && !order.replace) // before the long work
        return refuse(Error::Code::Conflict, u"%1 exists already: choose another name, or overwrite it with --force."_s.arg(order.file));
    m_busy = true;
    m_percent = -1;
    auto run = std::make_shared<Run>();
    run->order = order;
    run->facts = {m_vault.identity().keyId, masterKey, 0, QDateTime::currentDateTimeUtc(), QStringLiteral(HOMEPORT_VERSION), {}};
    m_cancelled = run->cancelled;
    run->promise.start();
    const auto future = run->promise.future();
    onResult(m_persistence.copyTo(m_copy), this, [this, run](const Result<Persistence::Copy> &copy) {
        if (!copy)
            return finish(run, copy.error());
        if (copy->keyId != run->facts.keyId)
            return finish(run, Error{Error::Code::Conflict, u"The master key was just changed: make the backup again."_s});
        run->facts.schema = copy->schema;
        copyLedger(run);
    });
    return future;
}

void BackupService::copyLedger(const std::shared_ptr<Run> &run)
{
    if (!run->order.withUsage)
        return seal(run);
    onResult(m_ledger.copyTo(m_ledgerCopy, run->cancelled), this, [this, run](const Result<int> &schema) {
        if (!schema && schema.error().code == Error::Code::Cancelled)
            return finish(run, schema.error());
        if (!schema)
            return finish(run,
                          Error{schema.error().code, u"%1 A backup without what was used: --without-usage."_s.arg(schema.error().detail)});
        run->facts.ledgerSchema = *schema;
        run->facts.parts = usageParts(m_folder);
        run->facts.parts.prepend({usageLedgerName(), m_ledgerCopy});
        seal(run);
    });
}

void BackupService::seal(const std::shared_ptr<Run> &run)
{
    const auto work = [this, run, copy = m_copy, folder = m_folder]() -> Result<Made> {
        const BackupOrder &order = run->order;
        run->facts.files = readCarriedFiles(folder);
        const int before = run->facts.parts.isEmpty() ? 0 : CopyShare;
        const auto progress = [this, run, before](qint64 done, qint64 total) {
            const int percent = before + static_cast<int>(total > 0 ? (100 - before) * done / total : 100 - before);
            // Queued: the destructor waits for this thread, so that the service is there.
            QMetaObject::invokeMethod(
                this, [this, percent] { report(percent); }, Qt::QueuedConnection);
            return !run->cancelled->load();
        };
        const auto written = writeBackup(order.file, order.replace, copy, run->facts, *order.passphrase, order.cost, progress);
        if (!written)
            return written.error();
        return Made{QFileInfo(order.file).size()};
    };
    onResult(m_worker.run(work), this, [this, run](const Result<Made> &made) { finish(run, made); });
}

void BackupService::report(int percent)
{
    if (m_busy && std::exchange(m_percent, percent) != percent)
        Q_EMIT progressed(percent);
}

void BackupService::finish(const std::shared_ptr<Run> &run, const Result<Made> &result)
{
    for (const QString &copy : {m_copy, m_ledgerCopy}) {
        if (const auto removed = removePrivateFile(copy); !removed)
            qCWarning(lcApp, "%ls", qUtf16Printable(removed.error().detail));
    }
    m_busy = false;
    m_cancelled.reset();
    if (result)
        qCInfo(lcApp, "a backup was written, %lld bytes", result->bytes);
    run->promise.addResult(result);
    run->promise.finish();
}

} // namespace homeport
