// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/authenticator.h"
#include "core/access/keystore.h"
#include "core/base/serialexecutor.h"
#include "core/storage/database.h"
#include "core/storage/keyrepository.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

class TestKeyStore final : public QObject
{
    Q_OBJECT

    struct Bench
    {
        QTemporaryDir folder;
        Vault vault{memoryKeySource(), {}};
        std::unique_ptr<Database> database = *Database::open(folder.filePath(u"homeport.db"_s), *bundledMigrations());
        KeyRepository repository{*database};
        SerialExecutor executor{u"db"_s}; // ends before what its work uses
        std::unique_ptr<KeyStore> store = makeStore();

        [[nodiscard]] std::unique_ptr<KeyStore> makeStore() { return std::make_unique<KeyStore>(executor, repository, vault); }
    };
    std::unique_ptr<Bench> m_bench;

    KeyStore &store() { return *m_bench->store; }
    CreatedKey create(const QString &name) { return *await(store().create(name)); }
    Result<AuthenticatedKey> authenticate(const CreatedKey &key)
    {
        HeaderBlock headers;
        key.plain->reveal([&headers](QByteArrayView plain) { headers.append("x-api-key", plain); });
        return Authenticator(m_bench->vault.sealer(), store().keys()).check(headers);
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        QVERIFY(await(m_bench->vault.unlock()));
        QVERIFY(await(store().load()));
    }

    void cleanup() { m_bench.reset(); }

    void aNewKeyHasItsShapeAndServes()
    {
        QSignalSpy changed(&store(), &KeyStore::keysChanged);
        const CreatedKey created = create(u"  laptop "_s);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(created.key.name, u"laptop"_s);
        QCOMPARE(created.key.hash.size(), 32);
        QCOMPARE(store().keys(), QList<LocalKey>{created.key});
        created.plain->reveal([&created](QByteArrayView plain) {
            static const QRegularExpression shape(u"^hp_[A-Za-z0-9_-]{43}$"_s);
            QVERIFY(shape.match(QString::fromLatin1(plain)).hasMatch());
            QCOMPARE(created.key.hint, u"hp_…"_s + QString::fromLatin1(plain.last(4)));
        });
        const auto used = authenticate(created);
        QCOMPARE(used->id, created.key.id);
        QCOMPARE(used->name, u"laptop"_s);
    }

    void aNameMayHoldAnyLetter()
    {
        QCOMPARE(create(u"größer \U0001F680"_s).key.name, u"größer \U0001F680"_s);
        QCOMPARE((*await(m_bench->makeStore()->load())).at(0).name, u"größer \U0001F680"_s);
    }

    void noTwoKeysAreAlike() { QVERIFY(!(*create(u"a"_s).plain == *create(u"b"_s).plain)); }

    void anotherStartFindsThem()
    {
        const CreatedKey created = create(u"laptop"_s);
        const auto again = m_bench->makeStore();
        QCOMPARE(*await(again->load()), QList<LocalKey>{created.key});
        QVERIFY(authenticate(created));
    }

    void namesThatDoNotServe_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << QString();
        QTest::newRow("spaces") << u"  "_s;
        QTest::newRow("101 characters") << QString(101, u'n');
        QTest::newRow("line end inside") << u"a\nb"_s;
        QTest::newRow("half a letter") << QString(u'a') + QChar(0xd83d);
    }

    void namesThatDoNotServe()
    {
        QFETCH(const QString, name);
        QCOMPARE(await(store().create(name)).error().code, Error::Code::Invalid);
        QVERIFY(store().keys().isEmpty());
    }

    void aTakenNameIsAConflictUntilRevoked()
    {
        const CreatedKey first = create(u"laptop"_s);
        QCOMPARE(await(store().create(u"laptop "_s)).error().code, Error::Code::Conflict);
        QVERIFY(await(store().revoke(first.key.id)));
        const CreatedKey second = create(u"laptop"_s);
        QVERIFY(authenticate(second));
        QCOMPARE(store().keys().size(), 2);
    }

    void aRevokedKeyIsRefusedByName()
    {
        const CreatedKey created = create(u"laptop"_s);
        QSignalSpy changed(&store(), &KeyStore::keysChanged);
        const auto revoked = await(store().revoke(created.key.id));
        QVERIFY(revoked->isRevoked());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(store().keys(), QList<LocalKey>{*revoked});
        QVERIFY(authenticate(created).error().detail.contains(u"\"laptop\" was revoked"_s));
        QCOMPARE(await(store().revoke(created.key.id)).error().code, Error::Code::NotFound);
        QCOMPARE(await(store().revoke(999)).error().code, Error::Code::NotFound);
    }

    void aLockedVaultMakesNoKey()
    {
        m_bench->vault.lock();
        QCOMPARE(await(store().create(u"laptop"_s)).error().code, Error::Code::Locked);
        QVERIFY(m_bench->repository.all()->isEmpty());
    }

    void aStorageFailureChangesNothingInTheList()
    {
        const CreatedKey created = create(u"laptop"_s);
        m_bench->database->handle().exec("PRAGMA query_only = ON");
        QCOMPARE(await(store().create(u"other"_s)).error().code, Error::Code::Storage);
        QCOMPARE(await(store().revoke(created.key.id)).error().code, Error::Code::Storage);
        QCOMPARE(store().keys(), QList<LocalKey>{created.key});
    }

    void aStoreThatDiesCompletesItsFutures()
    {
        const auto created = store().create(u"laptop"_s);
        const auto revoked = store().revoke(1);
        const auto loaded = store().load();
        m_bench->store.reset();
        QCOMPARE(await(created).error().code, Error::Code::Cancelled);
        QCOMPARE(await(revoked).error().code, Error::Code::Cancelled);
        QCOMPARE(await(loaded).error().code, Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestKeyStore)
#include "tst_keystore.moc"
