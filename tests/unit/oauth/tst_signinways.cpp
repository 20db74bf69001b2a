// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The ways a browser and a person may take that are not the straight one.
#include "core/oauth/signin.h"
#include "core/simulator/simulator.h"
#include "tests/support/sanitizer.h"
#include "tests/support/scriptedupstream.h"
#include "tests/unit/oauth/browser.h"

#include <QTest>
#include <QUrlQuery>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestSignInWays final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    HttpEngine m_engine{{}};
    Browser m_browser;
    std::unique_ptr<SignIn> m_signIn;
    QList<Result<TokenReply>> m_results;
    Error m_startError; // of the latest

    [[nodiscard]] QUrl begin(const SignInProfile &profile, const SignIn::Options &options = {})
    {
        m_signIn = std::make_unique<SignIn>(profile, m_engine, options);
        connect(m_signIn.get(), &SignIn::finished, this, [this](const Result<TokenReply> &result) { m_results << result; });
        const auto url = m_signIn->start();
        m_startError = url ? Error() : url.error();
        return url.value_or(QUrl());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }
    void cleanup()
    {
        m_signIn.reset();
        m_results.clear();
    }

    void aCodePageIsPastedFromAndNothingListens()
    {
        ScriptedUpstream tokens;
        tokens.answerWith(ScriptedUpstream::json(200, "{\"access_token\":\"at\",\"refresh_token\":\"rt\",\"expires_in\":60}"));
        SignInProfile profile;
        profile.authorizeUrl = u"https://login.example/authorize"_s;
        profile.tokenUrl = QString::fromLatin1(tokens.url()) + u"/token"_s;
        profile.codePageUrl = u"https://login.example/code"_s;
        profile.authorizeParameters = {{u"code"_s, u"true"_s}};
        profile.jsonBody = true;
        SignIn::Options ownClient;
        ownClient.client = {u"own-client"_s, shareSecret(QByteArray("own-secret"))};
        const QUrlQuery query(begin(profile, ownClient));
        QCOMPARE(query.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded), profile.codePageUrl);
        QCOMPARE(query.queryItemValue(u"code"_s), u"true"_s);
        QCOMPARE(query.queryItemValue(u"client_id"_s), u"own-client"_s);
        QVERIFY(m_signIn->paste(u"the-code#"_s + query.queryItemValue(u"state"_s)));
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(m_results.first());
        const QByteArray sent = tokens.seen().first().body;
        for (const char *part : {"\"code\":\"the-code\"", "\"client_secret\":\"own-secret\"", "https://login.example/code", "\"state\""})
            QVERIFY2(sent.contains(part), part);
    }

#ifdef Q_OS_UNIX
    // All ports in use, as a program sees it: no socket can be bound. Here none can even be made.
    void withoutAPortItSaysSoAndDoesNotStart()
    {
#ifdef __clang__
        if (test::Sanitized)
            QSKIP("clang's UBSan looks at an object's type through a pipe, and calls it invalid where none can be made");
#endif
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
        const int next = dup(0);
        close(next);
        rlimit none = before;
        none.rlim_cur = static_cast<rlim_t>(next);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
        const QUrl url = begin(*m_provider.profile().signIn);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
        QVERIFY(url.isEmpty());
        QCOMPARE(m_startError.code, Error::Code::Network);
        QVERIFY2(m_startError.detail.contains(u"Can't listen on 127.0.0.1"), qPrintable(m_startError.detail));
        QCOMPARE(m_signIn->state(), SignIn::State::Idle);
        QVERIFY(m_results.isEmpty());
        QVERIFY(!begin(*m_provider.profile().signIn).isEmpty()); // with a port it goes on
    }
#endif

    // A second tab with the same redirect: too late while the exchange runs, and to nobody once it has ended.
    void aSecondTabIsTooLate()
    {
        ScriptedUpstream tokens;
        tokens.setAnswer([](const ScriptedUpstream::Seen &) {}); // answers when the test says so
        SignInProfile profile = *m_provider.profile().signIn;
        profile.tokenUrl = QString::fromLatin1(tokens.url()) + u"/token"_s;
        const QByteArray redirect = m_browser.decide(begin(profile));
        QCOMPARE(m_browser.get(redirect).status, 200);
        const HttpResponse second = m_browser.get(redirect);
        QCOMPARE(second.status, 410);
        QVERIFY(second.body.contains("Already received"));
        QTRY_COMPARE(tokens.seen().size(), 1);
        tokens.seen().first().socket->write(ScriptedUpstream::json(200, R"({"access_token":"at","token_type":"Bearer"})"));
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(m_results.first());
        QCOMPARE(m_browser.get(redirect).status, 0);
        QCOMPARE(tokens.seen().size(), 1); // the code was spent once
    }

    void anErrorOfTheProviderIsToldAsWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<Error::Code>("code");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QByteArray>("heading");
        const auto row = [](const char *error, Error::Code code, const QString &sentence, const char *heading) {
            QTest::newRow(error) << QByteArray(error) << code << sentence << QByteArray(heading);
        };
        using enum Error::Code;
        row("access_denied", Unauthorized, u"The sign-in was declined."_s, "Sign-in declined");
        row("server_error", Unavailable, u"The provider has trouble of its own. Try again later."_s, "Sign-in did not work");
        row("temporarily_unavailable", Unavailable, u"The provider is busy or being serviced. Try again later."_s, "Sign-in did not work");
        row("unauthorized_client", Unauthorized, u"The provider does not let this OAuth client sign in."_s, "Sign-in did not work");
        row("invalid_client", Unauthorized, u"The provider does not know this OAuth client."_s, "Sign-in did not work");
        row("invalid_scope", Unauthorized, u"The provider does not grant the scopes that were asked for."_s, "Sign-in did not work");
        row("invalid_request", Unauthorized, u"The provider does not accept what it was asked."_s, "Sign-in did not work");
        row("unsupported_response_type", Unauthorized, u"The provider does not hand out authorization codes."_s, "Sign-in did not work");
        row("login_required", Unauthorized, u"The provider's page was not completed."_s, "Sign-in did not work");
        row("consent_required", Unauthorized, u"The provider's page was not completed."_s, "Sign-in did not work");
        row("x-vendor-error", Unauthorized, u"The provider refused the sign-in."_s, "Sign-in did not work");
    }

    void anErrorOfTheProviderIsToldAsWhatItIs()
    {
        QFETCH(const QByteArray, error);
        QFETCH(const QByteArray, heading);
        const QUrlQuery asked(begin(*m_provider.profile().signIn));
        const QByteArray redirect = asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded).toLatin1();
        const HttpResponse page = m_browser.get(redirect + "?error=" + error + "&error_description=Its+own++words%3A+%F0%9F%90%99.&state="
                                                    + asked.queryItemValue(u"state"_s).toLatin1(),
                                                "cross-site");
        QCOMPARE(page.status, 200);
        QVERIFY2(page.body.contains(QByteArray("<h1>" + heading + "</h1>")), page.body.constData());
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(!m_results.first());
        const Error told = m_results.first().error();
        QTEST(told.code, "code");
        QFETCH(const QString, sentence);
        QVERIFY2(told.detail.startsWith(sentence), qPrintable(told.detail));
        QVERIFY2(told.detail.endsWith(QString::fromLatin1(error) + u": Its own  words: \U0001F419."_s), qPrintable(told.detail));
        QVERIFY(!isListening(static_cast<quint16>(QUrl(QString::fromLatin1(redirect)).port())));
    }

    void aSlowBrowserHoldsNobodyUp()
    {
        const QUrl url = begin(*m_provider.profile().signIn);
        const auto port = static_cast<quint16>(QUrl(QUrlQuery(url).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded)).port());
        QTcpSocket slow; // a first tab that has not sent its request yet
        slow.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(slow.waitForConnected());
        slow.write("GET /callback?co");
        slow.flush();
        QCOMPARE(m_browser.get(m_browser.decide(url)).status, 200);
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(m_results.first());
        QTRY_COMPARE(slow.state(), QAbstractSocket::UnconnectedState);
    }

    void twoSignInsAtOnceDoNotMeet()
    {
        const QUrl first = begin(*m_provider.profile().signIn);
        SignIn second(*m_provider.profile().signIn, m_engine, SignIn::Options());
        QList<Result<TokenReply>> secondResults;
        connect(&second, &SignIn::finished, this, [&](const Result<TokenReply> &result) { secondResults << result; });
        const QUrl other = *second.start();
        QCOMPARE(m_browser.get(m_browser.decide(other)).status, 200);
        QTRY_COMPARE(secondResults.size(), 1);
        QVERIFY(secondResults.first());
        QCOMPARE(m_signIn->state(), SignIn::State::Waiting);
        QCOMPARE(m_browser.get(m_browser.decide(first)).status, 200);
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(m_results.first());
    }
};

QTEST_GUILESS_MAIN(TestSignInWays)
#include "tst_signinways.moc"
