// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/http/testserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using homeport::test::RawClient;
using Server = homeport::test::TestServer;
using namespace std::chrono_literals;

class TestHttpListener final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOnBothLoopbackAddresses()
    {
        Server server;
        for (const QHostAddress &address : {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)}) {
            RawClient client(server.port, address);
            QVERIFY(client.isConnected());
            client.send(server.get("/a"));
            QTRY_VERIFY(client.received().endsWith("GET /a "));
        }
    }

    void neverSendsACorsField()
    {
        Server server;
        RawClient client(server.port);
        client.send(server.get("/a"));
        QTRY_COMPARE(client.status(), 200);
        QVERIFY(!client.received().toLower().contains("access-control"));
    }

    void takesARequestAtEverySplit()
    {
        Server server;
        const QByteArray request = "POST /x?y HTTP/1.1\r\n" + server.host + "Content-Length: 5\r\n\r\nhello";
        for (qsizetype split = 1; split < request.size(); ++split) {
            RawClient client(server.port);
            client.send(request.first(split));
            QTRY_COMPARE(server.listener.connectionCount(), 1);
            client.send(request.sliced(split));
            QTRY_VERIFY(client.received().endsWith("POST /x?y hello"));
            client.close();
            QTRY_COMPARE(server.listener.connectionCount(), 0);
        }
    }

    void takesAChunkedBody()
    {
        Server server;
        RawClient client(server.port);
        client.send("POST / HTTP/1.1\r\n" + server.host + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        client.send("2\r\nde\r\n0\r\n\r\n");
        QTRY_VERIFY(client.received().endsWith("POST / abcde"));
    }

    void answersPipelinedRequestsInOrderOneAtATime()
    {
        Server server;
        server.echo = false;
        RawClient client(server.port);
        client.send(server.get("/1") + server.get("/2") + server.get("/3"));
        for (std::size_t i = 0; i < 3; ++i) {
            QTRY_COMPARE(server.streams.size(), i + 1);
            QCOMPARE(server.requests.back()->target, "/" + QByteArray::number(i + 1));
            server.streams.back()->send(200, "text/plain", QByteArray("answer " + QByteArray::number(i + 1)));
        }
        QTRY_VERIFY(client.received().endsWith("answer 3"));
        QVERIFY(client.received().indexOf("answer 1") < client.received().indexOf("answer 2"));
    }

    void refusesWithOneClearAnswer_data()
    {
        QTest::addColumn<QByteArray>("bytes"); // @HOST@ is replaced
        QTest::addColumn<int>("status");
        QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n") << 400;
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\r\n\r\n", 10) << 400;
        QTest::newRow("large head") << QByteArray("GET / HTTP/1.1\r\n@HOST@X: ") + QByteArray(3000, 'x') << 431;
        QTest::newRow("declared too large") << QByteArray("POST / HTTP/1.1\r\n@HOST@Content-Length: 5000\r\n\r\n") << 413;
        QTest::newRow("chunked too large") << QByteArray("POST / HTTP/1.1\r\n@HOST@Transfer-Encoding: chunked\r\n\r\nfff\r\n")
                                                  + QByteArray(4096, 'x')
                                           << 413;
        QTest::newRow("foreign host") << QByteArray("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n") << 421;
        QTest::newRow("origin") << QByteArray("GET / HTTP/1.1\r\n@HOST@Origin: https://evil.example\r\n\r\n") << 403;
    }

    void refusesWithOneClearAnswer()
    {
        QFETCH(QByteArray, bytes);
        Server server(HttpLimits{8, 2048, 4000});
        RawClient client(server.port);
        client.send(bytes.replace("@HOST@", server.host));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QTEST(client.status(), "status");
        QVERIFY(client.head().contains("Connection: close"));
        QVERIFY(!client.rawBody().isEmpty());
        QVERIFY(server.requests.empty());
    }

    void endsAStalledHeadBodyAndIdleConnection()
    {
        Server server(HttpLimits{8, 2048, 4000, 60ms, 60ms, 60ms});
        RawClient head(server.port);
        RawClient body(server.port);
        RawClient idle(server.port);
        head.send("GET / HT");
        body.send("POST / HTTP/1.1\r\n" + server.host + "Content-Length: 10\r\n\r\nabc");
        QTRY_COMPARE(head.status(), 408);
        QTRY_COMPARE(body.status(), 408);
        QTRY_COMPARE(idle.socket().state(), QAbstractSocket::UnconnectedState);
        QVERIFY(idle.received().isEmpty());
        QTRY_COMPARE(server.listener.connectionCount(), 0);
    }

    void answersBusyBeyondTheConnectionLimit()
    {
        Server server(HttpLimits{2}, [](const QByteArray &, int status, const QString &why) {
            return QByteArray("{\"status\":" + QByteArray::number(status) + ",\"why\":\"" + why.toUtf8() + "\"}");
        });
        RawClient one(server.port);
        RawClient two(server.port);
        QTRY_COMPARE(server.listener.connectionCount(), 2);
        // A large request that nobody reads: the answer must arrive all the same, not a reset.
        for (int round = 0; round < 20; ++round) {
            RawClient busy(server.port);
            busy.send("POST / HTTP/1.1\r\n" + server.host + "Content-Length: 300000\r\n\r\n" + QByteArray(300'000, 'b'));
            QTRY_COMPARE(busy.socket().state(), QAbstractSocket::UnconnectedState);
            QCOMPARE(busy.status(), 503);
            QCOMPARE(busy.socket().error(), QAbstractSocket::RemoteHostClosedError);
            QCOMPARE(busy.rawBody(),
                     QByteArray("{\"status\":503,\"why\":\"More than 2 connections are open at once: try again in a moment.\"}"));
            const QByteArray head = busy.head().toLower();
            QVERIFY(head.contains("content-type: application/json") && head.contains("retry-after: 1"));
            QVERIFY(!head.contains("x-should-retry"));
        }
        QCOMPARE(server.listener.connectionCount(), 2);
        one.close();
        QTRY_COMPARE(server.listener.connectionCount(), 1);
        RawClient four(server.port);
        four.send(server.get("/again"));
        QTRY_COMPARE(four.status(), 200);
    }

    void refusalsThatAreStillBeingReadAreBounded()
    {
        Server server(HttpLimits{1});
        RawClient one(server.port);
        QTRY_COMPARE(server.listener.connectionCount(), 1);
        std::vector<std::unique_ptr<RawClient>> rest;
        int answered = 0;
        for (int i = 0; i < 200; ++i) {
            rest.push_back(std::make_unique<RawClient>(server.port));
            rest.back()->stopReading();
        }
        for (const auto &client : rest) {
            client->startReading();
            QTRY_COMPARE(client->socket().state(), QAbstractSocket::UnconnectedState);
            answered += client->status() == 503 ? 1 : 0;
        }
        QVERIFY2(answered >= 64 && server.requests.empty(), qPrintable(QString::number(answered)));
        one.send(server.get("/still"));
        QTRY_COMPARE(one.status(), 200);
    }

    void asksToContinueOnlyForARequestItTakes()
    {
        Server server(HttpLimits{8, 2048, 4000});
        RawClient client(server.port);
        client.send("POST / HTTP/1.1\r\n" + server.host + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        QTRY_COMPARE(client.received(), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
        client.send("ok");
        QTRY_VERIFY(client.received().endsWith("POST / ok"));
        RawClient refused(server.port);
        refused.send("POST / HTTP/1.1\r\n" + server.host + "Content-Length: 5000\r\nExpect: 100-continue\r\n\r\n");
        QTRY_COMPARE(refused.status(), 413);
    }

    void namesThePortThatIsTaken()
    {
        Server server;
        HttpListener other;
        const auto result = other.listen(server.port);
        QVERIFY(!result);
        QCOMPARE(result.error().code, Error::Code::Conflict);
        QVERIFY(result.error().detail.contains(QString::number(server.port)));
    }
};

QTEST_GUILESS_MAIN(TestHttpListener)
#include "tst_httplistener.moc"
