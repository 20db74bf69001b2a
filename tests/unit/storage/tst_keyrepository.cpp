// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/storage/keyrepository.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Noon(QDate(2026, 1, 2), QTime(12, 0, 0, 345), Qt::UTC);

KeyRow row(const QString &name, char fill)
{
    KeyRow row;
    row.name = name;
    row.hash = QByteArray(32, fill);
    row.hint = u"hp_…abcd"_s;
    row.createdAt = Noon;
    return row;
}

} // namespace

class TestKeyRepository final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::optional<KeyRepository> m_keys;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = *Database::open(m_folder->filePath(u"homeport.db"_s), *bundledMigrations());
        m_keys.emplace(*m_database);
    }

    void cleanup()
    {
        m_keys.reset();
        m_database.reset();
    }

    void returnsWhatWasStored()
    {
        QVERIFY(m_keys->insert(row(u"work"_s, 'a')));
        QVERIFY(m_keys->insert(row(u"home"_s, '\0')));
        const auto all = m_keys->all();
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).name, u"work"_s);
        QCOMPARE(all->at(1).hash, QByteArray(32, '\0'));
        QCOMPARE(all->at(1).hint, u"hp_…abcd"_s);
        QCOMPARE(all->at(1).createdAt, Noon);
        QVERIFY(!all->at(1).revokedAt.isValid());
        QVERIFY(all->at(0).id < all->at(1).id);
    }

    void aNameIsTakenUntilItsKeyIsRevoked()
    {
        const auto first = m_keys->insert(row(u"work"_s, 'a'));
        const auto second = m_keys->insert(row(u"work"_s, 'b'));
        QCOMPARE(second.error().code, Error::Code::Conflict);
        QVERIFY(second.error().detail.contains(u"\"work\""_s));

        const auto revoked = m_keys->revoke(first->id, Noon.addSecs(60));
        QCOMPARE(revoked->revokedAt, Noon.addSecs(60));
        QVERIFY(m_keys->insert(row(u"work"_s, 'b')));
        QCOMPARE(m_keys->all()->size(), 2); // the revoked one stays, so that its users can be told
    }

    void revokesOnlyWhatIsValid()
    {
        const auto key = m_keys->insert(row(u"work"_s, 'a'));
        QVERIFY(m_keys->revoke(key->id, Noon));
        QCOMPARE(m_keys->revoke(key->id, Noon).error().code, Error::Code::NotFound);
        QCOMPARE(m_keys->revoke(999, Noon).error().code, Error::Code::NotFound);
        QCOMPARE(m_keys->all()->at(0).revokedAt, Noon);
    }

    void policyKindAndFirstUseAreKept()
    {
        KeyRow login = row(u"work"_s, 'a');
        login.policy = u"{\"concurrent\":2}"_s;
        login.kind = u"login"_s;
        const qint64 id = m_keys->insert(login)->id;
        const qint64 other = m_keys->insert(row(u"home"_s, 'b'))->id;
        QCOMPARE(m_keys->all()->at(0).policy, login.policy);
        QCOMPARE(m_keys->all()->at(0).kind, u"login"_s);
        QCOMPARE(m_keys->all()->at(1).policy, u"{}"_s);
        QCOMPARE(m_keys->all()->at(1).kind, u"manual"_s);

        const auto used = m_keys->noteFirstUse({id, 999, other}, Noon);
        QCOMPARE(used->size(), 2);
        QCOMPARE(used->at(1).firstUsedAt, Noon);
        QVERIFY(m_keys->noteFirstUse({id}, Noon.addDays(1))->isEmpty());
        QCOMPARE(m_keys->all()->at(0).firstUsedAt, Noon);
        QCOMPARE(m_keys->setPolicy(id, u"{}"_s)->policy, u"{}"_s);
        QCOMPARE(m_keys->all()->at(0).firstUsedAt, Noon);
        KeyRow unknown = row(u"third"_s, 'c');
        unknown.kind = u"other"_s;
        QCOMPARE(m_keys->insert(unknown).error().code, Error::Code::Storage);
    }

    void renamesWhatIsValid()
    {
        const qint64 id = m_keys->insert(row(u"work"_s, 'a'))->id;
        QVERIFY(m_keys->insert(row(u"home"_s, 'b')));
        QCOMPARE(m_keys->rename(id, u"desk"_s)->name, u"desk"_s);
        const auto taken = m_keys->rename(id, u"home"_s);
        QCOMPARE(taken.error().code, Error::Code::Conflict);
        QVERIFY(taken.error().detail.contains(u"\"home\""_s));
        QVERIFY(m_keys->revoke(id, Noon));
        QCOMPARE(m_keys->rename(id, u"work"_s).error().code, Error::Code::NotFound);
        QCOMPARE(m_keys->setPolicy(id, u"{}"_s).error().code, Error::Code::NotFound);
        QCOMPARE(m_keys->all()->at(0).name, u"desk"_s);
    }

    void aHashHas32Bytes()
    {
        KeyRow wrong = row(u"work"_s, 'a');
        wrong.hash.chop(1);
        QCOMPARE(m_keys->insert(wrong).error().code, Error::Code::Storage);
        wrong.hash = QByteArray();
        QCOMPARE(m_keys->insert(wrong).error().code, Error::Code::Storage);
        QVERIFY(m_keys->all()->isEmpty());
    }

    void aFailureIsAValue()
    {
        m_database->handle().exec("DROP TABLE local_key");
        QCOMPARE(m_keys->all().error().code, Error::Code::Storage);
        QCOMPARE(m_keys->insert(row(u"work"_s, 'a')).error().code, Error::Code::Storage);
        QCOMPARE(m_keys->revoke(1, Noon).error().code, Error::Code::Storage);
        QCOMPARE(m_keys->noteFirstUse({1}, Noon).error().code, Error::Code::Storage);
    }
};

QTEST_GUILESS_MAIN(TestKeyRepository)
#include "tst_keyrepository.moc"
