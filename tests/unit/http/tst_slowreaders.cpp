// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/http/testserver.h"

#include <QTest>

#include <utility>

using namespace homeport;
using homeport::test::RawClient;
using homeport::test::Watcher;
using Server = homeport::test::TestServer;
using namespace std::chrono_literals;

namespace {

// A client that has asked and does not read; the answer is the test's.
struct StoppedReader
{
    explicit StoppedReader(const HttpLimits &limits = {}) : server(limits), client(server.port)
    {
        server.echo = false;
        client.stopReading();
        client.send(server.get("/s"));
    }
    [[nodiscard]] bool isAnswered() const
    {
        return QTest::qWaitFor([this] { return server.streams.size() == 1; });
    }

    Server server;
    RawClient client;
};

} // namespace

// Clients that take their answers slowly, or not at all.
class TestSlowReaders final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What was written before the end reaches a client that is slow to read.
    void aBreakWaitsForASlowReader_data()
    {
        QTest::addColumn<bool>("complete");
        QTest::newRow("broken off") << false;
        QTest::newRow("finished, then closed") << true;
    }

    void aBreakWaitsForASlowReader()
    {
        QFETCH(bool, complete);
        Server server;
        server.echo = false;
        RawClient client(server.port);
        client.stopReading();
        client.send(server.get("/s", complete ? "Connection: close\r\n" : ""));
        QTRY_COMPARE(server.streams.size(), std::size_t(1));
        ResponseStream &stream = *server.streams.front();
        Watcher watcher;
        stream.setWatcher(&watcher);
        stream.writeHead(200, {}, {});
        QByteArray written;
        for (int i = 0; stream.bytesToWrite() < 256 * 1024; ++i) {
            written += QByteArray::number(i).rightJustified(8 * 1024, '.');
            stream.write(QByteArrayView(written).last(8 * 1024));
        }
        stream.write("the last words");
        if (complete)
            stream.finish();
        else
            stream.abort();
        QVERIFY(!stream.isOpen());
        client.startReading();
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.socket().error(), QAbstractSocket::RemoteHostClosedError);
        bool ended = !complete;
        const QByteArray body = client.body(&ended);
        QCOMPARE(body.size(), written.size() + 14);
        QVERIFY(body == written + "the last words");
        QCOMPARE(ended, complete);
        QCOMPARE(watcher.gone, 0);
        QTRY_COMPARE(server.listener.connectionCount(), 0);
    }

    void aReaderThatStandsStillIsGivenUpAfterABreak()
    {
        HttpLimits limits;
        limits.drainTimeout = 100ms;
        StoppedReader reader(limits);
        QVERIFY(reader.isAnswered());
        auto &[server, client] = reader;
        ResponseStream &stream = *server.streams.front();
        stream.writeHead(200, {}, {});
        const QByteArray block(64 * 1024, 'z');
        while (stream.bytesToWrite() < 256 * 1024)
            stream.write(block);
        stream.abort();
        QCOMPARE(server.listener.connectionCount(), 1);
        QTRY_COMPARE(server.listener.connectionCount(), 0);
    }

    // Stopped by Ctrl-Z, say: what it holds is others' as well.
    void aReaderThatStandsStillIsGivenUpWhileItIsAnswered()
    {
        HttpLimits limits;
        limits.stallTimeout = 1s;
        StoppedReader reader(limits);
        QVERIFY(reader.isAnswered());
        auto &[server, client] = reader;
        ResponseStream &stream = *server.streams.front();
        Watcher watcher;
        stream.setWatcher(&watcher);
        stream.writeHead(200, {}, {});
        stream.write("one");
        QTest::qWait(1300); // all has been taken: it waits for us
        QCOMPARE(watcher.gone, 0);
        const QByteArray block(64 * 1024, 'z');
        while (stream.bytesToWrite() < 32 * 1024 * 1024)
            stream.write(block);
        client.socket().setReadBufferSize(512 * 1024);
        for (int i = 0; i < 26; ++i) { // it reads slowly
            QTest::qWait(50);
            (void)client.socket().readAll();
        }
        QVERIFY(stream.bytesToWrite() > 0);
        QCOMPARE(watcher.gone, 0);
        client.stopReading();
        QTRY_COMPARE(watcher.gone, 1);
        QVERIFY(stream.isStalled());
    }

    // Of the answer before not all has been taken.
    void aReaderThatStandsStillIsGivenUpInItsNextAnswerToo()
    {
        HttpLimits limits;
        limits.stallTimeout = 500ms;
        Watcher watcher;
        Server server(limits);
        server.echo = false;
        RawClient client(server.port);
        client.stopReading();
        client.send(server.get("/one") + server.get("/two"));
        QTRY_COMPARE(server.streams.size(), std::size_t(1));
        ResponseStream &one = *server.streams.front();
        one.writeHead(200, {}, {});
        while (one.bytesToWrite() < 192 * 1024) // more than the kernel takes, less than what holds the next request up
            one.write(QByteArray(16 * 1024, 'z'));
        one.finish();
        QTRY_COMPARE(server.streams.size(), std::size_t(2));
        server.streams.back()->setWatcher(&watcher);
        QTRY_COMPARE(watcher.gone, 1);
    }

    // The idle time-out of a kept connection is not for an answer that is still being taken.
    void aSlowReaderGetsAllOfACompleteAnswer()
    {
        HttpLimits limits;
        limits.idleTimeout = 1s;
        StoppedReader reader(limits);
        QVERIFY(reader.isAnswered());
        auto &[server, client] = reader;
        ResponseStream &stream = *server.streams.front();
        const QByteArray whole(32'000'000, 'w');
        stream.send(200, "text/plain", whole);
        QCOMPARE(server.listener.connectionCount(), 1);
        QVERIFY(server.listener.hasUnsent());
        qsizetype taken = 0;
        client.socket().setReadBufferSize(512 * 1024);
        for (int i = 0; i < 30; ++i) { // 1.5 s
            QTest::qWait(50);
            taken += client.socket().readAll().size();
        }
        QVERIFY2(taken > 0 && taken < whole.size() / 2 + 4'000'000, qPrintable(QString::number(taken)));
        client.startReading();
        QTRY_VERIFY(taken + client.received().size() > whole.size());
        QTRY_VERIFY(!server.listener.hasUnsent());
        QTRY_COMPARE(server.listener.connectionCount(), 0); // idle now
    }

    // At the end of the program: what it asks further is not heard, and takes nothing of the answer along.
    void aCompleteAnswerIsTakenToItsEndBeforeItsConnectionCloses()
    {
        Server server;
        server.echo = false;
        RawClient client(server.port);
        QVERIFY(!server.listener.endSlowReaders());
        client.stopReading();
        client.send(server.get("/s"));
        QTRY_COMPARE(server.streams.size(), std::size_t(1));
        const QByteArray whole(32'000'000, 'w');
        server.streams.front()->send(200, "text/plain", whole);
        client.send(server.get("/more").repeated(2000));
        server.listener.stopListening();
        for (int i = 0; i < 5; ++i) {
            QVERIFY(server.listener.endSlowReaders());
            QTest::qWait(100);
        }
        client.startReading();
        QTRY_VERIFY(!server.listener.endSlowReaders());
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.rawBody().size(), whole.size());
        QCOMPARE(server.requests.size(), std::size_t(1));
    }

    void whoPipelinesWithoutReadingWaits()
    {
        constexpr std::size_t Requests = 600;
        Server server; // echoes
        RawClient client(server.port);
        client.stopReading();
        const QByteArray body(64 * 1024, 'p');
        const QByteArray request = "POST /p HTTP/1.1\r\n" + server.host + "Content-Length: 65536\r\n\r\n" + body;
        for (std::size_t i = 0; i < Requests; ++i)
            client.send(request);
        std::size_t answered = 1;
        while (std::exchange(answered, server.requests.size()) != server.requests.size())
            QTest::qWait(300);
        QVERIFY2(answered > 0 && answered < Requests, qPrintable(QString::number(answered)));
        client.startReading();
        QTRY_COMPARE(server.requests.size(), Requests);
        QTRY_VERIFY(client.received().size() > qsizetype(Requests * 65536));
        QVERIFY(client.isConnected());
    }
};

QTEST_GUILESS_MAIN(TestSlowReaders)
#include "tst_slowreaders.moc"
