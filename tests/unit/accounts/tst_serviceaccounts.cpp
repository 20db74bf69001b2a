// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounttest.h"
#include "core/oauth/formdata.h"
#include "core/oauth/serviceaccount.h"
#include "tests/support/serviceaccountfile.h"
#include "tests/unit/accounts/keeperbench.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

// Accounts whose tokens a service account's key gets, from the file to the token that serves.
class TestServiceAccounts final : public QObject
{
    Q_OBJECT

    Pkey m_key;
    QString m_pem;
    std::unique_ptr<KeeperBench> m_bench;
    int m_given = 0;
    QList<QByteArray> m_scripted; // answers to give first
    QByteArray m_more;            // members of each answer

    [[nodiscard]] QByteArray keyFile(const QString &id = u"0123abcd"_s) const
    {
        QJsonObject file = keyFileObject(m_pem, QString::fromLatin1(m_bench->endpoint.url()) + u"/token"_s);
        file.insert(u"private_key_id"_s, id);
        return keyFileOf(file);
    }
    [[nodiscard]] NewAccount wanted(const QByteArray &file) const
    {
        NewAccount account;
        account.providerId = u"v"_s;
        account.name = u"vertex"_s;
        account.credential = Account::Credential::ServiceAccount;
        account.refreshToken = shareSecret(QByteArray(file));
        account.region = u"us-central1"_s;
        return account;
    }
    [[nodiscard]] qint64 add() const
    {
        const auto added = await(m_bench->store->add(wanted(keyFile())));
        m_bench->clock.step(1s); // the bench's clock stands still, the store's does not
        m_bench->keeper->reevaluate();
        return added ? added->id : 0;
    }
    [[nodiscard]] QByteArray fresh(qint64 id, const QByteArray &rejected = {}) const
    {
        const auto token = await(m_bench->keeper->fresh(id, rejected.isNull() ? nullptr : shareSecret(QByteArray(rejected))));
        return token ? plain(*token) : "error " + QByteArray(codeName(token.error().code).latin1());
    }
    void answer(const ScriptedUpstream::Seen &asked)
    {
        if (isOfTheOther(asked)) {
            asked.socket->write(ScriptedUpstream::json(503, "{}"));
            return;
        }
        if (!m_scripted.isEmpty()) {
            asked.socket->write(m_scripted.takeFirst());
            return;
        }
        const QByteArray number = QByteArray::number(++m_given);
        asked.socket->write(ScriptedUpstream::json(200, "{\"access_token\":\"vertex-" + number
                                                            + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"" + m_more + '}'));
    }
    // The bench's own account is refreshed as well when its time comes.
    [[nodiscard]] static bool isOfTheOther(const ScriptedUpstream::Seen &seen) { return seen.body.contains("grant_type=refresh_token"); }
    [[nodiscard]] QList<ScriptedUpstream::Seen> seen() const
    {
        QList<ScriptedUpstream::Seen> ours = m_bench->endpoint.seen();
        ours.removeIf([](const ScriptedUpstream::Seen &one) { return isOfTheOther(one); });
        return ours;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_key = makeRsaKey();
        m_pem = pemOf(m_key);
    }
    void init()
    {
        m_given = 0;
        m_scripted.clear();
        m_more.clear();
        m_bench = std::make_unique<KeeperBench>();
        m_bench->endpoint.setAnswer([this](const ScriptedUpstream::Seen &asked) { answer(asked); });
    }
    void cleanup() { m_bench.reset(); }

    void theAccountSaysWhoAndWhere()
    {
        const Account account = *m_bench->store->find(add());
        QCOMPARE(account.credential, Account::Credential::ServiceAccount);
        QCOMPARE(account.identity, u"relay@project-1.iam.gserviceaccount.com"_s);
        QCOMPARE(account.projectId, u"project-1"_s);
        QVERIFY(account.hint.isEmpty());
        QVERIFY(account.refreshable);
        QCOMPARE(account.baseUrl, QString(QString::fromLatin1(m_bench->endpoint.url())
                                          + u"/v1/projects/project-1/locations/us-central1/publishers/google"_s));
    }

    void theFirstTokenIsFetchedByItselfWithAnAssertion()
    {
        const qint64 id = add();
        QTRY_VERIFY(m_bench->store->find(id)->expiresAt > m_bench->clock.now().addSecs(3000));
        QCOMPARE(fresh(id), QByteArray("vertex-1"));
        QCOMPARE(seen().size(), 1);
        const auto form = parseForm(seen().first().body);
        QCOMPARE(form->at("grant_type"), QByteArray("urn:ietf:params:oauth:grant-type:jwt-bearer"));
        const QByteArrayList parts = form->at("assertion").split('.');
        QVERIFY(verifies(m_key, parts.at(0) + '.' + parts.at(1), QByteArray::fromBase64(parts.at(2), QByteArray::Base64UrlEncoding)));
        const QJsonObject claims = QJsonDocument::fromJson(QByteArray::fromBase64(parts.at(1), QByteArray::Base64UrlEncoding)).object();
        QCOMPARE(claims["scope"_L1].toString(), u"scope-1"_s);
        QCOMPARE(claims["aud"_L1].toString(), QString(QString::fromLatin1(m_bench->endpoint.url()) + u"/token"_s));
    }

    void manyWaitersCauseOneAssertion()
    {
        const qint64 id = add();
        QTRY_COMPARE(m_given, 1);
        QCOMPARE(fresh(id), QByteArray("vertex-1"));
        m_bench->clock.step(3600s);
        QList<QFuture<Result<SharedSecret>>> futures;
        for (int i = 0; i < 50; ++i)
            futures << m_bench->keeper->fresh(id, nullptr);
        for (const auto &future : futures)
            QCOMPARE(plain(await(future).value_or(nullptr)), QByteArray("vertex-2"));
        QCOMPARE(m_given, 2);
    }

    // One that a server adds must not take the key's place.
    void theKeyStaysWhateverComesWithAToken()
    {
        m_more = ",\"refresh_token\":\"not-ours\"";
        const qint64 id = add();
        QCOMPARE(fresh(id), QByteArray("vertex-1"));
        QCOMPARE(fresh(id, "vertex-1"), QByteArray("vertex-2"));
        QVERIFY(seen().last().body.contains("assertion="));
        const auto row = *await(m_bench->executor.run([&] { return m_bench->repository.find(id); }));
        const auto opened = m_bench->vault.sealer()->open(row.refreshToken, {"account", id, "refresh_token"});
        QVERIFY(opened->reveal(&parseServiceAccount));
        QVERIFY(row.serviceAccount);
    }

    void aKeyThatIsRefusedNeedsAnotherOne()
    {
        m_scripted << ScriptedUpstream::json(400, R"({"error":"invalid_grant","error_description":"Invalid JWT Signature."})");
        const qint64 id = add();
        QTRY_COMPARE(m_bench->store->find(id)->state, Account::State::NeedsSignIn);
        QVERIFY(m_bench->store->find(id)->stateDetail.contains(u"invalid_grant: Invalid JWT Signature."_s)); // word for word
        m_bench->clock.step(100'000s);
        m_bench->keeper->reevaluate();
        QCOMPARE(fresh(id), QByteArray("error unauthorized"));
        QCOMPARE(seen().size(), 1); // never tried again by itself
        const auto refused = await(m_bench->store->setApiKey(id, shareSecret(QByteArray("{}"))));
        QVERIFY(!refused && refused.error().detail.contains(u"no key of a service account"_s));
        QVERIFY(await(m_bench->store->setApiKey(id, shareSecret(keyFile(u"another"_s)))));
        QCOMPARE(fresh(id), QByteArray("vertex-1"));
        QCOMPARE(m_bench->store->find(id)->state, Account::State::Active);
    }

    void aClockThatIsWrongIsNoEndOfTheKey()
    {
        const QByteArray late = "Date: Thu, 26 Nov 2020 12:00:00 GMT\r\n";
        m_scripted << ScriptedUpstream::json(400, R"({"error":"invalid_grant","error_description":"Check your iat and exp values."})",
                                             late);
        const qint64 id = add();
        QTRY_VERIFY(!m_bench->store->find(id)->refreshProblem.isEmpty());
        const Account account = *m_bench->store->find(id);
        QVERIFY(account.state != Account::State::NeedsSignIn);
        QVERIFY2(account.refreshProblem.startsWith(u"This computer's clock is "_s) && account.refreshProblem.contains(u" s fast"_s)
                     && account.refreshProblem.contains(u"Check your iat"_s),
                 qPrintable(account.refreshProblem));
        m_bench->keeper->retryAll();
        QCOMPARE(fresh(id, "none-yet"), QByteArray("vertex-1"));
    }

    void aServerThatIsDownIsAskedAgain()
    {
        m_scripted << ScriptedUpstream::json(503, "{}");
        const qint64 id = add();
        QTRY_VERIFY(!m_bench->store->find(id)->refreshProblem.isEmpty());
        QVERIFY(!m_bench->store->find(id)->refreshInterrupted); // a key is not used up
        m_bench->keeper->retryAll();
        QTRY_COMPARE(m_given, 1);
    }

    void aProviderTakesOneKindOfCredential()
    {
        NewAccount key = wanted({});
        key.credential = Account::Credential::ApiKey;
        key.secret = shareSecret(QByteArray("key"));
        QVERIFY(await(m_bench->store->add(key)).error().detail.contains(u"key file of a service account"_s));
        NewAccount elsewhere = wanted(keyFile());
        elsewhere.providerId = u"g"_s;
        QVERIFY(await(m_bench->store->add(elsewhere)).error().detail.contains(u"takes no service accounts"_s));
        NewAccount without = wanted(keyFile());
        without.region.clear();
        QVERIFY(await(m_bench->store->add(without)).error().detail.contains(u"needs a region"_s));
        NewAccount bare = wanted(keyFile());
        bare.refreshToken.reset();
        QVERIFY(await(m_bench->store->add(bare)).error().detail.contains(u"key file is missing"_s));
    }

    void tokensAreGotThroughTheAccountsProxies()
    {
        m_bench->route.problem = u"The proxy was removed."_s;
        const qint64 id = add();
        QCOMPARE(fresh(id), QByteArray("error unavailable"));
        QCOMPARE(seen().size(), 0);
        QCOMPARE(m_bench->tokenUrls.last(),
                 QString(QString::fromLatin1(m_bench->endpoint.url()) + u"/token"_s)); // the file's, not the profile's
        m_bench->route.problem.clear();
        m_bench->keeper->retryAll();
        QTRY_COMPARE(m_given, 1);
    }

    // As an export brings it back: the base URL has the place.
    void aBaseUrlThatIsWholeIsTakenAsItIs()
    {
        const Account first = *m_bench->store->find(add());
        NewAccount copy = wanted(keyFile());
        copy.name = u"copy"_s;
        copy.baseUrl = first.baseUrl;
        copy.region.clear();
        copy.projectId = u"elsewhere"_s;
        const auto added = await(m_bench->store->add(copy));
        QVERIFY(added);
        QCOMPARE(added->baseUrl, first.baseUrl);
        QCOMPARE(added->projectId, u"project-1"_s);
    }

    void aTestCountsTokens()
    {
        const qint64 id = add();
        QCOMPARE(fresh(id), QByteArray("vertex-1"));
        m_scripted << ScriptedUpstream::json(200, R"({"totalTokens":1})");
        AccountTest test(*m_bench->store, *m_bench->keeper, m_bench->engine, {});
        const auto report = await(test.run(id));
        QVERIFY2(report && report->answered, report ? qPrintable(report->why) : "");
        QCOMPARE(report->model, u"gemini-x"_s);
        const QByteArray head = seen().last().head;
        QVERIFY2(head.startsWith("POST /v1/projects/project-1/locations/us-central1/publishers/google/models/gemini-x:countTokens "),
                 head.constData());
        QVERIFY(head.contains("Bearer vertex-1") && !head.contains("x-goog-user-project"));
    }
};

QTEST_GUILESS_MAIN(TestServiceAccounts)
#include "tst_serviceaccounts.moc"
