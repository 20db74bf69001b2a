// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/keystore.h"
#include "core/accounts/accountstore.h"
#include "core/base/serialexecutor.h"
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/storage/keyrepository.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray ApiKey = "sk-planted-api-key-0123456789-ABCDEFGH";
const QByteArray AccessToken = "planted-access-token-0123456789-ABCDEFGH";
const QByteArray RefreshToken = "planted-refresh-token-0123456789-ABCDEFGH";
const QByteArray ClientSecret = "planted-client-secret-0123456789-ABCDEFGH";
const QByteArray Removed = "sk-planted-removed-0123456789-ABCDEFGH";

// The secret as it is, and as an encoder or a search for a part of it would show it.
QList<QByteArray> shapesOf(const QByteArray &secret)
{
    return {secret, secret.first(secret.size() / 2), secret.toBase64().first(16), secret.toHex().first(24),
            secret.toHex().toUpper().first(24)};
}

} // namespace

class TestPlantedSecrets final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(u"homeport.db"_s);
    QList<QByteArray> m_secrets{ApiKey, AccessToken, RefreshToken, ClientSecret, Removed};

    static NewAccount account(const QString &name, const QByteArray &secret)
    {
        NewAccount result;
        result.providerId = u"one"_s;
        result.name = name;
        result.secret = shareSecret(QByteArray(secret));
        return result;
    }

    void fill(Database &database, Vault &vault)
    {
        ProviderProfile profile;
        profile.id = u"one"_s;
        profile.baseUrl = u"https://one.example.com"_s;
        AccountRepository accountRows(database);
        KeyRepository keyRows(database);
        SerialExecutor executor(u"db"_s);
        AccountStore accounts(executor, accountRows, vault, {profile});
        KeyStore keys(executor, keyRows, vault);
        QVERIFY(await(accounts.add(account(u"key"_s, ApiKey))));
        NewAccount signedIn = account(u"signed in"_s, AccessToken);
        signedIn.credential = Account::Credential::OAuth;
        signedIn.refreshToken = shareSecret(QByteArray(RefreshToken));
        signedIn.clientId = u"the user's own"_s;
        signedIn.clientSecret = shareSecret(QByteArray(ClientSecret));
        const auto kept = await(accounts.add(std::move(signedIn)));
        QVERIFY(kept && **accounts.clientSecretOf(kept->id) == Secret(QByteArray(ClientSecret)));
        const qint64 removed = await(accounts.add(account(u"removed"_s, Removed)))->id;
        QVERIFY(await(accounts.remove(removed)));
        for (const QString &name : {u"laptop"_s, u"revoked"_s}) {
            const auto created = await(keys.create(name));
            created->plain->reveal([this](QByteArrayView plain) { m_secrets << plain.toByteArray(); });
            if (name == u"revoked"_s)
                QVERIFY(await(keys.revoke(created->key.id)));
        }
        QCOMPARE(*await(accounts.purge(removed)), 1);
    }

    void searchAll(const QStringList &expectedFiles)
    {
        const QDir folder(m_folder.path());
        const QStringList files = folder.entryList(QDir::Files);
        for (const QString &name : expectedFiles)
            QVERIFY2(files.contains(name), qPrintable(name));
        for (const QString &name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            for (const QByteArray &secret : m_secrets) {
                for (const QByteArray &shape : shapesOf(secret))
                    QVERIFY2(!content.contains(shape), qPrintable(u"%1 holds %2"_s.arg(name, QString::fromLatin1(shape))));
            }
        }
    }

private Q_SLOTS:
    void noFileOfTheDatabaseHoldsOne()
    {
        Vault vault(memoryKeySource(), {});
        QVERIFY(await(vault.unlock()));
        auto migrations = *bundledMigrations();
        {
            const auto database = *Database::open(m_path, migrations);
            fill(*database, vault);
            QCOMPARE(m_secrets.size(), 7);
            searchAll({u"homeport.db"_s, u"homeport.db-wal"_s, u"homeport.db-shm"_s}); // while it is open
        }
        const int next = migrations.back().version + 1;
        migrations.push_back({next, u"more"_s, "CREATE TABLE more (a TEXT) STRICT;"});
        QVERIFY(Database::open(m_path, migrations));
        searchAll({u"homeport.db"_s, u"homeport.db.before-v%1"_s.arg(next)}); // closed, and the copy
    }

    // The search finds what it should: a plain secret in the same place is seen.
    void theSearchFindsAPlainOne()
    {
        const QByteArray content = "row: " + ApiKey;
        int found = 0;
        for (const QByteArray &shape : shapesOf(ApiKey))
            found += content.contains(shape) ? 1 : 0;
        QCOMPARE(found, 2);
    }
};

QTEST_GUILESS_MAIN(TestPlantedSecrets)
#include "tst_plantedsecrets.moc"
