// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/tokenrequest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

SignInProfile profile(bool jsonBody, SignInProfile::Flavor flavor = SignInProfile::Flavor::OAuth2)
{
    SignInProfile profile;
    profile.flavor = flavor;
    profile.authorizeUrl = u"https://x.example/authorize"_s;
    profile.tokenUrl = u"https://x.example/token"_s;
    profile.revokeUrl = u"https://x.example/revoke"_s;
    profile.clientId = u"the client"_s;
    profile.jsonBody = jsonBody;
    return profile;
}

const OAuthClient Client{u"the client"_s, nullptr};
const OAuthClient SecretClient{u"own"_s, shareSecret(QByteArray("s&cret"))};

CodeGrant grant()
{
    return {shareSecret(QByteArray("the+code/=")), shareSecret(QByteArray("the-verifier")), shareSecret(QByteArray("the-state")),
            "http://127.0.0.1:4711/callback"};
}

const QDateTime Now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

Result<TokenReply> reply(int status, const QByteArray &body, SignInProfile::Flavor flavor = SignInProfile::Flavor::OAuth2)
{
    return parseTokenReply(profile(true, flavor), Client, grant(), {status, {}, body}, Now);
}

QByteArray plain(const SharedSecret &secret)
{
    return secret ? secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); }) : QByteArray("none");
}

} // namespace

class TestTokenRequest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAForm()
    {
        const TransferRequest request = tokenRequest(profile(false), Client, grant());
        QVERIFY(request.sentOnce);
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.url, QByteArray("https://x.example/token"));
        QCOMPARE(request.headers.value("content-type").toByteArray(), QByteArray("application/x-www-form-urlencoded"));
        QCOMPARE(request.body, QByteArray("grant_type=authorization_code&client_id=the%20client&code=the%2Bcode%2F%3D"
                                          "&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fcallback&code_verifier=the-verifier"));
    }

    void writesJson()
    {
        const TransferRequest request = tokenRequest(profile(true), Client, grant());
        QCOMPARE(request.headers.value("content-type").toByteArray(), QByteArray("application/json"));
        const QJsonObject expected{{u"grant_type"_s, u"authorization_code"_s},
                                   {u"client_id"_s, u"the client"_s},
                                   {u"code"_s, u"the+code/="_s},
                                   {u"redirect_uri"_s, u"http://127.0.0.1:4711/callback"_s},
                                   {u"code_verifier"_s, u"the-verifier"_s},
                                   {u"state"_s, u"the-state"_s}};
        QCOMPARE(QJsonDocument::fromJson(request.body).object(), expected);
    }

    void writesOpenRoutersThreeFields()
    {
        const TransferRequest request = tokenRequest(profile(true, SignInProfile::Flavor::OpenRouter), Client, grant());
        const QJsonObject expected{
            {u"code"_s, u"the+code/="_s}, {u"code_verifier"_s, u"the-verifier"_s}, {u"code_challenge_method"_s, u"S256"_s}};
        QCOMPARE(QJsonDocument::fromJson(request.body).object(), expected);
    }

    void writesTheUsersOwnClient()
    {
        QVERIFY(tokenRequest(profile(false), SecretClient, grant()).body.contains("client_id=own&client_secret=s%26cret&"));
        QCOMPARE(refreshRequest(profile(false), SecretClient, shareSecret(QByteArray("r/1"))).body,
                 QByteArray("grant_type=refresh_token&refresh_token=r%2F1&client_id=own&client_secret=s%26cret"));
    }

    void writesARefreshAsJson()
    {
        const TransferRequest request = refreshRequest(profile(true), Client, shareSecret(QByteArray("r1")));
        QVERIFY(request.sentOnce);
        const QJsonObject expected{{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, u"r1"_s}, {u"client_id"_s, u"the client"_s}};
        QCOMPARE(QJsonDocument::fromJson(request.body).object(), expected);
        QCOMPARE(request.url, QByteArray("https://x.example/token"));
    }

    void writesARevocationAsAForm()
    {
        const TransferRequest request = revokeRequest(profile(true), Client, shareSecret(QByteArray("t1")));
        QCOMPARE(request.url, QByteArray("https://x.example/revoke"));
        QCOMPARE(request.body, QByteArray("token=t1&client_id=the%20client"));
    }

    void namesOfTheReplyAreData()
    {
        SignInProfile own = profile(true);
        own.reply = {u"data.token"_s, u"data.renew"_s, u"data.seconds"_s, u"who.mail"_s};
        const auto result = parseTokenReply(
            own, Client, grant(), {200, {}, R"({"data":{"token":"A","renew":"R","seconds":60},"who":{"mail":" me@x.example\n"}})"}, Now);
        QVERIFY(result);
        QCOMPARE(plain(result->accessToken), QByteArray("A"));
        QCOMPARE(plain(result->refreshToken), QByteArray("R"));
        QCOMPARE(result->expiresAt, Now.addSecs(60));
        QCOMPARE(result->identity, u"me@x.example"_s);
    }

    void readsTokens_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("access");
        QTest::addColumn<QByteArray>("refresh");
        QTest::addColumn<QDateTime>("expiry");
        QTest::newRow("all") << QByteArray(
            R"({"access_token":"A","refresh_token":"R","token_type":"Bearer","expires_in":3600,"scope":"x"})")
                             << QByteArray("A") << QByteArray("R") << Now.addSecs(3600);
        QTest::newRow("least") << QByteArray(R"({"access_token":"A"})") << QByteArray("A") << QByteArray("none") << QDateTime();
        QTest::newRow("null expiry") << QByteArray(R"({"access_token":"A","expires_in":null})") << QByteArray("A") << QByteArray("none")
                                     << QDateTime();
        QTest::newRow("expiry as text") << QByteArray(R"({"access_token":"A","token_type":"bearer","expires_in":"60"})") << QByteArray("A")
                                        << QByteArray("none") << Now.addSecs(60);
    }

    void readsTokens()
    {
        QFETCH(QByteArray, body);
        QFETCH(QDateTime, expiry);
        const auto result = reply(200, body);
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        QTEST(plain(result->accessToken), "access");
        QTEST(plain(result->refreshToken), "refresh");
        QCOMPARE(result->expiresAt, expiry);
        QVERIFY(!result->isApiKey);
    }

    void readsOpenRoutersKey()
    {
        const auto result = reply(200, R"({"key":"sk-or-1","user_id":"u"})", SignInProfile::Flavor::OpenRouter);
        QVERIFY(result);
        QCOMPARE(plain(result->accessToken), QByteArray("sk-or-1"));
        QVERIFY(result->isApiKey);
        QVERIFY(!result->refreshToken);
        QVERIFY(!result->expiresAt.isValid());
    }

    void refusesAnswersWithoutSense_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body :
             {"", "<html>", "[]", "{}", R"({"key":"k"})", R"({"access_token":""})", R"({"access_token":7})", R"({"access_token":"a b"})",
              R"({"access_token":"a\r\nx-evil: 1"})", R"({"access_token":"A","token_type":"mac"})",
              R"({"access_token":"A","expires_in":"soon"})", R"({"access_token":"A","expires_in":-1})"})
            QTest::addRow("%s", body) << QByteArray(body);
    }

    void refusesAnswersWithoutSense()
    {
        QFETCH(QByteArray, body);
        const auto result = reply(200, body);
        QVERIFY(!result);
        QCOMPARE(result.error().code, Error::Code::Unavailable);
    }

    void aRefusalWithStatus200IsOne()
    {
        const auto result = reply(200,
                                  R"({"error":"bad_verification_code","error_description":"the+code/= is spent","access_token":"marker"})");
        QVERIFY(!result);
        QCOMPARE(result.error().code, Error::Code::Unauthorized);
        QVERIFY2(result.error().detail.contains(u"bad_verification_code: <hidden> is spent"), qPrintable(result.error().detail));
        QVERIFY(!result.error().detail.contains(u"marker"));
    }

    void aRefusalKeepsTheProvidersWords_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        QTest::newRow("400") << 400 << int(Error::Code::Unauthorized);
        QTest::newRow("403") << 403 << int(Error::Code::Unauthorized);
        QTest::newRow("302") << 302 << int(Error::Code::Unavailable);
        QTest::newRow("502") << 502 << int(Error::Code::Unavailable);
    }

    void aRefusalKeepsTheProvidersWords()
    {
        QFETCH(int, status);
        QFETCH(int, code);
        const auto result = reply(status,
                                  R"({"error":"invalid_grant","error_description":"the+code/= with the-verifier and the-state is spent"})");
        QVERIFY(!result);
        QCOMPARE(int(result.error().code), code);
        const QString detail = result.error().detail;
        QVERIFY2(detail.contains(u"invalid_grant: <hidden> with <hidden> and <hidden> is spent"_s), qPrintable(detail));
        QVERIFY(detail.contains(QString::number(status)));
        QCOMPARE(detail.contains(u"address or proxy"_s), status == 403);
    }
};

QTEST_GUILESS_MAIN(TestTokenRequest)
#include "tst_tokenrequest.moc"
