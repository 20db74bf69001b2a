// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/http/testserver.h"

#include <QTest>

using namespace homeport;
using homeport::test::RawClient;
using homeport::test::Watcher;
using Server = homeport::test::TestServer;
using namespace std::chrono_literals;

// How an answer is written, and every way it can end.
class TestResponseStream final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        Watcher watcher;
        stream.setWatcher(&watcher);
        client.close();
        QTRY_COMPARE(watcher.gone, 1);
        QVERIFY(!stream.isOpen());
        stream.writeHead(200, {}, {});
        stream.write("into the void");
        stream.finish();
        QCOMPARE(watcher.gone, 1);
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
        Watcher watcher;
        stream.setWatcher(&watcher);
        stream.writeHead(200, {}, {});
        const QByteArray block(64 * 1024, 'z');
        qsizetype sent = 0;
        while (stream.bytesToWrite() < 512 * 1024 && sent < 200'000'000) {
            stream.write(block);
            sent += block.size();
        }
        QVERIFY(stream.bytesToWrite() >= 512 * 1024);
        QCOMPARE(watcher.drains, 0);
        client.startReading();
        QTRY_COMPARE(watcher.drains, 1);
        stream.finish();
        QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
        QCOMPARE(client.body().size(), sent);
    }

    void knowsWhatAClientThatLeftDidNotTake()
    {
        Server server;
        server.echo = false;
        RawClient client(server.port);
        client.stopReading();
        client.send(server.get("/s"));
        QTRY_COMPARE(server.streams.size(), std::size_t(1));
        ResponseStream &stream = *server.streams.front();
        Watcher watcher;
        stream.setWatcher(&watcher);
        stream.writeHead(200, {}, {});
        const QByteArray block(64 * 1024, 'z');
        while (stream.bytesToWrite() < 256 * 1024)
            stream.write(block);

        client.close();
        QTRY_COMPARE(watcher.gone, 1);

        QCOMPARE_GT(stream.bytesToWrite(), 0);
    }

    // What is declared is what the client gets, or a broken connection: the rest would be taken for the next answer's.
    void aBodyOfAnotherLengthThanDeclaredDoesNotReachTheNextAnswer()
    {
        Server server;
        server.echo = false;
        HeaderBlock five;
        five.append("Content-Length", "5");
        for (const QByteArray body : {"123", "1234567"}) {
            server.streams.clear();
            RawClient client(server.port);
            client.send(server.get("/s"));
            QTRY_COMPARE(server.streams.size(), std::size_t(1));
            ResponseStream &stream = *server.streams.front();
            stream.writeHead(200, {}, five);
            stream.write(body);
            stream.finish();
            QTRY_COMPARE(client.rawBody(), body.first(std::min<qsizetype>(5, body.size())));
            if (body.size() < 5)
                QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
            else
                QVERIFY(client.isConnected());
        }
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

QTEST_GUILESS_MAIN(TestResponseStream)
#include "tst_responsestream.moc"
