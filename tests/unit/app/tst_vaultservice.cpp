// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/latepassphrasesource.h"
#include "app/vaultservice.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
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
};

QTEST_GUILESS_MAIN(TestVaultService)
#include "tst_vaultservice.moc"
