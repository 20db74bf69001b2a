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

// What the store says of a credential that does not open, and what heals it.
class TestCredentials final : public QObject
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

    void aDamagedCredentialIsToldAndHealedByAnother()
    {
        const Account bad = add(u"bad"_s);
        const Account good = add(u"good"_s);
        // Swapped envelopes: whole, and in the wrong row.
        m_bench->database->handle().exec("UPDATE account SET secret = (SELECT secret FROM account WHERE id = " + std::to_string(good.id)
                                         + ") WHERE id = " + std::to_string(bad.id));
        QSignalSpy changed(&store(), &AccountStore::accountsChanged);
        const auto relay = await(store().relayAccounts());
        QCOMPARE(changed.count(), 1);
        const QString told = u"its stored key does not open: enter the key again; nothing was deleted"_s;
        QCOMPARE(relay->size(), std::size_t(2)); // a refusal names it
        QVERIFY(!relay->front().secret && relay->back().secret);
        QCOMPARE(relay->front().state, Account::State::NeedsSignIn);
        QCOMPARE(relay->front().stateDetail, told);
        QCOMPARE(store().find(bad.id)->state, Account::State::NeedsSignIn);
        QCOMPARE(store().find(bad.id)->stateDetail, told);
        QCOMPARE(store().find(good.id)->state, Account::State::Active);
        QVERIFY(await(store().relayAccounts()));
        QCOMPARE(changed.count(), 1); // known already

        const auto paused = await(store().setPaused(bad.id, true)); // a fact of its own
        QCOMPARE(paused->state, Account::State::Paused);
        QCOMPARE(paused->credentialProblem, told);
        QVERIFY(await(store().setPaused(bad.id, false)));

        const auto healed = await(store().setApiKey(bad.id, shareSecret(QByteArray("sk-0123456789-new-wxyz"))));
        QCOMPARE(healed->id, bad.id);
        QCOMPARE(healed->state, Account::State::Active);
        QCOMPARE(healed->hint, u"…wxyz"_s);
        const auto again = await(store().relayAccounts());
        QVERIFY(*again->front().secret == Secret(QByteArray("sk-0123456789-new-wxyz")));
        QCOMPARE(store().find(bad.id)->credentialProblem, QString());
    }

    // An exchange went through another OAuth client: its refreshes must, too.
    void aNewSignInBringsItsClient()
    {
        NewAccount first = account(u"work"_s);
        first.credential = Account::Credential::OAuth;
        first.refreshToken = shareSecret(QByteArray("refresh-1"));
        first.clientId = u"client-1"_s;
        first.clientSecret = shareSecret(QByteArray("secret-1"));
        first.projectId = u"project-1"_s;
        const Account before = *await(store().add(std::move(first)));

        NewCredential again;
        again.secret = shareSecret(QByteArray("access-2"));
        again.refreshToken = shareSecret(QByteArray("refresh-2"));
        again.isNewSignIn = true;
        again.client = AccountClient{u"client-2"_s, shareSecret(QByteArray("secret-2")), u"project-2"_s};
        const auto after = await(store().replaceCredential(before.id, again));
        QVERIFY2(after, after ? "" : qPrintable(after.error().detail));
        QCOMPARE(after->clientId, u"client-2"_s);
        QCOMPARE(after->projectId, u"project-2"_s);
        const auto material = await(store().beginRefresh(before.id));
        QVERIFY(*material->refreshToken == Secret(QByteArray("refresh-2")));
        QVERIFY(*material->clientSecret == Secret(QByteArray("secret-2")));

        again.client = AccountClient{u"client-3"_s, nullptr, {}}; // one without a secret leaves none behind
        QVERIFY(await(store().replaceCredential(before.id, again)));
        QVERIFY(!await(store().beginRefresh(before.id))->clientSecret);

        again.client.reset(); // a refreshed token changes none
        again.isNewSignIn = false;
        QCOMPARE(await(store().replaceCredential(before.id, again))->clientId, u"client-3"_s);
    }

    void aKeyThatIsNoneIsRefused()
    {
        const Account added = add(u"work"_s);
        QCOMPARE(await(store().setApiKey(added.id, shareSecret(QByteArray("two words")))).error().code, Error::Code::Invalid);
        QCOMPARE(await(store().setApiKey(added.id, nullptr)).error().code, Error::Code::Invalid);
        QCOMPARE(await(store().setApiKey(999, shareSecret(QByteArray("sk-1")))).error().code, Error::Code::NotFound);
        NewAccount signedIn = account(u"other"_s);
        signedIn.credential = Account::Credential::OAuth;
        const auto other = await(store().add(std::move(signedIn)));
        const auto refused = await(store().setApiKey(other->id, shareSecret(QByteArray("sk-1"))));
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QVERIFY(refused.error().detail.contains(u"sign in again"));
        QVERIFY(*await(store().relayAccounts())->front().secret == Secret(QByteArray("sk-0123456789-work")));
    }

    void anUnknownProviderIsTold()
    {
        const Account added = add(u"work"_s);
        m_bench->database->handle().exec("UPDATE account SET provider_id = 'later'");
        const auto relay = await(store().relayAccounts());
        QCOMPARE(relay->size(), std::size_t(1));
        QVERIFY(!relay->front().secret);
        QVERIFY(relay->front().stateDetail.contains(u"\"later\" is unknown"));
        QCOMPARE(store().find(added.id)->state, Account::State::NeedsSignIn);
    }
};

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
