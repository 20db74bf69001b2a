// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/accounts/storebench.h"

#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using homeport::test::account;
using homeport::test::StoreBench;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList names(const QList<Account> &accounts)
{
    QStringList result;
    for (const Account &one : accounts)
        result << one.name;
    return result;
}

} // namespace

class TestAccountStore final : public QObject
{
    Q_OBJECT

    std::unique_ptr<StoreBench> m_bench;

    AccountStore &store() { return *m_bench->store; }
    Account add(const QString &name) { return *await(store().add(account(name))); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<StoreBench>();
        QVERIFY(await(m_bench->vault.unlock()));
        QVERIFY(await(store().load()));
    }

    void cleanup() { m_bench.reset(); }

    void addsWhatTheRelayNeeds()
    {
        QSignalSpy changed(&store(), &AccountStore::accountsChanged);
        NewAccount wanted = account(u"work"_s, u"two"_s);
        wanted.name = u"  work "_s;
        const auto added = await(store().add(std::move(wanted)));
        QVERIFY2(added, qPrintable(added ? QString() : added.error().detail));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(store().accounts(), QList<Account>{*added});
        QCOMPARE(added->name, u"work"_s);
        QCOMPARE(added->baseUrl, u"https://two.example.com/api"_s);
        QCOMPARE(added->hint, u"…work"_s);
        QCOMPARE(added->state, Account::State::Active);
        QVERIFY(added->createdAt.isValid());

        const auto relay = await(store().relayAccounts());
        QCOMPARE(relay->size(), std::size_t(1));
        const RelayAccount &ready = relay->front();
        QCOMPARE(ready.id, added->id);
        QCOMPARE(ready.baseUrl, "https://two.example.com/api");
        QCOMPARE(ready.authStyle, AuthStyle::Bearer);
        QCOMPARE(ready.state, Account::State::Active);
        QVERIFY(*ready.secret == Secret(QByteArray("sk-0123456789-work")));
    }

    void anotherStartFindsThem()
    {
        const Account first = add(u"first"_s);
        const Account second = add(u"second"_s);
        const auto again = m_bench->makeStore();
        QCOMPARE(*await(again->load()), (QList<Account>{first, second}));
        QCOMPARE(again->accounts().size(), 2);
    }

    void whatIsWrongIsNotStored_data()
    {
        QTest::addColumn<QString>("field");
        for (const QString &field : {u"provider"_s, u"name"_s, u"url"_s, u"http"_s, u"key"_s})
            QTest::newRow(qPrintable(field)) << field;
    }

    void whatIsWrongIsNotStored()
    {
        QFETCH(const QString, field);
        NewAccount wrong = account(field == u"name" ? QString() : u"work"_s, field == u"provider" ? u"nobody"_s : u"one"_s);
        if (field == u"url")
            wrong.baseUrl = u"ftp://example.com"_s;
        if (field == u"http")
            wrong.baseUrl = u"http://example.com"_s;
        if (field == u"key")
            wrong.secret = shareSecret(QByteArray("two words"));
        QSignalSpy changed(&store(), &AccountStore::accountsChanged);
        QCOMPARE(await(store().add(std::move(wrong))).error().code, Error::Code::Invalid);
        QVERIFY(store().accounts().isEmpty());
        QCOMPARE(changed.count(), 0);
    }

    void aTakenNameIsAConflict()
    {
        add(u"work"_s);
        const auto second = await(store().add(account(u" work"_s)));
        QCOMPARE(second.error().code, Error::Code::Conflict);
        QCOMPARE(store().accounts().size(), 1);
    }

    void aLockedVaultAddsNothingAndGivesNothing()
    {
        add(u"work"_s);
        m_bench->vault.lock();
        QCOMPARE(await(store().add(account(u"home"_s))).error().code, Error::Code::Locked);
        const auto relay = await(store().relayAccounts());
        QVERIFY(relay && relay->empty());
        QCOMPARE(store().accounts().size(), 1); // still listed
    }

    void aVaultLockedMeanwhileGivesNothing()
    {
        add(u"work"_s);
        const auto relay = store().relayAccounts();
        m_bench->vault.lock(); // before the rows are there
        const auto opened = await(relay);
        QVERIFY(opened && opened->empty());
    }

    void twoAtOnceCannotTakeOneName()
    {
        const auto first = store().add(account(u"work"_s));
        const auto second = store().add(account(u"work"_s));
        QVERIFY(await(first));
        QCOMPARE(await(second).error().code, Error::Code::Conflict);
        QCOMPARE(names(store().accounts()), QStringList{u"work"_s});
    }

    void pausesAndResumes()
    {
        const Account added = add(u"work"_s);
        QCOMPARE(await(store().setPaused(added.id, true))->state, Account::State::Paused);
        QCOMPARE(store().accounts().at(0).state, Account::State::Paused);
        QCOMPARE(await(store().relayAccounts())->front().state, Account::State::Paused);
        QCOMPARE(*await(store().setPaused(added.id, false)), added);
        QCOMPARE(await(store().setPaused(999, true)).error().code, Error::Code::NotFound);
    }

    void removalIsUndoneInPlace()
    {
        add(u"a"_s);
        const Account removed = add(u"b"_s);
        add(u"c"_s);
        QVERIFY(await(store().remove(removed.id)));
        QCOMPARE(names(store().accounts()), (QStringList{u"a"_s, u"c"_s}));
        QCOMPARE(await(store().relayAccounts())->size(), std::size_t(2));
        QCOMPARE(*await(store().undoRemove(removed.id)), removed);
        QCOMPARE(names(store().accounts()), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        const auto relay = await(store().relayAccounts());
        QVERIFY(*relay->at(1).secret == Secret(QByteArray("sk-0123456789-b")));
        QCOMPARE(await(store().undoRemove(removed.id)).error().code, Error::Code::NotFound);
        QCOMPARE(await(store().remove(999)).error().code, Error::Code::NotFound);
    }

    void aRemovedAccountIsGoneAfterPurgeAndAfterTheNextStart()
    {
        const Account first = add(u"first"_s);
        const Account second = add(u"second"_s);
        QVERIFY(await(store().remove(first.id)));
        QCOMPARE(*await(store().purge(first.id)), 1);
        QCOMPARE(*await(store().purge(second.id)), 0); // it is in use
        QCOMPARE(await(store().undoRemove(first.id)).error().code, Error::Code::NotFound);

        QVERIFY(await(store().remove(second.id)));
        QVERIFY(await(m_bench->makeStore()->load())); // the next start
        QCOMPARE(await(store().undoRemove(second.id)).error().code, Error::Code::NotFound);
    }

    void aSignInKeepsItsTokensAndTheirEnd()
    {
        NewAccount signedIn = account(u"work"_s);
        signedIn.credential = Account::Credential::OAuth;
        signedIn.refreshToken = shareSecret(QByteArray("refresh-1"));
        signedIn.expiresAt = QDateTime::fromMSecsSinceEpoch(1'767'441'600'000, Qt::UTC);
        const auto added = await(store().add(std::move(signedIn)));
        QCOMPARE(added->credential, Account::Credential::OAuth);
        QCOMPARE(added->expiresAt.toMSecsSinceEpoch(), 1'767'441'600'000);
        QVERIFY(added->hint.isEmpty());
        const AccountRow row = m_bench->repository.all()->at(0);
        const auto refresh = m_bench->vault.sealer()->open(row.refreshToken, {"account", row.id, "refresh_token"});
        QVERIFY(refresh && *refresh == Secret(QByteArray("refresh-1")));
        QVERIFY(!m_bench->vault.sealer()->open(row.refreshToken, {"account", row.id, "secret"}));
    }

    void aStorageFailureChangesNothingInTheList()
    {
        const Account added = add(u"work"_s);
        m_bench->database->handle().exec("PRAGMA query_only = ON");
        QCOMPARE(await(store().add(account(u"home"_s))).error().code, Error::Code::Storage);
        QCOMPARE(await(store().remove(added.id)).error().code, Error::Code::Storage);
        QCOMPARE(await(store().setPaused(added.id, true)).error().code, Error::Code::Storage);
        QCOMPARE(store().accounts(), QList<Account>{added});
    }

    void aStoreThatDiesCompletesItsFutures()
    {
        const auto added = store().add(account(u"work"_s));
        const auto relay = store().relayAccounts();
        const auto loaded = store().load();
        m_bench->store.reset();
        QCOMPARE(await(added).error().code, Error::Code::Cancelled);
        QCOMPARE(await(relay).error().code, Error::Code::Cancelled);
        QCOMPARE(await(loaded).error().code, Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestAccountStore)
#include "tst_accountstore.moc"
