// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httplistener.h"
#include "tests/support/rawclient.h"

#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace homeport;
using homeport::test::RawClient;
using namespace std::chrono_literals;

namespace {

// A listener whose answers the test decides.
struct Server
{
    explicit Server(HttpLimits limits = {}) : listener(limits)
    {
        QObject::connect(&listener, &HttpListener::requestReceived, &listener,
                         [this](const std::shared_ptr<HttpRequest> &request, ResponseStream *stream) {
                             requests.push_back(request);
                             streams.emplace_back(stream);
                             if (echo)
                                 streams.back()->send(200, "text/plain",
                                                      QByteArray(request->method + ' ' + request->target + ' ' + request->body));
                         });
        const auto bound = listener.listen(0);
        port = bound.value_or(0);
        host = "Host: localhost:" + QByteArray::number(port) + "\r\n";
    }
    [[nodiscard]] QByteArray get(const QByteArray &target, const QByteArray &fields = {}) const
    {
        return "GET " + target + " HTTP/1.1\r\n" + host + fields + "\r\n";
    }

    bool echo = true;
    quint16 port = 0;
    QByteArray host;
    std::vector<std::shared_ptr<HttpRequest>> requests;
    std::vector<std::unique_ptr<ResponseStream>> streams;
    HttpListener listener; // last: dies first
};

} // namespace

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
        Server server(HttpLimits{2});
        RawClient one(server.port);
        RawClient two(server.port);
        QTRY_COMPARE(server.listener.connectionCount(), 2);
        RawClient three(server.port);
        QTRY_COMPARE(three.status(), 503);
        one.close();
        QTRY_COMPARE(server.listener.connectionCount(), 1);
        RawClient four(server.port);
        four.send(server.get("/again"));
        QTRY_COMPARE(four.status(), 200);
    }

    void streamsAndBreaksWithoutAFinalChunk()
    {
        Server server;
        server.echo = false;
        RawClient client(server.port);
        client.send(server.get("/s"));
        QTRY_COMPARE(server.streams.size(), std::size_t(1));
        ResponseStream &stream = *server.streams.front();
        HeaderBlock headers;
        headers.append("Content-Type", "text/event-stream");
        headers.append("Connection", "upgrade-me-not");
        stream.writeHead(200, {}, headers);
        stream.write("one");
        QTRY_COMPARE(client.body(), QByteArray("one"));
        QVERIFY(!client.head().contains("upgrade-me-not"));
        stream.abort();
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        QCOMPARE(client.body(&complete), QByteArray("one"));
        QVERIFY(!complete);
    }

    void deletingAnUnfinishedStreamBreaksTheConnection()
    {
        Server server;
        server.echo = false;
        RawClient client(server.port);
        client.send(server.get("/s"));
        QTRY_COMPARE(server.streams.size(), std::size_t(1));
        server.streams.clear();
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QVERIFY(client.received().isEmpty());
    }

    void tellsOnceWhenTheClientHasGone()
    {
        Server server;
        server.echo = false;
        RawClient client(server.port);
        client.send(server.get("/s"));
        QTRY_COMPARE(server.streams.size(), std::size_t(1));
        ResponseStream &stream = *server.streams.front();
        QSignalSpy gone(&stream, &ResponseStream::clientGone);
        client.close();
        QTRY_COMPARE(gone.size(), 1);
        QVERIFY(!stream.isOpen());
        stream.writeHead(200, {}, {});
        stream.write("into the void");
        stream.finish();
        QCOMPARE(gone.size(), 1);
    }

    void reportsBackPressureAndDraining()
    {
        Server server;
        server.echo = false;
        RawClient client(server.port);
        client.stopReading();
        client.send(server.get("/s"));
        QTRY_COMPARE(server.streams.size(), std::size_t(1));
        ResponseStream &stream = *server.streams.front();
        QSignalSpy drained(&stream, &ResponseStream::drained);
        stream.writeHead(200, {}, {});
        const QByteArray block(64 * 1024, 'z');
        qsizetype sent = 0;
        while (stream.bytesToWrite() < 512 * 1024 && sent < 200'000'000) {
            stream.write(block);
            sent += block.size();
        }
        QVERIFY(stream.bytesToWrite() >= 512 * 1024);
        QCOMPARE(drained.size(), 0);
        client.startReading();
        QTRY_COMPARE(drained.size(), 1);
        stream.finish();
        QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
        QCOMPARE(client.body().size(), sent);
    }

    void headHasNoBodyAndOldClientsGetAClose()
    {
        Server server;
        RawClient head(server.port);
        head.send("HEAD /h HTTP/1.1\r\n" + server.host + "\r\n");
        QTRY_COMPARE(head.status(), 200);
        QVERIFY(head.received().endsWith("\r\n\r\n"));
        RawClient old(server.port);
        old.send("GET /o HTTP/1.0\r\n" + server.host + "\r\n");
        QTRY_COMPARE(old.socket().state(), QAbstractSocket::UnconnectedState);
        QVERIFY(old.received().endsWith("GET /o "));
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

    void outlivesItsListener()
    {
        auto server = std::make_unique<Server>();
        server->echo = false;
        RawClient client(server->port);
        client.send(server->get("/s"));
        QTRY_COMPARE(server->streams.size(), std::size_t(1));
        const std::unique_ptr<ResponseStream> kept = std::move(server->streams.front());
        server.reset();
        kept->send(200, "text/plain", "too late");
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
    }
};

QTEST_GUILESS_MAIN(TestHttpListener)
#include "tst_httplistener.moc"
