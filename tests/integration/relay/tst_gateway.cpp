// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/gatewayfixture.h"

#include <QElapsedTimer>

#include <algorithm>
#include <limits>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The addresses of a tool's sign-in, as bytes on the wire.
class TestGateway final : public QObject
{
    Q_OBJECT

    using State = DevicePoll::State;

    std::unique_ptr<GatewayFixture> m_relay;

private Q_SLOTS:
    void init() { m_relay = std::make_unique<GatewayFixture>(); }
    void cleanup() { m_relay.reset(); }

    void theMetadataNamesTheOriginThatWasAsked_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"127.0.0.1", "localhost", "[::1]"})
            QTest::newRow(name) << QByteArray(name);
    }

    void theMetadataNamesTheOriginThatWasAsked()
    {
        QFETCH(QByteArray, name);
        m_relay->ask("GET /.well-known/oauth-authorization-server", {}, {}, name);
        QCOMPARE(m_relay->status(), 200);
        const QString origin = u"http://%1:%2"_s.arg(QString::fromLatin1(name)).arg(m_relay->host.port());
        QCOMPARE(m_relay->json()["issuer"_L1].toString(), origin);
        for (const auto &[field, path] :
             {std::pair(u"device_authorization_endpoint"_s, u"/oauth/device_authorization"_s),
              std::pair(u"token_endpoint"_s, u"/oauth/token"_s), std::pair(u"revocation_endpoint"_s, u"/oauth/revoke"_s)})
            QCOMPARE(m_relay->json()[field].toString(), QString(origin + path));
    }

    void aToolGetsItsCodes()
    {
        m_relay->ask("POST /oauth/device_authorization", "surface=claude_code", "content-type: application/x-www-form-urlencoded\r\n",
                     "localhost");
        QCOMPARE(m_relay->status(), 200);
        QVERIFY(m_relay->has("cache-control: no-store"));
        QCOMPARE(m_relay->json()["user_code"_L1].toString(), u"WDJB-MJHT"_s);
        QCOMPARE(m_relay->json()["device_code"_L1].toString(), u"device-code"_s);
        QCOMPARE(m_relay->json()["expires_in"_L1].toInt(), 600);
        QCOMPARE(m_relay->json()["verification_uri"_L1].toString(), u"http://localhost:%1/device"_s.arg(m_relay->host.port()));
        QVERIFY(m_relay->authority.questions().constFirst().startsWith(u"begin claude_code"_s));
#ifdef Q_OS_LINUX
        QVERIFY(m_relay->authority.questions().constFirst().endsWith(u"program"_s)); // this test's own
#endif
    }

    void whatKeepsAToolFromItsCodesIsTold()
    {
        m_relay->authority.authorization = Error{Error::Code::RateLimited, u"Twenty wait."_s};
        m_relay->ask("POST /oauth/device_authorization", "surface=claude_code");
        QCOMPARE(m_relay->status(), 400);
        QCOMPARE(m_relay->json(), (QJsonObject{{u"error"_s, u"slow_down"_s}, {u"error_description"_s, u"Twenty wait."_s}}));
        m_relay->authority.authorization = Error{Error::Code::Cancelled, u"It ends."_s};
        m_relay->ask("POST /oauth/device_authorization", "surface=claude_code");
        QCOMPARE(m_relay->status(), 503);
        QCOMPARE(m_relay->json()["error"_L1].toString(), u"temporarily_unavailable"_s);
        const qsizetype asked = m_relay->authority.questions().size();
        m_relay->ask("POST /oauth/device_authorization", "a=1&a=2");
        QCOMPARE(m_relay->status(), 400);
        QCOMPARE(m_relay->json()["error"_L1].toString(), u"invalid_request"_s);
        QCOMPARE(m_relay->authority.questions().size(), asked);
    }

    void aPollIsAnsweredByItsState_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<QString>("error");
        QTest::newRow("pending") << State::Pending << u"authorization_pending"_s;
        QTest::newRow("slow down") << State::SlowDown << u"slow_down"_s;
        QTest::newRow("expired") << State::Expired << u"expired_token"_s;
        QTest::newRow("denied") << State::Denied << u"access_denied"_s;
        QTest::newRow("unknown") << State::Unknown << u"invalid_grant"_s;
    }

    void aPollIsAnsweredByItsState()
    {
        QFETCH(State, state);
        m_relay->authority.answer = DevicePoll{state, {}};
        m_relay->poll();
        QCOMPARE(m_relay->status(), 400);
        QVERIFY(m_relay->has("cache-control: no-store"));
        QTEST(m_relay->json()["error"_L1].toString(), "error");
        QCOMPARE(m_relay->authority.questions(), QStringList{u"poll the-code"_s});
    }

    void anApprovedToolGetsItsToken_data()
    {
        QTest::addColumn<QDateTime>("end");
        QTest::addColumn<qint64>("lowest");
        QTest::addColumn<qint64>("highest");
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QTest::newRow("for ever") << QDateTime() << qint64(315'360'000) << qint64(315'360'000);
        QTest::newRow("for an hour") << now.addSecs(3600) << qint64(3000) << qint64(3600);
        QTest::newRow("over already") << now.addSecs(-5) << qint64(0) << qint64(0);
    }

    void anApprovedToolGetsItsToken()
    {
        QFETCH(QDateTime, end);
        QFETCH(qint64, lowest);
        QFETCH(qint64, highest);
        m_relay->authority.answer = DevicePoll{State::Approved, {shareSecret(QByteArray("hp_token")), 3, end}};
        m_relay->poll();
        QCOMPARE(m_relay->status(), 200);
        QVERIFY(m_relay->has("cache-control: no-store"));
        QCOMPARE(m_relay->json()["access_token"_L1].toString(), u"hp_token"_s);
        QCOMPARE(m_relay->json()["token_type"_L1].toString(), u"Bearer"_s);
        QVERIFY(m_relay->json()["expires_in"_L1].isDouble());
        const qint64 left = m_relay->json()["expires_in"_L1].toInteger();
        QVERIFY2(left >= lowest && left <= highest, qPrintable(QString::number(left)));
    }

    void requestsThatAreNoneAreToldWhy_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("error");
        const auto row = [](const QByteArray &line, const QByteArray &body, int status, const QString &error) {
            const QByteArray name = line + ' ' + body.first(std::min<qsizetype>(30, body.size()));
            QTest::newRow(name.constData()) << line << body << status << error;
        };
        row("POST /oauth/token", "", 400, u"invalid_request"_s);
        row("POST /oauth/token", "grant_type=refresh_token&refresh_token=x", 400, u"unsupported_grant_type"_s);
        row("POST /oauth/token", "grant_type=urn:ietf:params:oauth:grant-type:device_code", 400, u"invalid_request"_s);
        row("POST /oauth/token", QByteArray(17'000, 'x'), 400, u"invalid_request"_s);
        row("GET /oauth/token", "", 405, u"invalid_request"_s);
        row("GET /oauth/device_authorization", "", 405, u"invalid_request"_s);
        row("PUT /oauth/revoke", "", 405, u"invalid_request"_s);
        row("POST /oauth/revoke", "", 400, u"invalid_request"_s);
        row("POST /.well-known/oauth-authorization-server", "", 405, u"invalid_request"_s);
        row("POST /managed/settings", "", 405, u"invalid_request"_s);
        row("DELETE /v1/metrics", "", 405, u"invalid_request"_s);
    }

    void requestsThatAreNoneAreToldWhy()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, body);
        m_relay->ask(line, body);
        QTEST(m_relay->status(), "status");
        QTEST(m_relay->json()["error"_L1].toString(), "error");
        QCOMPARE(m_relay->has("allow: "), m_relay->status() == 405);
        QVERIFY(m_relay->authority.questions().isEmpty());
    }

    void aSignOutIsAnsweredTheSameWhateverTheTokenWas()
    {
        m_relay->ask("POST /oauth/revoke", "token=hp_some");
        QCOMPARE(m_relay->status(), 200);
        QCOMPARE(m_relay->authority.questions(), QStringList{u"revoke hp_some"_s});
        m_relay->authority.revoked = Error{Error::Code::Locked, u"The vault is locked."_s};
        m_relay->ask("POST /oauth/revoke", "token=hp_some");
        QCOMPARE(m_relay->status(), 503);
    }

    void thereIsNoPolicyOfOurs()
    {
        m_relay->ask("GET /managed/settings");
        QCOMPARE(m_relay->status(), 200);
        QCOMPARE(m_relay->json()["settings"_L1].toObject(), QJsonObject());
        QVERIFY(m_relay->json()["settings"_L1].isObject());
        const QByteArray etag = QByteArray(1, '"') + m_relay->json()["checksum"_L1].toString().toLatin1() + '"';
        QVERIFY(m_relay->has("etag: " + etag));
        m_relay->ask("GET /managed/settings", {}, "If-None-Match: " + etag + "\r\n");
        QCOMPARE(m_relay->status(), 304);
        QVERIFY(m_relay->body().isEmpty());
    }

    void thePageSaysWhereToApproveAndNothingElse()
    {
        m_relay->ask("GET /device?user_code=WDJB-MJHT");
        QCOMPARE(m_relay->status(), 200);
        QVERIFY(m_relay->body().contains("WDJB-MJHT"));
        QVERIFY(!m_relay->body().contains("<form") && !m_relay->body().contains("<script"));
        QVERIFY(m_relay->has("content-security-policy: "));
        QVERIFY(m_relay->authority.questions().isEmpty()); // whether such a sign-in exists is not looked at
    }

    void whatAToolCountsOfItselfIsTakenAndForgotten()
    {
        for (const QByteArray &path : {QByteArray("/v1/metrics"), QByteArray("/v1/logs"), QByteArray("/v1/traces")}) {
            m_relay->ask("POST " + path, "{}", "content-type: application/json\r\n");
            QCOMPARE(m_relay->status(), 200);
        }
    }

    void nothingOfThisIsForWebPages_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("status");
        QTest::newRow("Origin") << QByteArray("Origin: https://evil.example\r\n") << QByteArray("127.0.0.1") << 403;
        QTest::newRow("cross-site") << QByteArray("Sec-Fetch-Site: cross-site\r\n") << QByteArray("127.0.0.1") << 403;
        QTest::newRow("rebinding") << QByteArray() << QByteArray("evil.example") << 421;
    }

    void nothingOfThisIsForWebPages()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, name);
        for (const char *line : {"POST /oauth/device_authorization", "POST /oauth/token", "POST /oauth/revoke", "GET /device"}) {
            m_relay->ask(line, "surface=claude_code&token=x", fields, name);
            QTEST(m_relay->status(), "status");
        }
        QVERIFY(m_relay->authority.questions().isEmpty());
    }

    void guessesAtDeviceCodesWaitAndPollsOfThoseWhoHaveOneDoNot()
    {
        for (int guess = 0; guess < 5; ++guess)
            m_relay->poll();
        QElapsedTimer timer;
        timer.start();
        m_relay->poll();
        QVERIFY2(timer.elapsed() >= 240, qPrintable(QString::number(timer.elapsed())));
        m_relay->authority.answer = DevicePoll{State::Pending, {}};
        // The next guess would wait half a second, each time. One that does not is enough: the machine may be busy.
        qint64 shortest = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5 && shortest >= 400; ++i) {
            timer.restart();
            m_relay->poll();
            shortest = std::min(shortest, timer.elapsed());
        }
        QVERIFY2(shortest < 400, qPrintable(QString::number(shortest)));
    }

    void noneOfItIsRecordedAndAKeyIsStillNeededElsewhere()
    {
        m_relay->ask("GET /.well-known/oauth-authorization-server");
        m_relay->poll();
        RelaySnapshot open;
        open.vaultLocked = false;
        m_relay->host.setSnapshot(std::move(open));
        m_relay->ask("POST /v1/messages", "{}");
        QCOMPARE(m_relay->status(), 401);
        QTRY_COMPARE(m_relay->records, 1);
    }

    void withoutAnAuthorityThereAreNoSuchAddresses()
    {
        RelayHost host(RelayOptions{0, {}, nullptr, {}});
        const auto started = host.start();
        QTRY_VERIFY(started.isFinished());
        RawClient client(host.port());
        client.send("GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(host.port())
                    + "\r\n\r\n");
        QTRY_COMPARE(client.status(), 503); // as any other request, this one finds the vault locked
    }
};

QTEST_GUILESS_MAIN(TestGateway)
#include "tst_gateway.moc"
