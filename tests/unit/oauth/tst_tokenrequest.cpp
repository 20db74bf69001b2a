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
    return {flavor, u"https://x.example/authorize"_s, u"https://x.example/token"_s, u"the client"_s, {}, jsonBody};
}

CodeGrant grant()
{
    return {shareSecret(QByteArray("the+code/=")), shareSecret(QByteArray("the-verifier")), shareSecret(QByteArray("the-state")),
            "http://127.0.0.1:4711/callback"};
}

const QDateTime Now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

Result<TokenReply> reply(int status, const QByteArray &body, SignInProfile::Flavor flavor = SignInProfile::Flavor::OAuth2)
{
    return parseTokenReply(profile(true, flavor), grant(), {status, {}, body}, Now);
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
        const TransferRequest request = tokenRequest(profile(false), grant());
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.url, QByteArray("https://x.example/token"));
        QCOMPARE(request.headers.value("content-type").toByteArray(), QByteArray("application/x-www-form-urlencoded"));
        QCOMPARE(request.body, QByteArray("grant_type=authorization_code&client_id=the%20client&code=the%2Bcode%2F%3D"
                                          "&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fcallback&code_verifier=the-verifier"));
    }

    void writesJson()
    {
        const TransferRequest request = tokenRequest(profile(true), grant());
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
        const TransferRequest request = tokenRequest(profile(true, SignInProfile::Flavor::OpenRouter), grant());
        const QJsonObject expected{
            {u"code"_s, u"the+code/="_s}, {u"code_verifier"_s, u"the-verifier"_s}, {u"code_challenge_method"_s, u"S256"_s}};
        QCOMPARE(QJsonDocument::fromJson(request.body).object(), expected);
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
