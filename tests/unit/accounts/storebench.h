// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "core/base/serialexecutor.h"
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>

namespace homeport::test {

inline std::vector<ProviderProfile> profiles()
{
    ProviderProfile one;
    one.id = QStringLiteral("one");
    one.displayName = QStringLiteral("One");
    one.baseUrl = QStringLiteral("https://one.example.com");
    ProviderProfile two = one;
    two.id = QStringLiteral("two");
    two.authStyle = AuthStyle::Bearer;
    two.baseUrl = QStringLiteral("https://two.example.com/api/");
    return {one, two};
}

inline NewAccount account(const QString &name, const QString &provider = QStringLiteral("one"))
{
    NewAccount result;
    result.providerId = provider;
    result.name = name;
    result.secret = shareSecret(QByteArray("sk-0123456789-") + name.trimmed().toUtf8());
    return result;
}

// A store over a real database and a vault in memory; unlock and load it first.
struct StoreBench
{
    QTemporaryDir folder;
    Vault vault{memoryKeySource(), {}};
    std::unique_ptr<Database> database = *Database::open(folder.filePath(QStringLiteral("homeport.db")), *bundledMigrations());
    AccountRepository repository{*database};
    SerialExecutor executor{QStringLiteral("db")}; // ends before what its work uses
    std::unique_ptr<AccountStore> store = makeStore();

    [[nodiscard]] std::unique_ptr<AccountStore> makeStore()
    {
        return std::make_unique<AccountStore>(executor, repository, vault, profiles());
    }
};

} // namespace homeport::test
