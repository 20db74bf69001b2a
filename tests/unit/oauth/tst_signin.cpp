// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/signin.h"

#include "core/oauth/formdata.h"
#include "core/simulator/simulator.h"
#include "tests/support/scriptedupstream.h"
#include "tests/unit/oauth/browser.h"

#include <QTest>
#include <QUrlQuery>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The whole way over real sockets: this test is the browser, the simulator the provider.
class TestSignIn final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Simulator> m_provider;
    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<SignIn> m_signIn;
    std::unique_ptr<Browser> m_browser;
    QList<Result<TokenReply>> m_results;
    QList<SignIn::State> m_states;

    [[nodiscard]] QUrl begin(const SignInProfile &profile, std::chrono::milliseconds limit = std::chrono::minutes(5))
    {
        SignIn::Options options;
        options.timeLimit = limit;
        m_signIn = std::make_unique<SignIn>(profile, *m_engine, options);
        connect(m_signIn.get(), &SignIn::finished, this, [this](const Result<TokenReply> &result) { m_results << result; });
        connect(m_signIn.get(), &SignIn::stateChanged, this, [this] { m_states << m_signIn->state(); });
        return m_signIn->start().value_or(QUrl());
    }

    [[nodiscard]] QUrl begin() { return begin(*m_provider->profile().signIn); }

    [[nodiscard]] SignInProfile openRouter() const { return openRouterProfile(m_provider->baseUrl()); }

    [[nodiscard]] int messagesStatus(const TokenReply &reply)
    {
        const QByteArray bearer = reply.accessToken->reveal([](QByteArrayView token) { return QByteArray("Bearer ").append(token); });
        return m_browser->go("GET", m_provider->baseUrl().toUtf8() + "/v1/models", {}, {{"authorization", bearer}}).status;
    }

    [[nodiscard]] static quint16 portOf(const QUrl &authorizeUrl)
    {
        const QUrlQuery query(authorizeUrl);
        const QString name = query.hasQueryItem(u"redirect_uri"_s) ? u"redirect_uri"_s : u"callback_url"_s;
        return static_cast<quint16>(QUrl(query.queryItemValue(name, QUrl::FullyDecoded)).port());
    }

private Q_SLOTS:
    void init()
    {
        m_results.clear();
        m_states.clear();
        m_provider = std::make_unique<Simulator>();
        QVERIFY(m_provider->start());
        m_engine = std::make_unique<HttpEngine>(HttpEngine::Options{});
        m_browser = std::make_unique<Browser>();
    }

    void cleanup()
    {
        m_signIn.reset();
        m_browser.reset();
        m_engine.reset();
        m_provider.reset();
    }

    void approvedAndExchanged_data()
    {
        QTest::addColumn<bool>("jsonBody");
        QTest::newRow("form") << false;
        QTest::newRow("JSON") << true;
    }

    void approvedAndExchanged()
    {
        SignInProfile profile = *m_provider->profile().signIn;
        QFETCH(bool, jsonBody);
        profile.jsonBody = jsonBody;
        const QUrl url = begin(profile);
        const quint16 port = portOf(url);
        QVERIFY(isListening(port));
        QCOMPARE(m_signIn->authorizeUrl(), url);
        QCOMPARE(m_browser->get(m_browser->decide(url), "same-site").status, 200);
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY2(m_results.first(), m_results.first() ? "" : qPrintable(m_results.first().error().detail));
        QVERIFY(!m_results.first()->isApiKey);
        QVERIFY(!m_results.first()->expiresAt.isValid());
        QCOMPARE(messagesStatus(*m_results.first()), 200);
        QCOMPARE(m_states, (QList<SignIn::State>{SignIn::State::Waiting, SignIn::State::Exchanging, SignIn::State::Succeeded}));
        QVERIFY(!isListening(port));
    }

    void approvedInOpenRoutersManner()
    {
        const QUrl url = begin(openRouter());
        const quint16 port = portOf(url);
        QVERIFY(!QUrlQuery(url).hasQueryItem(u"state"_s)); // the protocol has none: it rides in the callback address
        const QByteArray redirect = m_browser->decide(url);
        QVERIFY(redirect.contains("/callback?state=") && redirect.contains("&code="));
        QCOMPARE(m_browser->get(redirect, "cross-site").status, 200);
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY2(m_results.first(), m_results.first() ? "" : qPrintable(m_results.first().error().detail));
        QVERIFY(m_results.first()->isApiKey);
        QCOMPARE(messagesStatus(*m_results.first()), 200);
        QVERIFY(!isListening(port));
    }

    void theAuthorizeAddressHoldsWhatTheProtocolAsks()
    {
        SignInProfile profile = *m_provider->profile().signIn;
        profile.authorizeUrl += u"?code=true"_s;
        profile.scopes = QStringList{u"a:b"_s, u"c"_s};
        profile.clientId = u"me & you"_s;
        const auto query = parseForm(begin(profile).query(QUrl::FullyEncoded).toUtf8());
        QVERIFY(query);
        const FormData expected{
            {"code", "true"}, {"response_type", "code"}, {"client_id", "me & you"}, {"scope", "a:b c"}, {"code_challenge_method", "S256"}};
        for (const auto &[name, value] : expected)
            QCOMPARE(query->at(name), value);
        QCOMPARE(query->at("state").size(), 43);
        QCOMPARE(query->at("code_challenge").size(), 43);
        QVERIFY(query->at("redirect_uri").startsWith("http://127.0.0.1:") && query->at("redirect_uri").endsWith("/callback"));
        QCOMPARE(query->size(), expected.size() + 3);
    }

    void deniedByThePerson()
    {
        const QUrl url = begin();
        const HttpResponse page = m_browser->get(m_browser->decide(url, "deny"), "same-site");
        QVERIFY(page.body.contains("Sign-in declined"));
        QTRY_COMPARE(m_results.size(), 1);
        QCOMPARE(m_results.first().error().code, Error::Code::Unauthorized);
        QVERIFY(m_results.first().error().detail.contains(u"access_denied"));
        QCOMPARE(m_states.last(), SignIn::State::Failed);
        QVERIFY(!isListening(portOf(url)));
    }

    void aForeignStateChangesNothing()
    {
        const QUrl url = begin();
        const QByteArray redirect = m_browser->decide(url);
        QByteArray forged = redirect;
        forged.replace(forged.indexOf("state=") + 6, 3, "xyz");
        QCOMPARE(m_browser->get(forged, "cross-site").status, 400);
        QCOMPARE(m_signIn->state(), SignIn::State::Waiting);
        QCOMPARE(m_browser->get(redirect, "same-site").status, 200);
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(m_results.first());
    }

    void aCodeThatWasSpentIsRefused()
    {
        const QUrl url = begin();
        const QByteArray redirect = m_browser->decide(url);
        const QByteArray code = parseForm(redirect.sliced(redirect.indexOf('?') + 1))->at("code");
        const QByteArray tokenUrl = m_provider->profile().signIn->tokenUrl.toUtf8();
        QCOMPARE(m_browser->go("POST", tokenUrl, "grant_type=authorization_code&code=" + code, {}).status, 400);
        QCOMPARE(m_browser->get(redirect, "same-site").status, 200);
        QTRY_COMPARE(m_results.size(), 1);
        QCOMPARE(m_results.first().error().code, Error::Code::Unauthorized);
        QVERIFY(m_results.first().error().detail.contains(u"invalid_grant"));
        QVERIFY(!isListening(portOf(url)));
    }

    void endsAtItsTimeLimit()
    {
        const QUrl url = begin(*m_provider->profile().signIn, std::chrono::milliseconds(50));
        QTRY_COMPARE(m_results.size(), 1);
        QCOMPARE(m_results.first().error().code, Error::Code::Timeout);
        QVERIFY(!isListening(portOf(url)));
    }

    void cancelledWhileWaiting()
    {
        const QUrl url = begin();
        m_signIn->cancel();
        m_signIn->cancel();
        QCOMPARE(m_results.size(), 1);
        QCOMPARE(m_results.first().error().code, Error::Code::Cancelled);
        QVERIFY(!isListening(portOf(url)));
    }

    void cancelledWhileExchanging_data()
    {
        QTest::addColumn<bool>("destroy");
        QTest::newRow("cancelled") << false;
        QTest::newRow("destroyed") << true;
    }

    void cancelledWhileExchanging()
    {
        QFETCH(bool, destroy);
        ScriptedUpstream silent;
        silent.setAnswer([](const ScriptedUpstream::Seen &) {}); // takes the code and does not answer
        SignInProfile profile = *m_provider->profile().signIn;
        profile.tokenUrl = QString::fromLatin1(silent.url()) + u"/token"_s;
        const QUrl url = begin(profile);
        QCOMPARE(m_browser->get(m_browser->decide(url), "same-site").status, 200);
        QTRY_COMPARE(silent.seen().size(), 1);
        QCOMPARE(m_signIn->state(), SignIn::State::Exchanging);
        destroy ? m_signIn.reset() : m_signIn->cancel();
        QCOMPARE(m_results.size(), destroy ? 0 : 1);
        QTRY_COMPARE(silent.openConnections(), 0); // the transfer is gone, and with it any late answer
        QCOMPARE(m_results.size(), destroy ? 0 : 1);
        QVERIFY(!isListening(portOf(url)));
    }

    void aTokenEndpointThatIsNotThereIsANetworkError()
    {
        SignInProfile profile = *m_provider->profile().signIn;
        profile.tokenUrl = u"http://127.0.0.1:1/token"_s;
        QCOMPARE(m_browser->get(m_browser->decide(begin(profile)), "same-site").status, 200);
        QTRY_COMPARE(m_results.size(), 1);
        QCOMPARE(m_results.first().error().code, Error::Code::Network);
    }

    void aFailingExchangeBringsTheProvidersWords()
    {
        SimulatorFaults faults;
        faults.failTokenExchange = true;
        m_provider->setFaults(faults);
        QCOMPARE(m_browser->get(m_browser->decide(begin()), "same-site").status, 200);
        QTRY_COMPARE(m_results.size(), 1);
        QCOMPARE(m_results.first().error().code, Error::Code::Unauthorized);
        QVERIFY(m_results.first().error().detail.contains(u"The simulated provider refuses this token request."));
    }

    void aTokenAnswerWithoutSenseIsUnavailable_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("500") << ScriptedUpstream::json(500, R"({"message":"our fault"})");
        QTest::newRow("a page") << ScriptedUpstream::json(200, "<html>Welcome to this network</html>");
        QTest::newRow("endless") << ScriptedUpstream::json(200, QByteArray(2 * 1024 * 1024, ' '));
    }

    void aTokenAnswerWithoutSenseIsUnavailable()
    {
        QFETCH(QByteArray, answer);
        ScriptedUpstream tokens;
        tokens.answerWith(answer);
        SignInProfile profile = *m_provider->profile().signIn;
        profile.tokenUrl = QString::fromLatin1(tokens.url()) + u"/token"_s;
        const QUrl url = begin(profile);
        QCOMPARE(m_browser->get(m_browser->decide(url), "same-site").status, 200);
        QTRY_COMPARE(m_results.size(), 1);
        QCOMPARE(m_results.first().error().code, Error::Code::Unavailable);
        QVERIFY(!isListening(portOf(url)));
    }

    void withoutAClientIdItDoesNotStart()
    {
        SignInProfile profile = *m_provider->profile().signIn;
        profile.clientId.clear();
        QVERIFY(begin(profile).isEmpty());
        QCOMPARE(m_signIn->state(), SignIn::State::Idle);
        QVERIFY(m_results.isEmpty());
    }

    void startsOnce()
    {
        QVERIFY(begin().isValid());
        QVERIFY(!m_signIn->start());
        QCOMPARE(m_signIn->state(), SignIn::State::Waiting);
    }

    void mayBeDeletedByWhoeverIsTold()
    {
        const QUrl url = begin();
        connect(m_signIn.get(), &SignIn::finished, this, [this] { m_signIn.reset(); });
        QCOMPARE(m_browser->get(m_browser->decide(url), "same-site").status, 200);
        QTRY_VERIFY(!m_signIn);
        QCOMPARE(m_results.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
