// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// A tool signs in to the real program, as Claude Code's "Cloud gateway" login does, and homeportctl decides.
class TestGatewayProcess final : public QObject
{
    Q_OBJECT

    struct Codes
    {
        QByteArray device;
        QString user;
    };

    Simulator m_provider;
    HomeportProcess m_homeport;

    [[nodiscard]] static QJsonObject object(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }
    [[nodiscard]] HttpAnswer post(const QByteArray &path, const QByteArray &form) const
    {
        return exchange(m_homeport.port(),
                        "POST " + path + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_homeport.port())
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nContent-Length: "
                            + QByteArray::number(form.size()) + "\r\n\r\n" + form);
    }
    [[nodiscard]] Codes begin() const
    {
        const QJsonObject answer = object(post("/oauth/device_authorization", "surface=claude_code").body);
        return {answer["device_code"_L1].toString().toLatin1(), answer["user_code"_L1].toString()};
    }
    [[nodiscard]] QJsonObject poll(const Codes &codes) const
    {
        return object(
            post("/oauth/token", "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=" + codes.device).body);
    }
    [[nodiscard]] QString errorOf(const Codes &codes) const { return poll(codes)["error"_L1].toString(); }
    // A whole sign-in: the token, and the id of its key.
    [[nodiscard]] std::pair<QByteArray, QString> signedIn(const QStringList &options = {}) const
    {
        const Codes codes = begin();
        const Finished approved = m_homeport.ctl(QStringList{u"--json"_s, u"approve"_s, codes.user} + options);
        const qint64 id = object(approved.out)["key"_L1]["id"_L1].toInteger();
        return {poll(codes)["access_token"_L1].toString().toLatin1(), QString::number(id)};
    }
    [[nodiscard]] HttpAnswer message(const QByteArray &token) const
    {
        const QByteArray body = messagesBody("hello", false);
        return exchange(m_homeport.port(),
                        "POST /v1/messages?beta=true HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_homeport.port())
                            + "\r\nAuthorization: Bearer " + token
                            + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    static void verifyRefused(const HttpAnswer &answer, const QByteArray &words)
    {
        QCOMPARE(answer.status, 401);
        QVERIFY(answer.head.toLower().contains("\r\nx-should-retry: false"));
        QVERIFY2(answer.body.contains(words), answer.body.constData());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_provider.start());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY(m_homeport.addAccount(m_provider.baseUrl(), m_provider.issueApiKey(), u"one"_s));
    }

    void aWholeSignIn()
    {
        const QJsonObject metadata = object(m_homeport.get("/.well-known/oauth-authorization-server").body);
        QCOMPARE(metadata["issuer"_L1].toString(), u"http://127.0.0.1:%1"_s.arg(m_homeport.port()));
        const Codes codes = begin();
        QCOMPARE(errorOf(codes), u"authorization_pending"_s);
        QCOMPARE(errorOf(codes), u"slow_down"_s);
        const Finished listed = m_homeport.ctl({u"logins"_s});
        QVERIFY2(listed.out.contains(codes.user.toLatin1()) && listed.out.contains("claude_code"), listed.out.constData());
#ifdef Q_OS_LINUX
        QVERIFY2(listed.out.contains("tst_gateway_process (pid "), listed.out.constData());
#endif
        const Finished approved = m_homeport.ctl({u"approve"_s, codes.user.toLower().remove(u'-'), u"--name"_s, u"laptop"_s});
        QCOMPARE(approved.exitCode, 0);
        QVERIFY2(approved.out.contains("approved") && approved.out.contains("laptop"), approved.out.constData());
        QVERIFY(!approved.out.contains("hp_"));
        QVERIFY(m_homeport.ctl({u"logins"_s}).out.contains("no tool waits"));
        const QJsonObject granted = poll(codes);
        const QByteArray token = granted["access_token"_L1].toString().toLatin1();
        QVERIFY(token.startsWith("hp_"));
        QCOMPARE(granted["token_type"_L1].toString(), u"Bearer"_s);
        QVERIFY(granted["expires_in"_L1].toInteger() > 0);
        QCOMPARE(errorOf(codes), u"invalid_grant"_s); // once
        QCOMPARE(message(token).status, 200);
        const QJsonObject key = object(m_homeport.ctl({u"--json"_s, u"keys"_s, u"list"_s}).out)["keys"_L1].toArray().last().toObject();
        QCOMPARE(key["name"_L1].toString(), u"laptop"_s);
        QCOMPARE(key["kind"_L1].toString(), u"login"_s);
    }

    void aDeniedToolIsTold()
    {
        const Codes codes = begin();
        QCOMPARE(m_homeport.ctl({u"deny"_s, codes.user}).exitCode, 0);
        QCOMPARE(errorOf(codes), u"access_denied"_s);
        const Finished again = m_homeport.ctl({u"approve"_s, codes.user});
        QCOMPARE(again.exitCode, 1);
        QVERIFY2(again.err.contains("No sign-in with this code is waiting"), again.err.constData());
    }

    void revocationEndsIt()
    {
        const auto [token, id] = signedIn();
        QCOMPARE(message(token).status, 200);
        QCOMPARE(m_homeport.ctl({u"keys"_s, u"revoke"_s, id}).exitCode, 0);
        verifyRefused(message(token), "was revoked: sign in again");
    }

    void theToolsOwnSignOutDoesToo()
    {
        const auto [token, id] = signedIn();
        QCOMPARE(post("/oauth/revoke", "token=hp_not-this-one").status, 200);
        QCOMPARE(message(token).status, 200);
        QCOMPARE(post("/oauth/revoke", "token=" + token).status, 200);
        verifyRefused(message(token), "was revoked: sign in again");
    }

    void aTokenCarriesTheLimitsItWasApprovedWith()
    {
        const auto [token, id] = signedIn({u"--requests-per-hour"_s, u"1"_s, u"--expires-after-days"_s, u"2"_s});
        QCOMPARE(message(token).status, 200);
        QCOMPARE(message(token).status, 429);
        QVERIFY(m_homeport.ctl({u"keys"_s, u"show"_s, id}).out.contains("expires"));
    }

    void anExpiredTokenIsTold()
    {
        const auto [token, id] = signedIn({u"--expires"_s, u"2020-01-01"_s});
        verifyRefused(message(token), "sign in again");
    }

    void whoTriesCodesIsStopped()
    {
        const Codes codes = begin();
        QCOMPARE(m_homeport.ctl({u"approve"_s, u"not-a-code"_s}).exitCode, 1);
        for (int tries = 0; tries < 5; ++tries)
            std::ignore = m_homeport.ctl({u"approve"_s, u"BCDF-GHJK"_s});
        QVERIFY(m_homeport.ctl({u"approve"_s, codes.user}).err.contains("Too many wrong codes"));
    }

    void whatWaitedIsGoneAfterARestartAndTokensServeOn()
    {
        const Codes codes = begin();
        QVERIFY(m_homeport.terminate());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QCOMPARE(errorOf(codes), u"invalid_grant"_s);
        const auto [token, id] = signedIn();
        QVERIFY(m_homeport.terminate());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QCOMPARE(message(token).status, 200);
    }
};

QTEST_GUILESS_MAIN(TestGatewayProcess)
#include "tst_gateway_process.moc"
