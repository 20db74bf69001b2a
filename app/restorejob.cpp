// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/restorejob.h"

#include "app/carriedfiles.h"
#include "app/staterestore.h"
#include "core/backup/rekey.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/base/random.h"
#include "core/storage/database.h"
#include "core/storage/ledgerrepository.h"
#include "core/storage/metakeys.h"
#include "core/storage/metarepository.h"
#include "core/vault/keysources.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString databaseIn(const QString &pending)
{
    return pending + u"/homeport.db"_s;
}

Result<std::unique_ptr<Database>> openDatabase(const QString &pending)
{
    const auto migrations = bundledMigrations();
    if (!migrations)
        return migrations.error();
    return Database::open(databaseIn(pending), *migrations);
}

Result<int> newestSchema()
{
    const auto migrations = bundledMigrations();
    return migrations ? Result<int>(migrations->back().version) : Result<int>(migrations.error());
}

BackupPlaces placesIn(const QString &pending)
{
    BackupPlaces places;
    for (const QString &name : usageNames())
        places.insert(name, pending + u'/' + name);
    return places;
}

Result<void> checkLedger(const BackupFacts &facts, const QString &file)
{
    const auto migrations = bundledMigrations(MigrationSet::Ledger);
    if (!migrations)
        return migrations.error();
    if (facts.ledgerSchema > migrations->back().version)
        return Error{Error::Code::Invalid,
                     u"%1 was made by a newer Homeport (%2): update Homeport; nothing was changed."_s.arg(file, facts.program)};
    return {};
}

// The ledger tells accounts and keys apart by the database they are of, which has a new name now. Accounts are worth more: a ledger
// that was damaged before the backup was made is left out.
void adoptLedger(const QString &pending, const QString &former, const QString &present)
{
    const QString ledger = pending + u'/' + usageLedgerName();
    if (!QFile::exists(ledger))
        return;
    const auto adopted = LedgerRepository::adopt(ledger, former, present);
    if (adopted)
        return;
    qCWarning(lcApp).noquote() << "what was used is not restored:" << adopted.error().detail;
    for (const QString &name : QDir(pending).entryList({QString(usageLedgerName() + u'*')}, QDir::Files))
        QFile::remove(pending + u'/' + name);
}

// The sealer of what lies in the backup. Its parts must fit each other: they were sealed by us, but by which version?
Result<std::shared_ptr<const Sealer>> sealerOf(const QString &pending, const BackupFacts &facts)
{
    const auto database = openDatabase(pending);
    if (!database)
        return database.error();
    MetaRepository meta(**database);
    const auto keyId = meta.value(meta::VaultKeyId);
    const auto hashKey = meta.value(meta::VaultHashKey);
    if (!keyId || !hashKey)
        return (!keyId ? keyId : hashKey).error();
    auto sealer = Sealer::fromMasterKey(*facts.masterKey, QByteArray::fromBase64(hashKey->toLatin1()));
    if (sealer && QString::fromLatin1((*sealer)->keyId().toHex()) != *keyId)
        return Error{Error::Code::Invalid,
                     u"The master key in this backup does not fit its database: use another backup; nothing was changed."_s};
    return sealer;
}

// The key a file holds already is used: it is never overwritten.
QFuture<Result<SharedSecret>> keyOf(MasterKeySource &source, const VaultChoice &choice)
{
    if (choice.kind != VaultChoice::Kind::KeyFile)
        return source.create();
    const auto present = source.load(); // ready at once, as a key file's is
    const bool missing = !present.result() && present.result().error().code == Error::Code::NotFound;
    return missing ? source.create() : present;
}

} // namespace

RestoreJob::RestoreJob(StateFolder folder, RestoreOrder order, QObject *parent)
    : QObject(parent), m_folder(std::move(folder)), m_order(std::move(order)), m_instanceId(QString::fromLatin1(randomBytes(8).toHex())),
      m_worker(u"restore"_s)
{
}

RestoreJob::~RestoreJob() = default;

void RestoreJob::start()
{
    // Queued: the destructor waits for this thread, so that the job is there.
    const auto progress = [this, cancelled = m_cancelled](qint64 done, qint64 total) {
        const int percent = total > 0 ? static_cast<int>(100 * done / total) : 100;
        QMetaObject::invokeMethod(
            this, [this, percent] { report(percent); }, Qt::QueuedConnection);
        return !cancelled->load();
    };
    const auto work = [folder = m_folder, order = m_order, progress]() -> Result<Unpacked> {
        const auto newest = newestSchema();
        const auto pending = newest ? beginRestore(folder) : Result<QString>(newest.error());
        if (!pending)
            return pending.error();
        const auto facts = readBackup(order.file, *order.passphrase, databaseIn(*pending), *newest, progress, placesIn(*pending));
        if (!facts)
            return facts.error();
        if (const auto known = checkLedger(*facts, order.file); !known)
            return known.error();
        if (const auto packed = packCarriedFiles(facts->files, *pending); !packed)
            return packed.error();
        const auto sealer = sealerOf(*pending, *facts);
        if (!sealer)
            return sealer.error();
        return Unpacked{*facts, *sealer};
    };
    onResult(m_worker.run(work), this, [this](const Result<Unpacked> &unpacked) {
        if (unpacked)
            makeKey(*unpacked);
        else
            end(unpacked.error());
    });
}

void RestoreJob::cancel()
{
    m_cancelled->store(true);
}

void RestoreJob::report(int percent)
{
    if (std::exchange(m_percent, percent) != percent)
        Q_EMIT progressed(percent);
}

void RestoreJob::makeKey(const Unpacked &unpacked)
{
    switch (m_order.vault.kind) {
    case VaultChoice::Kind::Keychain:
        m_source = keychainKeySource(keychainAccount(m_instanceId));
        break;
    case VaultChoice::Kind::KeyFile:
        m_source = keyFileSource(m_order.vault.keyFile);
        break;
    case VaultChoice::Kind::Passphrase:
        if (!m_order.vaultPassphrase)
            return end(Error{Error::Code::Invalid, u"A passphrase vault needs a passphrase; nothing was changed."_s});
        m_source = passphraseKeySource(pendingFolder(m_folder) + u"/passphrase.json"_s, m_order.vaultPassphrase->clone(), m_order.cost);
        break;
    }
    onResult(keyOf(*m_source, m_order.vault), this, [this, unpacked](const Result<SharedSecret> &key) {
        if (key)
            reseal(unpacked, *key);
        else
            end(key.error());
    });
}

void RestoreJob::reseal(const Unpacked &unpacked, const SharedSecret &key)
{
    const MetaFacts facts{{meta::InstanceId, m_instanceId},
                          {meta::VaultKind, m_source->kind()},
                          {meta::VaultKeyFile, m_order.vault.keyFile},
                          {meta::VaultRotation, QString()}};
    const auto work = [folder = m_folder, unpacked, key, facts, cancelled = m_cancelled]() -> Result<Prepared> {
        const QString pending = pendingFolder(folder);
        const auto next = unpacked.sealer->successor(*key);
        if (!next)
            return next.error();
        auto database = openDatabase(pending);
        if (!database)
            return database.error();
        const auto former = MetaRepository(**database).value(meta::InstanceId);
        if (!former)
            return former.error();
        const auto values = rekeyDatabase(**database, unpacked.sealer, *next, facts);
        if (!values)
            return values.error();
        database->reset(); // closed: everything is in the one file
        adoptLedger(pending, *former, facts.value(meta::InstanceId));
        const QStringList copies = QDir(pending).entryList({u"*.db.before-v*"_s}, QDir::Files);
        for (const QString &copy : copies) // a migration's; the backup is the better one
            QFile::remove(pending + u'/' + copy);
        if (cancelled->load())
            return Error{Error::Code::Cancelled, u"The restore was cancelled; nothing was changed."_s};
        if (const auto committed = commitRestore(folder); !committed)
            return committed.error();
        return Prepared{unpacked.facts.createdAt, *values};
    };
    onResult(m_worker.run(work), this, [this](const Result<Prepared> &prepared) { end(prepared); });
}

void RestoreJob::end(const Result<Prepared> &result)
{
    if (!result)
        dropRestore(m_folder);
    Q_EMIT finished(result);
}

} // namespace homeport
