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

    // What a tool's helper command prints: the same key every time, from the vault and the seed together only.
    void aKeyFromASeedCanBeHadAgain()
    {
        const QByteArray seed(16, 's');
        QCOMPARE(store().fromSeed(seed).error().code, Error::Code::NotFound);
        const auto created = await(store().createFromSeed(u"Claude Code"_s, seed));
        QVERIFY(created && created->plain->size() == 46);
        QVERIFY(authenticate(*created));
        const auto again = store().fromSeed(seed);
        QVERIFY(again && *again->plain == *created->plain);
        QCOMPARE(again->key.id, created->key.id);
        QCOMPARE(store().fromSeed(QByteArray(16, 't')).error().code, Error::Code::NotFound);

        Vault other(memoryKeySource(), {});
        QVERIFY(await(other.unlock()));
        KeyStore elsewhere(m_bench->executor, m_bench->repository, other);
        QVERIFY(await(elsewhere.load()));
        QCOMPARE(elsewhere.fromSeed(seed).error().code, Error::Code::NotFound);

        QVERIFY(await(store().revoke(created->key.id)));
        QCOMPARE(store().fromSeed(seed).error().code, Error::Code::NotFound);
        m_bench->vault.lock();
        QCOMPARE(store().fromSeed(seed).error().code, Error::Code::Locked);
        QCOMPARE(await(store().createFromSeed(u"x"_s, seed)).error().code, Error::Code::Locked);
    }

    void aShortSeedIsNone() { QCOMPARE(await(store().createFromSeed(u"x"_s, QByteArray(15, 's'))).error().code, Error::Code::Invalid); }

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
        QCOMPARE(await(store().rename(created.key.id, u"other"_s)).error().code, Error::Code::Storage);
        QCOMPARE(await(store().setPolicy(created.key.id, {})).error().code, Error::Code::Storage);
        QCOMPARE(await(store().noteFirstUse({created.key.id}, QDateTime::currentDateTimeUtc())).error().code, Error::Code::Storage);
        QCOMPARE(store().keys(), QList<LocalKey>{created.key});
    }

    void aPolicyIsKept()
    {
        KeyPolicy policy;
        policy.budgetDay = 1'000'000'000;
        policy.models = {u"claude-*"_s};
        const auto made = await(store().create(u"laptop"_s, policy, LocalKey::Kind::Login));
        QCOMPARE(made->key.policy, policy);
        QCOMPARE(made->key.kind, LocalKey::Kind::Login);
        QCOMPARE(store().keys(), QList<LocalKey>{made->key});
        QCOMPARE(*await(m_bench->makeStore()->load()), store().keys());

        policy.budgetDay = 0;
        policy.concurrent = 2;
        QSignalSpy changed(&store(), &KeyStore::keysChanged);
        const auto set = await(store().setPolicy(made->key.id, policy));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(set->policy, policy);
        QCOMPARE(store().keys(), QList<LocalKey>{*set});
        QCOMPARE(*await(m_bench->makeStore()->load()), store().keys());
    }

    void aPolicyOutOfRangeChangesNothing()
    {
        const CreatedKey created = create(u"laptop"_s);
        KeyPolicy policy;
        policy.concurrent = -1;
        QSignalSpy changed(&store(), &KeyStore::keysChanged);
        const auto refused = await(store().create(u"other"_s, policy));
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QVERIFY(refused.error().detail.contains(u"\"concurrent\""_s));
        QCOMPARE(await(store().setPolicy(created.key.id, policy)).error().code, Error::Code::Invalid);
        QCOMPARE(await(store().setPolicy(999, {})).error().code, Error::Code::NotFound);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(*await(m_bench->makeStore()->load()), QList<LocalKey>{created.key});
    }

    void aKeyCanBeRenamed()
    {
        const CreatedKey created = create(u"laptop"_s);
        create(u"desk"_s);
        QSignalSpy changed(&store(), &KeyStore::keysChanged);
        QCOMPARE(await(store().rename(created.key.id, u" notebook "_s))->name, u"notebook"_s);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(authenticate(created)->name, u"notebook"_s);
        QCOMPARE(await(store().rename(created.key.id, u"desk"_s)).error().code, Error::Code::Conflict);
        QCOMPARE(await(store().rename(created.key.id, u"a\nb"_s)).error().code, Error::Code::Invalid);
        QCOMPARE(await(store().rename(999, u"x"_s)).error().code, Error::Code::NotFound);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(store().keys().at(0).name, u"notebook"_s);
    }

    void theFirstUseIsNotedOnce()
    {
        const qint64 id = create(u"laptop"_s).key.id;
        const qint64 unused = create(u"desk"_s).key.id;
        const QDateTime then({2026, 11, 23}, {9, 0}, Qt::UTC);
        QSignalSpy changed(&store(), &KeyStore::keysChanged);
        QVERIFY(await(store().noteFirstUse({id, 999}, then)));
        QCOMPARE(changed.count(), 1);
        QVERIFY(await(store().noteFirstUse({id}, then.addDays(1))));
        QVERIFY(await(store().noteFirstUse({}, then)));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(store().keys().at(0).firstUsedAt, then);
        QVERIFY(!store().keys().at(1).firstUsedAt.isValid());
        QVERIFY(await(store().noteFirstUse({id, unused}, then.addDays(1))));
        QCOMPARE(store().keys().at(1).firstUsedAt, then.addDays(1));
        QCOMPARE(*await(m_bench->makeStore()->load()), store().keys());
    }

    void anUnreadablePolicyLetsNothingPassAndIsNotLost_data()
    {
        QTest::addColumn<QString>("stored");
        QTest::newRow("of a newer version") << u"{\"concurrent\":2,\"moon_phase\":1}"_s;
        QTest::newRow("cut off") << u"{\"concurrent\":2"_s;
        QTest::newRow("no object") << u"[]"_s;
        QTest::newRow("empty") << QString();
        QTest::newRow("out of range") << u"{\"concurrent\":-2}"_s;
    }

    void anUnreadablePolicyLetsNothingPassAndIsNotLost()
    {
        QFETCH(const QString, stored);
        const CreatedKey created = create(u"laptop"_s);
        QVERIFY(m_bench->repository.setPolicy(created.key.id, stored));
        QCOMPARE(await(store().load())->size(), 1);
        QVERIFY(!store().keys().at(0).policyProblem.isEmpty());
        QVERIFY(authenticate(created).error().detail.contains(u"\"laptop\" lets nothing pass"_s));

        QVERIFY(await(store().rename(created.key.id, u"other"_s)));
        QVERIFY(await(store().noteFirstUse({created.key.id}, QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC))));
        QCOMPARE(m_bench->repository.all()->at(0).policy, stored);
        QVERIFY(!authenticate(created));

        QVERIFY(await(store().setPolicy(created.key.id, {})));
        QVERIFY(authenticate(created));
        QVERIFY(store().keys().at(0).policyProblem.isEmpty());
    }

    void aStoreThatDiesCompletesItsFutures()
    {
        const auto created = store().create(u"laptop"_s);
        const auto revoked = store().revoke(1);
        const auto loaded = store().load();
        const auto renamed = store().rename(1, u"desk"_s);
        const auto noted = store().noteFirstUse({1}, QDateTime::currentDateTimeUtc());
        m_bench->store.reset();
        QCOMPARE(await(created).error().code, Error::Code::Cancelled);
        QCOMPARE(await(revoked).error().code, Error::Code::Cancelled);
        QCOMPARE(await(loaded).error().code, Error::Code::Cancelled);
        QCOMPARE(await(renamed).error().code, Error::Code::Cancelled);
        QCOMPARE(await(noted).error().code, Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestKeyStore)
#include "tst_keystore.moc"
