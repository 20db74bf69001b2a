// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

// A second key beside the first, in every kind of source, and what Vault makes of it.
class TestKeyRotation final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    static constexpr ScryptCost Quick{1024, 8, 1};
    static inline const SealContext Place{"account", 7, "secret"};

    // Each call is a source as a new start makes it; memory has no new start.
    std::unique_ptr<MasterKeySource> source(const QString &kind, const QByteArray &passphrase = "correct horse")
    {
        if (kind == "keyfile"_L1)
            return keyFileSource(m_folder->filePath(u"key"_s));
        if (kind == "passphrase"_L1)
            return passphraseKeySource(m_folder->filePath(u"salt"_s), Secret(QByteArray(passphrase)), Quick);
        return memoryKeySource();
    }
    static SharedSecret key(char fill) { return shareSecret(QByteArray(32, fill)); }
    static bool isKey(const Result<SharedSecret> &found, char fill) { return found && **found == *key(fill); }

    static void addKinds()
    {
        QTest::addColumn<QString>("kind");
        for (const auto *kind : {"memory", "keyfile", "passphrase"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aStagedKeyTakesTheOldOnesPlace_data() { addKinds(); }
    void aStagedKeyTakesTheOldOnesPlace()
    {
        QFETCH(const QString, kind);
        const auto one = source(kind);
        const auto first = await(one->create());
        QVERIFY(first);
        QCOMPARE(await(one->loadStaged()).error().code, Error::Code::NotFound);
        QCOMPARE(await(one->promote()).error().code, Error::Code::NotFound);
        QVERIFY(await(one->discard())); // nothing there: fine

        QVERIFY(await(one->stage(key('n'))));
        QVERIFY(**await(one->load()) == **first); // the present one is untouched
        QVERIFY(isKey(await(one->loadStaged()), 'n'));
        QCOMPARE(await(one->stage(key('m'))).error().code, Error::Code::Conflict);
        QVERIFY(isKey(await(one->loadStaged()), 'n'));

        QVERIFY(await(one->promote()));
        QVERIFY(isKey(await(one->load()), 'n'));
        QCOMPARE(await(one->loadStaged()).error().code, Error::Code::NotFound);
        if (kind != "memory"_L1)
            QVERIFY(isKey(await(source(kind)->load()), 'n'));
    }

    void aDiscardedKeyLeavesTheOldOne_data() { addKinds(); }
    void aDiscardedKeyLeavesTheOldOne()
    {
        QFETCH(const QString, kind);
        const auto one = source(kind);
        const auto first = await(one->create());
        QVERIFY(await(one->stage(key('n'))));
        QVERIFY(await(one->discard()));
        QCOMPARE(await(one->loadStaged()).error().code, Error::Code::NotFound);
        QVERIFY(**await(one->load()) == **first);
    }

    void aKeyIsPutBackWhereThereIsNone_data() { addKinds(); }
    void aKeyIsPutBackWhereThereIsNone()
    {
        QFETCH(const QString, kind);
        const QByteArray id = Sealer::fromMasterKey(*key('a')).value()->keyId();
        Vault vault(source(kind), id);
        QVERIFY(!await(vault.unlock()));
        QCOMPARE(await(vault.putBack(key('b'))).error().code, Error::Code::Invalid);
        QVERIFY(await(vault.putBack(key('a'))));
        QCOMPARE(await(vault.unlock()).value_or(""), id);
        QCOMPARE(await(vault.putBack(key('a'))).error().code, Error::Code::Conflict);
    }

    void filesStayPrivateAndALinkStaysALink()
    {
        const QString real = m_folder->filePath(u"real"_s);
        QVERIFY(await(keyFileSource(real)->create()));
        QVERIFY(QFile::link(real, m_folder->filePath(u"key"_s)));
        const auto one = source(u"keyfile"_s);
        QVERIFY(await(one->stage(key('n'))));
        QVERIFY(await(one->promote()));
        QVERIFY(QFileInfo(m_folder->filePath(u"key"_s)).isSymLink());
        QVERIFY(isKey(await(keyFileSource(real)->load()), 'n')); // refused if others could read it
    }

    void aWrongPassphraseStagesNothing()
    {
        QVERIFY(await(source(u"passphrase"_s)->create()));
        const QByteArray id = Sealer::fromMasterKey(**await(source(u"passphrase"_s)->load())).value()->keyId();
        Vault vault(source(u"passphrase"_s, "incorrect horse"), id);
        QCOMPARE(await(vault.unlock()).error().code, Error::Code::Unauthorized);
        QCOMPARE(await(vault.stageKey()).error().code, Error::Code::Locked);
        QVERIFY(!QFile::exists(m_folder->filePath(u"salt.next"_s)));
    }

    void theVaultGoesThroughAWholeRotation_data() { addKinds(); }
    void theVaultGoesThroughAWholeRotation()
    {
        QFETCH(const QString, kind);
        Vault vault(source(kind), {});
        const QByteArray oldId = await(vault.unlock()).value();
        const auto old = vault.sealer();
        const QByteArray hash = old->keyedHash("hp_key");

        const auto next = await(vault.stageKey());
        QVERIFY2(next, qPrintable(next ? QString() : next.error().detail));
        QVERIFY((*next)->keyId() != oldId);
        QCOMPARE(vault.sealer(), old); // nothing counts until it is adopted
        QCOMPARE(await(vault.stageKey()).error().code, Error::Code::Conflict);
        QVERIFY(await(vault.adoptStaged()));
        QCOMPARE(vault.sealer(), *next);
        QCOMPARE(vault.sealer()->keyedHash("hp_key"), hash);

        vault.lock();
        QCOMPARE(await(vault.unlock()).value(), (*next)->keyId()); // what the source gives now, with the kept hash key
        QCOMPARE(vault.sealer()->keyedHash("hp_key"), hash);
    }

    void aDroppedRotationChangesNothing()
    {
        Vault vault(source(u"keyfile"_s), {});
        const QByteArray id = await(vault.unlock()).value();
        QVERIFY(await(vault.stageKey()));
        QVERIFY(await(vault.dropStaged()));
        QCOMPARE(vault.sealer()->keyId(), id);
        QVERIFY(!QFile::exists(m_folder->filePath(u"key.next"_s)));
        QVERIFY(await(vault.stageKey())); // and it can be tried again
    }

    void lockDuringARotationStaysLocked()
    {
        Vault vault(source(u"keyfile"_s), {});
        QVERIFY(await(vault.unlock()));
        const auto next = await(vault.stageKey());
        vault.lock();
        QCOMPARE(await(vault.unlock()).error().code, Error::Code::Conflict); // the source is not asked in between
        QVERIFY(await(vault.adoptStaged()));
        QVERIFY(!vault.sealer());
        QCOMPARE(await(vault.unlock()).value(), (*next)->keyId());
    }

    // The next start after a kill, by what the database says.
    void theDatabaseDecidesWhichKeyCounts_data() { addKinds(); }
    void theDatabaseDecidesWhichKeyCounts()
    {
        QFETCH(const QString, kind);
        if (kind == "memory"_L1)
            return;
        const auto before = await(source(kind)->create());
        const QByteArray oldId = Sealer::fromMasterKey(**before).value()->keyId();
        const QByteArray newId = Sealer::fromMasterKey(*key('n')).value()->keyId();

        QVERIFY(await(source(kind)->stage(key('n'))));
        Vault notCommitted(source(kind), {oldId, {}, true});
        QCOMPARE(await(notCommitted.unlock()).value_or(""), oldId);
        QVERIFY(!notCommitted.rotationPending());
        QCOMPARE(await(source(kind)->loadStaged()).error().code, Error::Code::NotFound);

        QVERIFY(await(source(kind)->stage(key('n'))));
        Vault committed(source(kind), {newId, {}, true});
        QCOMPARE(await(committed.unlock()).value_or(""), newId);
        QVERIFY(!committed.rotationPending());
        QVERIFY(isKey(await(source(kind)->load()), 'n'));
        QCOMPARE(await(source(kind)->loadStaged()).error().code, Error::Code::NotFound);
    }

    void aSupersededSealerGoesOnWithTheNewKey()
    {
        const auto old = Sealer::fromMasterKey(*key('a')).value();
        const auto fresh = old->successor(*key('b')).value();
        const QByteArray before = *old->seal("one", Place);
        QVERIFY(!fresh->open(before, Place)); // the new key alone opens nothing old
        old->supersede(fresh);
        const QByteArray after = *old->seal("two", Place);
        QVERIFY(fresh->open(after, Place));
        QVERIFY(*old->open(after, Place) == Secret("two"));
        QVERIFY(*old->open(before, Place) == Secret("one"));

        // As the next start makes it: from the key and the sealed hash key.
        const auto again = Sealer::fromMasterKey(*key('b'), *fresh->sealedHashKey());
        QVERIFY(again);
        QCOMPARE((*again)->keyedHash("hp_key"), Sealer::fromMasterKey(*key('a')).value()->keyedHash("hp_key"));
        QVERIFY(!Sealer::fromMasterKey(*key('a'), *fresh->sealedHashKey()));
    }
};

QTEST_GUILESS_MAIN(TestKeyRotation)
#include "tst_keyrotation.moc"
