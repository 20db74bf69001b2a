// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "core/base/serialexecutor.h"
#include "core/batch/accountsecrets.h"
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace homeport::test {

[[nodiscard]] inline std::vector<ProviderProfile> importProfiles()
{
    ProviderProfile one;
    one.id = QStringLiteral("one");
    one.displayName = QStringLiteral("One");
    one.baseUrl = QStringLiteral("https://one.example.com");
    ProviderProfile gateway = one;
    gateway.id = QStringLiteral("gateway");
    gateway.displayName = QStringLiteral("Gateway");
    gateway.baseUrl.clear();
    ProviderProfile google = one;
    google.id = QStringLiteral("google");
    google.displayName = QStringLiteral("Google");
    google.apiKeyAllowed = false;
    google.signIn.emplace();
    google.signIn->tokenUrl = QStringLiteral("https://oauth2.googleapis.com/token");
    ProviderProfile rotating = one;
    rotating.id = QStringLiteral("rotating");
    rotating.displayName = QStringLiteral("Rotating");
    rotating.signIn.emplace();
    rotating.signIn->tokenUrl = QStringLiteral("https://one.example.com/token");
    return {one, gateway, google, rotating};
}

// A store over a database of its own, with an open vault.
struct ImportBench
{
    QTemporaryDir folder;
    Vault vault{memoryKeySource(), {}};
    std::unique_ptr<Database> database = *Database::open(path(), *bundledMigrations());
    AccountRepository repository{*database};
    SerialExecutor executor{QStringLiteral("db")}; // ends before what its work uses
    AccountSecrets secrets{executor, repository, vault};
    std::unique_ptr<AccountStore> store = std::make_unique<AccountStore>(executor, repository, vault, importProfiles());

    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("homeport.db")); }
    [[nodiscard]] bool open() { return testing::await(vault.unlock()) && testing::await(store->load()); }
};

} // namespace homeport::test
