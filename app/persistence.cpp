// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/persistence.h"

#include "core/base/random.h"
#include "core/base/serialexecutor.h"
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/storage/keyrepository.h"
#include "core/storage/metarepository.h"
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
            : database(std::move(opened)), meta(*database), accounts(*database), keys(*database), proxies(*database)
        {
        }

        std::unique_ptr<Database> database;
        MetaRepository meta;
        AccountRepository accounts;
        KeyRepository keys;
        ProxyRepository proxies;
    };
    std::unique_ptr<Parts> parts;
};

namespace {

constexpr auto InstanceId = "instance.id"_L1;
constexpr auto KeyId = "vault.key_id"_L1;
constexpr auto Kind = "vault.kind"_L1;
constexpr auto KeyFile = "vault.key_file"_L1;

Result<QString> instanceId(MetaRepository &meta)
{
    Result<QString> known = meta.value(InstanceId);
    if (!known || !known->isEmpty())
        return known;
    const QString fresh = QString::fromLatin1(randomBytes(8).toHex());
    if (const auto stored = meta.setValue(InstanceId, fresh); !stored)
        return stored.error();
    return fresh;
}

Result<VaultIdentity> readIdentity(MetaRepository &meta)
{
    const Result<QString> instance = instanceId(meta);
    const Result<QString> keyId = meta.value(KeyId);
    const Result<QString> kind = meta.value(Kind);
    const Result<QString> keyFile = meta.value(KeyFile);
    for (const auto *value : {&instance, &keyId, &kind, &keyFile})
        if (!*value)
            return value->error();
    VaultIdentity identity;
    identity.instanceId = *instance;
    identity.keyId = QByteArray::fromHex(keyId->toLatin1());
    if (!identity.keyId.isEmpty()) { // written last: without it the rest is of a start that failed
        identity.kind = *kind;
        identity.keyFile = *keyFile;
    }
    return identity;
}

Result<void> writeIdentity(MetaRepository &meta, const VaultIdentity &identity)
{
    const std::initializer_list<std::pair<QLatin1StringView, QString>> values{
        {Kind, identity.kind}, {KeyFile, identity.keyFile}, {KeyId, QString::fromLatin1(identity.keyId.toHex())}};
    for (const auto &[key, value] : values)
        if (const auto stored = meta.setValue(key, value); !stored)
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

AccountRepository &Persistence::accounts() const
{
    return m_opened->parts->accounts;
}

KeyRepository &Persistence::keys() const
{
    return m_opened->parts->keys;
}

ProxyRepository &Persistence::proxies() const
{
    return m_opened->parts->proxies;
}

MetaRepository &Persistence::meta() const
{
    return m_opened->parts->meta;
}

} // namespace homeport
