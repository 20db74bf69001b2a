// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/latepassphrasesource.h"
#include "app/vaultservice.h"
#include "core/base/serialexecutor.h"
#include "core/vault/keysources.h"
#include "tests/support/await.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

class TestVaultService : public QObject
{
    Q_OBJECT

    using Kind = VaultChoice::Kind;

    static VaultIdentity stored(const QString &kind, const QString &keyFile = {}) { return {u"id"_s, "kkkk", kind, keyFile, {}, {}}; }

private Q_SLOTS:
    void aNewDatabaseTakesWhatIsWanted()
    {
        QCOMPARE(resolveVault({}, {})->kind, Kind::Keychain);
        QCOMPARE(resolveVault(VaultChoice{Kind::Passphrase, {}}, {})->kind, Kind::Passphrase);
    }

    void withoutAWishItIsAsLastTime()
    {
        QCOMPARE(resolveVault({}, stored(u"passphrase"_s))->kind, Kind::Passphrase);
        QCOMPARE(resolveVault({}, stored(u"keyfile"_s, u"/k"_s)).value(), (VaultChoice{Kind::KeyFile, u"/k"_s}));
    }

    void aKeyFileMayMove()
    {
        QCOMPARE(resolveVault(VaultChoice{Kind::KeyFile, u"/new"_s}, stored(u"keyfile"_s, u"/old"_s))->keyFile, u"/new"_s);
    }

    void anotherKindIsRefused()
    {
        const auto choice = resolveVault(VaultChoice{Kind::Keychain, {}}, stored(u"passphrase"_s));
        QVERIFY(!choice);
        QCOMPARE(choice.error().code, Error::Code::Conflict);
        QVERIFY(choice.error().detail.contains(u"--vault passphrase"_s));
        QVERIFY(resolveVault(VaultChoice{Kind::Passphrase, {}}, stored(u"keyfile"_s, u"/k"_s)).error().detail.contains(u"keyfile:PATH"_s));
    }

    void withoutAPassphraseTheSourceStaysLocked()
    {
        QTemporaryDir folder;
        LatePassphraseSource source(folder.filePath(u"salt"_s));
        for (const auto &future : {source.load(), source.create()}) {
            QVERIFY(future.isFinished());
            QCOMPARE(future.result().error().code, Error::Code::Locked);
            QVERIFY(future.result().error().detail.contains(u"passphrase"_s));
        }
        QVERIFY(!QFile::exists(folder.filePath(u"salt"_s)));
    }

    // Or the next start would take the vault for a new one, and make a second key.
    void aKeyThatCouldNotBeRememberedIsRememberedByTheNextUnlock()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"homeport.db"_s);
        SerialExecutor executor(u"db"_s);
        Persistence persistence(executor);
        VaultIdentity identity = *await(persistence.open(file));
        identity.kind = u"memory"_s;
        SQLite::Database other(file.toStdString(), SQLite::OPEN_READWRITE, 5000);
        const auto rows = [&other] { return other.execAndGet("SELECT count(*) FROM meta WHERE key = 'vault.key_id'").getInt(); };
        VaultService service({memoryKeySource(), nullptr, identity}, persistence);
        QSignalSpy created(&service, &VaultService::keyCreated);

        other.exec("CREATE TRIGGER full BEFORE INSERT ON meta BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        QCOMPARE(await(service.unlock(nullptr)).error().code, Error::Code::Storage);
        QCOMPARE(service.vault().state(), Vault::State::Locked);
        QVERIFY(service.identity().keyId.isEmpty());
        other.exec("DROP TRIGGER full");
        QVERIFY(await(service.unlock(nullptr)));
        QCOMPARE(service.vault().state(), Vault::State::Unlocked);
        QCOMPARE(rows(), 1);
        QCOMPARE(created.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestVaultService)
#include "tst_vaultservice.moc"
