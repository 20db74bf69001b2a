// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/persistence.h"

#include "core/base/random.h"
#include "core/base/serialexecutor.h"
#include "core/storage/accountrepository.h"
#include "core/storage/backuppassphraserepository.h"
#include "core/storage/database.h"
#include "core/storage/grouprepository.h"
#include "core/storage/keyrepository.h"
#include "core/storage/keyusagerepository.h"
#include "core/storage/limitsrepository.h"
#include "core/storage/metakeys.h"
#include "core/storage/metarepository.h"
#include "core/storage/programrepository.h"
#include "core/storage/proxyrepository.h"

#include <initializer_list>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

struct Persistence::Opened
{
    struct Parts
    {
        explicit Parts(std::unique_ptr<Database> opened)
            : database(std::move(opened)), meta(*database), accounts(*database), keys(*database), keyUsage(*database), limits(*database),
              groups(*database), programs(*database), proxies(*database), backupPassphrase(*database)
        {
        }

        std::unique_ptr<Database> database;
        MetaRepository meta;
        AccountRepository accounts;
        KeyRepository keys;
        KeyUsageRepository keyUsage;
        LimitsRepository limits;
        GroupRepository groups;
        ProgramRepository programs;
        ProxyRepository proxies;
        BackupPassphraseRepository backupPassphrase;
    };
    std::unique_ptr<Parts> parts;
};

namespace {

Result<QString> instanceId(MetaRepository &facts)
{
    Result<QString> known = facts.value(meta::InstanceId);
    if (!known || !known->isEmpty())
        return known;
    const QString fresh = QString::fromLatin1(randomBytes(8).toHex());
    if (const auto stored = facts.setValue(meta::InstanceId, fresh); !stored)
        return stored.error();
    return fresh;
}

Result<VaultIdentity> readIdentity(MetaRepository &facts)
{
    const Result<QString> instance = instanceId(facts);
    const Result<QString> keyId = facts.value(meta::VaultKeyId);
    const Result<QString> kind = facts.value(meta::VaultKind);
    const Result<QString> keyFile = facts.value(meta::VaultKeyFile);
    const Result<QString> hashKey = facts.value(meta::VaultHashKey);
    const Result<QString> recovery = facts.value(meta::VaultRecovery);
    const Result<QString> rotation = facts.value(meta::VaultRotation);
    for (const auto *value : {&instance, &keyId, &kind, &keyFile, &hashKey, &recovery, &rotation})
        if (!*value)
            return value->error();
    VaultIdentity identity;
    identity.instanceId = *instance;
    identity.keyId = QByteArray::fromHex(keyId->toLatin1());
    if (!identity.keyId.isEmpty()) { // written last: without it the rest is of a start that failed
        identity.kind = *kind;
        identity.keyFile = *keyFile;
        identity.hashKey = QByteArray::fromBase64(hashKey->toLatin1());
        identity.recovery = QByteArray::fromBase64(recovery->toLatin1());
        identity.rotationPending = !rotation->isEmpty();
    }
    return identity;
}

Result<void> writeIdentity(MetaRepository &facts, const VaultIdentity &identity)
{
    const std::initializer_list<std::pair<QLatin1StringView, QString>> values{
        {meta::VaultKind, identity.kind},
        {meta::VaultKeyFile, identity.keyFile},
        {meta::VaultKeyId, QString::fromLatin1(identity.keyId.toHex())}};
    for (const auto &[key, value] : values)
        if (const auto stored = facts.setValue(key, value); !stored)
            return stored.error();
    return {};
}

} // namespace

Persistence::Persistence(SerialExecutor &executor) : m_executor(executor), m_opened(std::make_shared<Opened>()) {}

Persistence::~Persistence()
{
    std::ignore = m_executor.run([opened = std::move(m_opened)]() -> Result<void> {
        opened->parts.reset();
        return {};
    });
}

QFuture<Result<VaultIdentity>> Persistence::open(const QString &file)
{
    return m_executor.run([opened = m_opened, file]() -> Result<VaultIdentity> {
        const auto migrations = bundledMigrations();
        if (!migrations)
            return migrations.error();
        Result<std::unique_ptr<Database>> database = Database::open(file, *migrations);
        if (!database)
            return database.error();
        opened->parts = std::make_unique<Opened::Parts>(*std::move(database));
        return readIdentity(opened->parts->meta);
    });
}

QFuture<Result<void>> Persistence::remember(const VaultIdentity &identity)
{
    return m_executor.run([opened = m_opened, identity] { return writeIdentity(opened->parts->meta, identity); });
}

QFuture<Result<void>> Persistence::setFacts(const MetaFacts &facts)
{
    return m_executor.run([opened = m_opened, facts] {
        return opened->parts->database->transaction([&]() -> Result<void> {
            for (auto fact = facts.cbegin(); fact != facts.cend(); ++fact) {
                MetaRepository &meta = opened->parts->meta;
                const auto written = fact->isNull() ? meta.remove(fact.key()) : meta.setValue(fact.key(), *fact);
                if (!written)
                    return written;
            }
            return {};
        });
    });
}

QFuture<Result<int>> Persistence::rekey(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to)
{
    return m_executor.run([opened = m_opened, from, to] { return rekeyDatabase(*opened->parts->database, from, to); });
}

QFuture<Result<Persistence::Copy>> Persistence::copyTo(const QString &copy)
{
    return m_executor.run([opened = m_opened, copy]() -> Result<Copy> {
        const auto keyId = opened->parts->meta.value(meta::VaultKeyId);
        if (!keyId)
            return keyId.error();
        if (const auto copied = opened->parts->database->copyTo(copy); !copied)
            return copied.error();
        return Copy{QByteArray::fromHex(keyId->toLatin1()), opened->parts->database->schemaVersion()};
    });
}

AccountRepository &Persistence::accounts() const
{
    return m_opened->parts->accounts;
}

KeyRepository &Persistence::keys() const
{
    return m_opened->parts->keys;
}

KeyUsageRepository &Persistence::keyUsage() const
{
    return m_opened->parts->keyUsage;
}

LimitsRepository &Persistence::limits() const
{
    return m_opened->parts->limits;
}

GroupRepository &Persistence::groups() const
{
    return m_opened->parts->groups;
}

ProgramRepository &Persistence::programs() const
{
    return m_opened->parts->programs;
}

ProxyRepository &Persistence::proxies() const
{
    return m_opened->parts->proxies;
}

MetaRepository &Persistence::meta() const
{
    return m_opened->parts->meta;
}

BackupPassphraseRepository &Persistence::backupPassphrase() const
{
    return m_opened->parts->backupPassphrase;
}

} // namespace homeport
