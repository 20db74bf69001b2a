// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Noon(QDate(2026, 1, 2), QTime(12, 0, 0, 345), Qt::UTC);

AccountRow row(const QString &name)
{
    AccountRow row;
    row.providerId = u"anthropic"_s;
    row.name = name;
    row.baseUrl = u"https://api.example.com/größer"_s;
    row.credential = u"oauth"_s;
    row.hint = u"…wxyz"_s;
    row.createdAt = Noon;
    row.expiresAt = Noon.addDays(1);
    return row;
}

// An "envelope" that shows which row it was made for.
Result<void> sealWithId(AccountRow *row)
{
    row->secret = "sealed\0for "_ba + QByteArray::number(row->id);
    return {};
}

} // namespace

class TestAccountRepository final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::optional<AccountRepository> m_accounts;

    AccountRow add(const QString &name) { return *m_accounts->insert(row(name), sealWithId); }
    int rows() { return m_database->handle().execAndGet("SELECT count(*) FROM account").getInt(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = *Database::open(m_folder->filePath(u"homeport.db"_s), *bundledMigrations());
        m_accounts.emplace(*m_database);
    }

    void cleanup()
    {
        m_accounts.reset();
        m_database.reset();
    }

    void returnsWhatWasStored()
    {
        add(u"first"_s);
        const AccountRow added = add(u"second"_s);
        QVERIFY(added.id > 0);
        const auto all = *m_accounts->all();
        QCOMPARE(all.size(), 2);
        const AccountRow &stored = all.at(1);
        QCOMPARE(stored.id, added.id);
        QCOMPARE(stored.providerId, u"anthropic"_s);
        QCOMPARE(stored.name, u"second"_s);
        QCOMPARE(stored.baseUrl, u"https://api.example.com/größer"_s);
        QCOMPARE(stored.credential, u"oauth"_s);
        QVERIFY(!stored.paused);
        QCOMPARE(stored.verdict, AccountVerdict{});
        QCOMPARE(stored.hint, u"…wxyz"_s);
        QCOMPARE(stored.secret, added.secret);
        QVERIFY(stored.refreshToken.isNull());
        QCOMPARE(stored.createdAt, Noon);
        QCOMPARE(stored.expiresAt, Noon.addDays(1));
        QVERIFY(!stored.removedAt.isValid());
    }

    void keepsWhomRequestsCountFor()
    {
        AccountRow wanted = row(u"first"_s);
        wanted.organization = u"org-1"_s;
        wanted.projectId = u"proj_1"_s;
        const qint64 id = m_accounts->insert(wanted, sealWithId)->id;
        QCOMPARE(m_accounts->find(id)->organization, u"org-1"_s);
        QVERIFY(m_accounts->setOwner(id, u"org-2"_s, {}));
        QVERIFY(m_accounts->setPaused(id, true)); // another change leaves it
        QCOMPARE(m_accounts->find(id)->organization, u"org-2"_s);
        QCOMPARE(m_accounts->find(id)->projectId, QString());
        QCOMPARE(m_accounts->setOwner(id + 1, {}, {}).error().code, Error::Code::NotFound);
    }

    void theSealKnowsItsRow()
    {
        add(u"first"_s);
        const AccountRow added = add(u"second"_s);
        QCOMPARE(added.secret, QByteArray("sealed\0for "_ba + QByteArray::number(added.id)));
    }

    void whatCouldNotBeSealedIsNotStored()
    {
        const auto failed = m_accounts->insert(row(u"first"_s), [](AccountRow *) -> Result<void> {
            return Error{Error::Code::Locked, u"no key"_s};
        });
        QCOMPARE(failed.error(), (Error{Error::Code::Locked, u"no key"_s}));
        QCOMPARE(rows(), 0);
    }

    void aNameIsTakenUntilItsAccountIsRemoved()
    {
        const AccountRow first = add(u"work"_s);
        const auto second = m_accounts->insert(row(u"work"_s), sealWithId);
        QCOMPARE(second.error().code, Error::Code::Conflict);
        QVERIFY(second.error().detail.contains(u"\"work\""_s));
        QVERIFY(m_accounts->setRemoved(first.id, Noon));
        add(u"work"_s);
        const auto undone = m_accounts->setRemoved(first.id, {});
        QCOMPARE(undone.error().code, Error::Code::Conflict);
        QCOMPARE(m_accounts->all()->size(), 1);
        QCOMPARE(rows(), 2); // refused, not lost
    }

    void anIdIsNeverUsedTwice()
    {
        const AccountRow first = add(u"first"_s);
        QVERIFY(m_accounts->setRemoved(first.id, Noon));
        QCOMPARE(*m_accounts->purgeRemoved(), 0); // its provider is told first
        QCOMPARE(*m_accounts->purge(first.id), 1);
        QVERIFY(add(u"second"_s).id > first.id); // else an old envelope could open in the new row
    }

    void removalCanBeUndoneUntilThePurge()
    {
        const AccountRow first = add(u"first"_s);
        QCOMPARE(m_accounts->setRemoved(first.id, Noon)->removedAt, Noon);
        QVERIFY(m_accounts->all()->isEmpty());
        const auto undone = m_accounts->setRemoved(first.id, {});
        QVERIFY(!undone->removedAt.isValid());
        QCOMPARE(undone->secret, first.secret);
        QCOMPARE(m_accounts->all()->size(), 1);

        QVERIFY(m_accounts->setRemoved(first.id, Noon));
        QCOMPARE(*m_accounts->purgeRemoved(), 0); // its provider is told first
        QCOMPARE(*m_accounts->purge(first.id), 1);
        QCOMPARE(*m_accounts->purge(first.id), 0);
        QCOMPARE(rows(), 0);
        QCOMPARE(m_accounts->setRemoved(first.id, {}).error().code, Error::Code::NotFound);
    }

    void changesOnlyWhatIsThere()
    {
        const AccountRow first = add(u"first"_s);
        QVERIFY(m_accounts->setPaused(first.id, true)->paused);
        QCOMPARE(m_accounts->setPaused(999, true).error().code, Error::Code::NotFound);
        QCOMPARE(m_accounts->setRemoved(999, Noon).error().code, Error::Code::NotFound);
        QCOMPARE(m_accounts->setRemoved(first.id, {}).error().code, Error::Code::NotFound); // it is not removed
        QVERIFY(m_accounts->setRemoved(first.id, Noon));
        QCOMPARE(m_accounts->setRemoved(first.id, Noon).error().code, Error::Code::NotFound);
        QCOMPARE(m_accounts->setPaused(first.id, false).error().code, Error::Code::NotFound);
    }

    void aProxyModeNobodyKnowsIsRefused()
    {
        const AccountRow first = add(u"first"_s);
        QCOMPARE(m_accounts->setProxies(first.id, u"dreaming"_s, {}).error().code, Error::Code::Storage);
        QCOMPARE(m_accounts->all()->at(0).proxyMode, u"default"_s);
    }

    void factsAreKeptApart()
    {
        const AccountRow first = add(u"first"_s);
        const AccountVerdict parked{{}, {}, u"spent"_s, Noon.addDays(2)};
        QVERIFY(m_accounts->setVerdict(first.id, parked));
        QVERIFY(m_accounts->setPaused(first.id, true));
        QVERIFY(m_accounts->setProxies(first.id, u"list"_s, {7, 3}));
        QVERIFY(m_accounts->rename(first.id, u"second"_s));
        const AccountRow stored = m_accounts->all()->at(0);
        QCOMPARE(stored.verdict, parked);
        QVERIFY(stored.verdict.signInWhy.isNull() && stored.verdict.blockedWhy.isNull());
        QVERIFY(stored.paused);
        QCOMPARE(stored.proxyIds, (QList<qint64>{7, 3}));
        QCOMPARE(stored.name, u"second"_s);
        QCOMPARE(stored.secret, first.secret);
    }

    void aNewCredentialEndsTheWishForASignInAndTheRefresh()
    {
        const AccountRow first = add(u"first"_s);
        QVERIFY(m_accounts->setVerdict(first.id, {u"revoked"_s, u"off"_s, u"spent"_s, Noon}));
        QCOMPARE(m_accounts->beginRefresh(first.id, Noon)->refreshBeganAt, Noon);
        const auto failed = m_accounts->replaceCredential(first.id, [](AccountRow *) -> Result<void> {
            return Error{Error::Code::Locked, u"no key"_s};
        });
        QCOMPARE(failed.error().code, Error::Code::Locked);
        QCOMPARE(m_accounts->all()->at(0).refreshBeganAt, Noon); // nothing of it happened
        QVERIFY(m_accounts->replaceCredential(first.id, [](AccountRow *row) -> Result<void> {
            row->secret = "new";
            return {};
        }));
        const AccountRow stored = m_accounts->all()->at(0);
        QCOMPARE(stored.secret, "new");
        QCOMPARE(stored.verdict, (AccountVerdict{{}, u"off"_s, u"spent"_s, Noon}));
        QVERIFY(!stored.refreshBeganAt.isValid());
    }

    void manyComeInTogetherOrNotAtAll()
    {
        add(u"c"_s);
        const auto seal = [](qsizetype, AccountRow *row) { return sealWithId(row); };
        const auto failed = m_accounts->insertAll({row(u"a"_s), row(u"b"_s), row(u"c"_s)}, seal);
        QCOMPARE(failed.error().code, Error::Code::Conflict);
        QVERIFY2(failed.error().detail.contains(u"\"c\""_s), qPrintable(failed.error().detail));
        QCOMPARE(rows(), 1);
        QCOMPARE(m_accounts->insertAll({row(u"a"_s), row(u"b"_s)}, seal)->size(), 2);
        QCOMPARE(rows(), 3);
    }

    void aFailureIsAValue()
    {
        m_database->handle().exec("DROP TABLE account");
        QCOMPARE(m_accounts->all().error().code, Error::Code::Storage);
        QCOMPARE(m_accounts->insert(row(u"a"_s), sealWithId).error().code, Error::Code::Storage);
        QCOMPARE(m_accounts->setPaused(1, true).error().code, Error::Code::Storage);
        QCOMPARE(m_accounts->setRemoved(1, Noon).error().code, Error::Code::Storage);
        QCOMPARE(m_accounts->purgeRemoved().error().code, Error::Code::Storage);
    }
};

QTEST_GUILESS_MAIN(TestAccountRepository)
#include "tst_accountrepository.moc"
