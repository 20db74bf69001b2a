// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/devicepage.h"
#include "core/access/gatewaydocuments.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QByteArrayView Base = "http://localhost:8642";
constexpr QByteArrayView Form = "application/x-www-form-urlencoded";
constexpr QByteArrayView Json = "application/json; charset=utf-8";

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QString textOf(const SharedSecret &secret)
{
    return secret ? secret->reveal([](QByteArrayView bytes) { return QString::fromUtf8(bytes); }) : QString();
}

} // namespace

// What tools read and write when they sign in.
class TestGatewayDocuments final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void metadataNamesEndpointsOfTheSameOriginOnly()
    {
        const QJsonObject metadata = object(authorizationServerMetadata(Base));
        QCOMPARE(metadata.value(u"issuer").toString(), u"http://localhost:8642"_s);
        QCOMPARE(metadata.value(u"device_authorization_endpoint").toString(), u"http://localhost:8642/oauth/device_authorization"_s);
        QCOMPARE(metadata.value(u"token_endpoint").toString(), u"http://localhost:8642/oauth/token"_s);
        QCOMPARE(metadata.value(u"revocation_endpoint").toString(), u"http://localhost:8642/oauth/revoke"_s);
        QCOMPARE(metadata.value(u"grant_types_supported").toArray(), QJsonArray{u"urn:ietf:params:oauth:grant-type:device_code"_s});
        QVERIFY(metadata.value(u"response_types_supported").isArray()); // RFC 8414 wants it
        QVERIFY(!metadata.contains(u"authorization_endpoint"));
    }

    void theReplyToADeviceHoldsBothCodesAndOurOwnPage()
    {
        DeviceAuthorization authorization;
        authorization.deviceCode = shareSecret(QByteArray("device-code"));
        authorization.userCode = u"WDJB-MJHT"_s;
        const QJsonObject expected{{u"device_code"_s, u"device-code"_s},
                                   {u"user_code"_s, u"WDJB-MJHT"_s},
                                   {u"verification_uri"_s, u"http://localhost:8642/device"_s},
                                   {u"verification_uri_complete"_s, u"http://localhost:8642/device?user_code=WDJB-MJHT"_s},
                                   {u"expires_in"_s, 600},
                                   {u"interval"_s, 5}};
        QCOMPARE(object(deviceAuthorizationReply(Base, authorization)), expected);
    }

    void theTokenReplySaysHowLongItLives()
    {
        const QJsonObject expected{{u"access_token"_s, u"hp_token"_s}, {u"token_type"_s, u"Bearer"_s}, {u"expires_in"_s, 3600}};
        QCOMPARE(object(tokenReply(Secret("hp_token"), 1h)), expected);
    }

    void errorsHaveTheNamesOfTheStandard_data()
    {
        QTest::addColumn<DevicePoll::State>("state");
        QTest::addColumn<QByteArray>("error"); // empty: none
        QTest::newRow("pending") << DevicePoll::State::Pending << QByteArray("authorization_pending");
        QTest::newRow("slow down") << DevicePoll::State::SlowDown << QByteArray("slow_down");
        QTest::newRow("expired") << DevicePoll::State::Expired << QByteArray("expired_token");
        QTest::newRow("denied") << DevicePoll::State::Denied << QByteArray("access_denied");
        QTest::newRow("unknown") << DevicePoll::State::Unknown << QByteArray("invalid_grant");
        QTest::newRow("approved") << DevicePoll::State::Approved << QByteArray();
    }

    void errorsHaveTheNamesOfTheStandard()
    {
        QFETCH(DevicePoll::State, state);
        QFETCH(QByteArray, error);
        const auto found = errorOf(state);
        QCOMPARE(found ? found->error : QByteArray(), error);
        if (found) {
            const QJsonObject reply = object(oauthErrorReply(*found));
            QCOMPARE(reply.value(u"error").toString(), QString::fromLatin1(error));
            QVERIFY(!reply.value(u"error_description").toString().isEmpty());
        }
    }

    void managedSettingsAreAnEmptyPolicyWithTheChecksumTheClientComputes()
    {
        const ManagedSettings settings = emptyManagedSettings();
        const QJsonObject body = object(settings.body);
        QCOMPARE(body.value(u"settings"), QJsonValue(QJsonObject()));
        QVERIFY(!body.value(u"uuid").toString().isEmpty());
        // SHA-256 of "{}".
        const QString checksum = u"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"_s;
        QCOMPARE(body.value(u"checksum").toString(), checksum);
        QCOMPARE(QString::fromLatin1(settings.etag), u'"' + checksum + u'"');
    }

    void readsWhoAsksToSignIn_data()
    {
        QTest::addColumn<QByteArrayView>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("valid");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("scope");
        QTest::newRow("Claude Code") << Form << QByteArray("surface=claude_code") << true << u"claude_code"_s << QString();
        QTest::newRow("the standard's") << Form << QByteArray("client_id=a+b%26&scope=x%20y") << true << u"a b&"_s << u"x y"_s;
        QTest::newRow("both") << Form << QByteArray("surface=s&client_id=c") << true << u"c"_s << QString();
        QTest::newRow("nothing") << Form << QByteArray() << true << QString() << QString();
        QTest::newRow("no type") << QByteArrayView() << QByteArray("client_id=c") << true << u"c"_s << QString();
        QTest::newRow("unknown parameter") << Form << QByteArray("client_id=c&new=1") << true << u"c"_s << QString();
        QTest::newRow("JSON") << Json << QByteArray(R"({"client_id":"c","scope":"s","n":1})") << true << u"c"_s << u"s"_s;
        QTest::newRow("twice") << Form << QByteArray("client_id=a&client_id=b") << false << QString() << QString();
        QTest::newRow("broken JSON") << Json << QByteArray("{") << false << QString() << QString();
        QTest::newRow("JSON array") << Json << QByteArray("[]") << false << QString() << QString();
        QTest::newRow("huge") << Form << QByteArray("client_id=" + QByteArray(20'000, 'x')) << false << QString() << QString();
    }

    void readsWhoAsksToSignIn()
    {
        QFETCH(QByteArrayView, type);
        QFETCH(QByteArray, body);
        QFETCH(bool, valid);
        const auto request = parseDeviceAuthorizationRequest(type, body);
        QCOMPARE(request.has_value(), valid);
        if (request) {
            QTEST(request->client, "client");
            QTEST(request->scope, "scope");
        }
    }

    void readsTheDeviceCode_data()
    {
        QTest::addColumn<QByteArrayView>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QByteArray>("error");
        const QByteArray grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
        QTest::newRow("form") << Form << QByteArray(grant + "&device_code=abc-_1") << u"abc-_1"_s << QByteArray();
        QTest::newRow("JSON") << Json << QByteArray(R"({"grant_type":"urn:ietf:params:oauth:grant-type:device_code","device_code":"abc"})")
                              << u"abc"_s << QByteArray();
        QTest::newRow("with a client") << Form << QByteArray("client_id=x&" + grant + "&device_code=abc") << u"abc"_s << QByteArray();
        QTest::newRow("no code") << Form << grant << QString() << QByteArray("invalid_request");
        QTest::newRow("empty code") << Form << QByteArray(grant + "&device_code=") << QString() << QByteArray("invalid_request");
        QTest::newRow("code twice") << Form << QByteArray(grant + "&device_code=a&device_code=b") << QString()
                                    << QByteArray("invalid_request");
        QTest::newRow("no grant type") << Form << QByteArray("device_code=abc") << QString() << QByteArray("invalid_request");
        QTest::newRow("refresh") << Form << QByteArray("grant_type=refresh_token&refresh_token=x") << QString()
                                 << QByteArray("unsupported_grant_type");
        QTest::newRow("password") << Form << QByteArray("grant_type=password&username=a&password=b") << QString()
                                  << QByteArray("unsupported_grant_type");
        QTest::newRow("nothing") << Form << QByteArray() << QString() << QByteArray("invalid_request");
        QTest::newRow("JSON with a number") << Json << QByteArray(R"({"grant_type":1})") << QString() << QByteArray("invalid_request");
    }

    void readsTheDeviceCode()
    {
        QFETCH(QByteArrayView, type);
        QFETCH(QByteArray, body);
        const DeviceTokenRequest request = parseTokenRequest(type, body);
        QTEST(textOf(request.deviceCode), "code");
        QTEST(request.error.error, "error");
        QCOMPARE(request.error.description.isEmpty(), request.deviceCode != nullptr);
    }

    void readsTheTokenToRevoke()
    {
        QCOMPARE(textOf(parseRevocationRequest(Form, "token=hp_x&token_type_hint=access_token")), u"hp_x"_s);
        QCOMPARE(textOf(parseRevocationRequest(Json, R"({"token":"hp_x"})")), u"hp_x"_s);
        QVERIFY(!parseRevocationRequest(Form, "token="));
        QVERIFY(!parseRevocationRequest(Form, "token=a&token=b"));
        QVERIFY(!parseRevocationRequest(Form, {}));
    }

    void thePageShowsACodeAndCanDoNothing_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("code"); // empty: none is shown
        QTest::newRow("complete") << QByteArray("user_code=WDJB-MJHT") << QByteArray("WDJB-MJHT");
        QTest::newRow("lower case") << QByteArray("user_code=wdjb-mjht&x=1") << QByteArray("WDJB-MJHT");
        QTest::newRow("none") << QByteArray() << QByteArray();
        QTest::newRow("markup") << QByteArray("user_code=<script>alert(1)</script>") << QByteArray();
        QTest::newRow("encoded markup") << QByteArray("user_code=%3Cb%3EWDJB-MJHT") << QByteArray();
        QTest::newRow("twice") << QByteArray("user_code=WDJB-MJHT&user_code=XXXX-XXXX") << QByteArray();
    }

    void thePageShowsACodeAndCanDoNothing()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, code);
        const QByteArray page = devicePage(query);
        QVERIFY(page.startsWith("<!DOCTYPE html>"));
        QVERIFY(page.contains(QByteArray("homeportctl approve " + (code.isEmpty() ? QByteArray("CODE") : code))));
        QVERIFY(page.contains("Homeport's window"));
        QVERIFY(!page.contains("@code@") && !page.contains("@style@"));
        for (const QByteArrayView active : {"<script", "<form", "<button", "<input", "<a ", "http:", "alert(", "onload"})
            QVERIFY2(!page.contains(active), active.data());
        QVERIFY(devicePageHeaders().value("content-security-policy").startsWith("default-src 'none'"));
    }
};

QTEST_APPLESS_MAIN(TestGatewayDocuments)
#include "tst_gatewaydocuments.moc"
