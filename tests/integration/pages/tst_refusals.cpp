// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"
#include "tests/support/otheruser.h"

#include <QRegularExpression>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Each link of the chain that a request has to pass, byte by byte, against a whole relay.
class TestRefusals final : public QObject
{
    Q_OBJECT

    // @HOST@ is "127.0.0.1:PORT", @PORT@ the port, @KEY@ a valid key, @REVOKED@ one that was.
    static void row(const char *name, const QByteArray &line, const QByteArray &fields, int status)
    {
        QTest::newRow(name) << QByteArray(line + " HTTP/1.1\r\n" + fields + "Content-Length: 2\r\n\r\n{}") << status;
    }
    static void rowsOfHosts()
    {
        const QByteArray line = "POST /v1/messages";
        const QByteArray key = "x-api-key: @KEY@\r\n";
        row("foreign host", line, "Host: evil.test:@PORT@\r\n" + key, 421);
        row("foreign host that begins like ours", line, "Host: 127.0.0.1.evil.test:@PORT@\r\n" + key, 421);
        row("foreign host that ends like ours", line, "Host: evil.localhost:@PORT@\r\n" + key, 421);
        row("user in the host", line, "Host: 127.0.0.1:@PORT@@evil.test\r\n" + key, 421);
        row("without a port", line, "Host: 127.0.0.1\r\n" + key, 421);
        row("another port", line, "Host: 127.0.0.1:80\r\n" + key, 421);
        row("port with a zero before", line, "Host: 127.0.0.1:0@PORT@\r\n" + key, 421);
        row("any address", line, "Host: 0.0.0.0:@PORT@\r\n" + key, 421);
        row("another loopback address", line, "Host: 127.0.0.2:@PORT@\r\n" + key, 421);
        row("a number", line, "Host: 2130706433:@PORT@\r\n" + key, 421);
        row("trailing dot", line, "Host: localhost.:@PORT@\r\n" + key, 421);
        row("mapped address", line, "Host: [::ffff:127.0.0.1]:@PORT@\r\n" + key, 421);
        row("empty host", line, "Host:\r\n" + key, 421);
        row("no host", line, key, 400);
        row("two hosts", line, "Host: @HOST@\r\nHost: evil.test\r\n" + key, 400);
        row("absolute target of a foreign host", "POST http://evil.test:@PORT@/v1/messages", "Host: @HOST@\r\n" + key, 421);
        row("absolute target of ours, foreign host", "POST http://@HOST@/v1/messages", "Host: evil.test\r\n" + key, 421);
    }
    static void rowsOfPages()
    {
        const QByteArray line = "POST /v1/messages";
        const QByteArray ours = "Host: @HOST@\r\nx-api-key: @KEY@\r\n";
        row("origin of a page", line, ours + "Origin: https://evil.test\r\n", 403);
        row("origin without a name", line, ours + "Origin: null\r\n", 403);
        row("our own origin", line, ours + "Origin: http://@HOST@\r\n", 403);
        row("empty origin", line, ours + "Origin:\r\n", 403);
        row("two origins", line, ours + "Origin: http://@HOST@\r\nOrigin: https://evil.test\r\n", 403);
        row("origin in capitals", line, ours + "ORIGIN: https://evil.test\r\n", 403);
        row("cross-site", line, ours + "Sec-Fetch-Site: cross-site\r\n", 403);
        row("same site, another origin", line, ours + "Sec-Fetch-Site: same-site\r\n", 403);
        row("navigation from another site", "GET /v1/models", ours + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n", 403);
        row("preflight", "OPTIONS /v1/messages",
            ours + "Origin: https://evil.test\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-api-key\r\n",
            403);
        row("preflight into private networks", "OPTIONS /v1/messages",
            ours + "Origin: https://evil.test\r\nAccess-Control-Request-Private-Network: true\r\n", 403);
        row("WebSocket of a page", "GET /v1/responses",
            ours + "Origin: https://evil.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n", 403);
    }
    static void rowsOfKeys()
    {
        const QByteArray line = "POST /v1/messages";
        const QByteArray host = "Host: @HOST@\r\n";
        row("no key", line, host, 401);
        row("revoked key", line, host + "x-api-key: @REVOKED@\r\n", 401);
        row("revoked key as bearer", line, host + "Authorization: Bearer @REVOKED@\r\n", 401);
        row("unknown key", line, host + "x-api-key: hp_" + QByteArray(43, 'A') + "\r\n", 401);
        row("key cut short", line, host + "x-api-key: hp_\r\n", 401);
        row("a provider's key", line, host + "x-api-key: sk-ant-api03-x\r\n", 401);
        row("basic login", line, host + "Authorization: Basic aHBfOmhwXw==\r\n", 401);
        row("key in a cookie", line, host + "Cookie: x-api-key=@KEY@\r\n", 401);
        row("key in the query", "POST /v1/messages?key=@KEY@", host, 401);
    }

    static QByteArray filled(QByteArray request, const RelayFixture &relay, const QByteArray &revoked)
    {
        const QByteArray port = QByteArray::number(relay.host.port());
        return request.replace("@HOST@", QByteArray("127.0.0.1:" + port))
            .replace("@PORT@", port)
            .replace("@KEY@", relay.key)
            .replace("@REVOKED@", revoked);
    }

private Q_SLOTS:
    void nothingIsForwarded_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        rowsOfHosts();
        rowsOfPages();
        rowsOfKeys();
    }

    void nothingIsForwarded()
    {
        QFETCH(QByteArray, request);
        RelayFixture relay;
        const QByteArray revoked = "hp_" + randomToken(32);
        RelaySnapshot snapshot = relay.snapshot();
        LocalKey old;
        old.id = 2;
        old.name = u"old key"_s;
        old.hash = relay.sealer->keyedHash(revoked);
        old.revokedAt = QDateTime::currentDateTimeUtc();
        snapshot.keys << old;
        relay.host.setSnapshot(std::move(snapshot));
        relay.settle();

        RawClient client(relay.host.port());
        client.send(filled(request, relay, revoked));
        QTRY_VERIFY(client.received().endsWith('}'));
        QTEST(client.status(), "status");
        // In the shape that the tools of that address understand.
        const bool isOpenAi = request.startsWith("GET /v1/responses");
        QVERIFY(client.rawBody().startsWith(isOpenAi ? "{\"error\":{" : "{\"type\":\"error\""));
        QVERIFY(client.head().toLower().contains("x-should-retry: false"));
        QVERIFY(!client.head().toLower().contains("access-control-"));
        QVERIFY(!client.received().contains(relay.key) && !client.received().contains(revoked));
        QVERIFY(relay.upstream.seen().isEmpty());
    }

    void aRequestOfAnotherUserIsRefusedWhateverItKnows()
    {
        if (!OtherUser::isPossible())
            QSKIP("only root can become another user");
        RelayFixture relay;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"refused.*another user"_s));
        OtherUser other(u"127.0.0.1"_s, relay.host.port(), relay.post("{}"));
        QTRY_VERIFY_WITH_TIMEOUT(other.ended(), 15'000);
        const QByteArray answer = other.received();
        QVERIFY2(answer.startsWith("HTTP/1.1 403 "), answer.constData());
        QVERIFY(answer.contains("\"permission_error\""));
        QVERIFY(answer.contains("another user of this computer"));
        QVERIFY(relay.upstream.seen().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
