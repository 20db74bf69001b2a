// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/formdata.h"
#include "core/oauth/pkce.h"
#include "core/simulator/simulator.h"
#include "tests/unit/oauth/browser.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestOAuthPages final : public QObject
{
    Q_OBJECT

    Simulator m_simulator;
    Browser m_browser;
    const QByteArray m_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const QByteArray m_redirect = "http://127.0.0.1:4711/callback";

    [[nodiscard]] QByteArray url(const QByteArray &path) const { return m_simulator.baseUrl().toUtf8() + path; }

    [[nodiscard]] FormData authorizeFields() const
    {
        return {{"response_type", "code"},
                {"client_id", "homeport-demo"},
                {"redirect_uri", m_redirect},
                {"state", "S&1"},
                {"code_challenge", pkceChallenge(m_verifier)},
                {"code_challenge_method", "S256"},
                {"scope", "inference"}};
    }

    [[nodiscard]] QUrl authorizeUrl(const FormData &fields) const
    {
        QByteArray address = url("/oauth/authorize");
        for (const auto &[name, value] : fields)
            appendQueryField(address, name, value);
        return QUrl::fromEncoded(address, QUrl::StrictMode);
    }

    [[nodiscard]] FormData approved(const FormData &fields)
    {
        const QByteArray redirect = m_browser.decide(authorizeUrl(fields));
        return parseForm(redirect.sliced(redirect.indexOf('?') + 1)).value_or(FormData{});
    }

    [[nodiscard]] HttpResponse redeem(const FormData &fields)
    {
        QByteArray body;
        for (const auto &[name, value] : fields)
            appendFormField(body, name, value);
        return m_browser.go("POST", url("/oauth/token"), body, {{"content-type", "application/x-www-form-urlencoded"}});
    }

    [[nodiscard]] FormData tokenFields(const QByteArray &code) const
    {
        return {{"grant_type", "authorization_code"},
                {"client_id", "homeport-demo"},
                {"code", code},
                {"redirect_uri", m_redirect},
                {"code_verifier", m_verifier}};
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_simulator.start()); }

    void thePageSaysWhatItIs()
    {
        const HttpResponse page = m_browser.get(authorizeUrl(authorizeFields()).toEncoded());
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains("Simulated provider: nothing leaves this computer"));
        QVERIFY(page.body.contains("value=\"approve\"") && page.body.contains("value=\"deny\""));
        QVERIFY(!page.body.contains("<script"));
        for (const char *placeholder : {"@style@", "@client@", "@request@"})
            QVERIFY2(!page.body.contains(placeholder), placeholder);
        QVERIFY(page.headers.value("content-security-policy").contains("frame-ancestors 'none'"));
        QCOMPARE(page.headers.value("cache-control").toByteArray(), QByteArray("no-store"));
    }

    void refusesABadRequestOnAPage_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("response type") << QByteArray("response_type") << QByteArray("token");
        QTest::newRow("client") << QByteArray("client_id") << QByteArray("someone");
        QTest::newRow("plain PKCE") << QByteArray("code_challenge_method") << QByteArray("plain");
        QTest::newRow("no challenge") << QByteArray("code_challenge") << QByteArray();
        QTest::newRow("redirect elsewhere") << QByteArray("redirect_uri") << QByteArray("http://example.com/callback");
        QTest::newRow("redirect that looks local") << QByteArray("redirect_uri") << QByteArray("http://127.0.0.1.example.com/callback");
        QTest::newRow("redirect by user name") << QByteArray("redirect_uri") << QByteArray("http://127.0.0.1@example.com/callback");
        QTest::newRow("redirect with line end") << QByteArray("redirect_uri") << QByteArray("http://127.0.0.1:1/x\r\nset-cookie: a=b");
        QTest::newRow("redirect scheme") << QByteArray("redirect_uri") << QByteArray("javascript:alert(1)");
    }

    void refusesABadRequestOnAPage()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        FormData fields = authorizeFields();
        fields[field] = value;
        const HttpResponse page = m_browser.get(authorizeUrl(fields).toEncoded());
        QCOMPARE(page.status, 400);
        QVERIFY(!page.headers.contains("location"));
        QVERIFY(page.body.contains("is refused"));
    }

    void approvalBringsCodeAndState()
    {
        const FormData redirect = approved(authorizeFields());
        QCOMPARE(redirect.at("state"), QByteArray("S&1"));
        const HttpResponse reply = redeem(tokenFields(redirect.at("code")));
        QCOMPARE(reply.status, 200);
        const QJsonObject token = QJsonDocument::fromJson(reply.body).object();
        QVERIFY(token["access_token"_L1].toString().startsWith(u"sim-at-"));
        QCOMPARE(token["token_type"_L1].toString(), u"Bearer"_s);
        QVERIFY(!token.contains("refresh_token"_L1) && !token.contains("expires_in"_L1));
        QCOMPARE(reply.headers.value("cache-control").toByteArray(), QByteArray("no-store"));
    }

    void aRefreshTokenComesWithOfflineAccess()
    {
        FormData fields = authorizeFields();
        fields["scope"] = "inference offline_access";
        const HttpResponse reply = redeem(tokenFields(approved(fields).at("code")));
        QVERIFY(QJsonDocument::fromJson(reply.body).object()["refresh_token"_L1].toString().startsWith(u"sim-rt-"));
    }

    void aCodeIsSpentAfterOneTry_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("status");
        QTest::newRow("all right") << QByteArray("code_verifier") << m_verifier << 200;
        QTest::newRow("wrong verifier") << QByteArray("code_verifier") << QByteArray(43, 'x') << 400;
        QTest::newRow("wrong redirect") << QByteArray("redirect_uri") << QByteArray("http://127.0.0.1:4712/callback") << 400;
        QTest::newRow("wrong client") << QByteArray("client_id") << QByteArray("someone") << 400;
        QTest::newRow("wrong grant type") << QByteArray("grant_type") << QByteArray("password") << 400;
    }

    void aCodeIsSpentAfterOneTry()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        QFETCH(int, status);
        const QByteArray code = approved(authorizeFields()).at("code");
        FormData fields = tokenFields(code);
        fields[field] = value;
        QCOMPARE(redeem(fields).status, status);
        const HttpResponse again = redeem(tokenFields(code));
        QCOMPARE(again.status, 400);
        QCOMPARE(QJsonDocument::fromJson(again.body).object()["error"_L1].toString(), u"invalid_grant"_s);
    }

    void denialAndItsFault()
    {
        const QByteArray denied = m_browser.decide(authorizeUrl(authorizeFields()), "deny");
        QVERIFY(denied.contains("error=access_denied") && denied.contains("state=S%261") && !denied.contains("code="));
        SimulatorFaults faults;
        faults.denySignIn = true;
        m_simulator.setFaults(faults);
        QVERIFY(m_browser.decide(authorizeUrl(authorizeFields())).contains("error=access_denied"));
        m_simulator.setFaults({});
    }

    void anApprovalNeedsAFreshPage()
    {
        const QByteArray origin = url("");
        QCOMPARE(m_browser.go("POST", url("/oauth/approve"), "request=unknown&decision=approve", {{"Origin", origin}}).status, 400);
        QCOMPARE(
            m_browser.go("POST", url("/oauth/approve"), "request=unknown&decision=approve", {{"Origin", "https://evil.example"}}).status,
            403);
        QCOMPARE(m_browser.go("POST", url("/oauth/approve"), "request=unknown&decision=approve", {{"Origin", "null"}}).status, 403);
    }
};

QTEST_GUILESS_MAIN(TestOAuthPages)
#include "tst_oauthpages.moc"
