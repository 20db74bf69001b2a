// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backupservice.h"

#include "app/carriedfiles.h"
#include "app/persistence.h"
#include "app/vaultservice.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/vault/privatefile.h"

#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

struct BackupService::Order
{
    QString file;
    bool replace = false;
    SharedSecret passphrase;
    ScryptCost cost;
    BackupFacts facts;
    std::shared_ptr<std::atomic_bool> cancelled = std::make_shared<std::atomic_bool>(false);
    QPromise<Result<Made>> promise;
};

BackupService::BackupService(const StateFolder &folder, VaultService &vault, Persistence &persistence, QObject *parent)
    : QObject(parent), m_folder(folder), m_copy(folder.path() + u"/backup.tmp"_s), m_vault(vault), m_persistence(persistence),
      m_worker(u"backup"_s)
{
    (void)removePrivateFile(m_copy); // of a run that was killed; sealed values all the same
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

QFuture<Result<BackupService::Made>> BackupService::create(const QString &file, bool replace, SharedSecret passphrase,
                                                           const ScryptCost &cost)
{
    const auto refuse = [](Error::Code code, const QString &why) { return readyResult<Made>(Error{code, why}); };
    if (m_busy)
        return refuse(Error::Code::Conflict, u"A backup is being made already: try again when it has ended."_s);
    if (!passphrase || passphrase->isEmpty())
        return refuse(Error::Code::Invalid, u"A backup needs a passphrase: whoever has both can use your accounts."_s);
    const SharedSecret masterKey = m_vault.vault().masterKey();
    if (!masterKey)
        return refuse(Error::Code::Locked, u"The vault is locked: unlock it, for its key goes into the backup."_s);
    if (QFileInfo::exists(file) && !replace) // before the long work
        return refuse(Error::Code::Conflict, u"%1 exists already: choose another name, or overwrite it with --force."_s.arg(file));
    m_busy = true;
    m_percent = -1;
    auto order = std::make_shared<Order>();
    order->file = file;
    order->replace = replace;
    order->passphrase = std::move(passphrase);
    order->cost = cost;
    order->facts = {m_vault.identity().keyId, masterKey, 0, QDateTime::currentDateTimeUtc(), QStringLiteral(HOMEPORT_VERSION), {}};
    m_cancelled = order->cancelled;
    order->promise.start();
    const auto future = order->promise.future();
    onResult(m_persistence.copyTo(m_copy), this, [this, order](const Result<Persistence::Copy> &copy) {
        if (!copy)
            return finish(order, copy.error());
        if (copy->keyId != order->facts.keyId)
            return finish(order, Error{Error::Code::Conflict, u"The master key was just changed: make the backup again."_s});
        order->facts.schema = copy->schema;
        seal(order);
    });
    return future;
}

void BackupService::seal(const std::shared_ptr<Order> &order)
{
    const auto work = [this, order, copy = m_copy, folder = m_folder]() -> Result<Made> {
        order->facts.files = readCarriedFiles(folder);
        const auto progress = [this, order](qint64 done, qint64 total) {
            // Queued: the destructor waits for this thread, so that the service is there.
            QMetaObject::invokeMethod(
                this, [this, done, total] { report(done, total); }, Qt::QueuedConnection);
            return !order->cancelled->load();
        };
        const auto written = writeBackup(order->file, order->replace, copy, order->facts, *order->passphrase, order->cost, progress);
        if (!written)
            return written.error();
        return Made{QFileInfo(order->file).size()};
    };
    onResult(m_worker.run(work), this, [this, order](const Result<Made> &made) { finish(order, made); });
}

void BackupService::report(qint64 done, qint64 total)
{
    const int percent = total > 0 ? static_cast<int>(100 * done / total) : 100;
    if (m_busy && std::exchange(m_percent, percent) != percent)
        Q_EMIT progressed(percent);
}

void BackupService::finish(const std::shared_ptr<Order> &order, const Result<Made> &result)
{
    if (const auto removed = removePrivateFile(m_copy); !removed)
        qCWarning(lcApp, "%ls", qUtf16Printable(removed.error().detail));
    m_busy = false;
    m_cancelled.reset();
    if (result)
        qCInfo(lcApp, "a backup was written, %lld bytes", result->bytes);
    order->promise.addResult(result);
    order->promise.finish();
}

} // namespace homeport
