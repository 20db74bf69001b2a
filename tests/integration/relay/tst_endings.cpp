// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

#include <QElapsedTimer>
#include <QFile>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;

namespace {

const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

qint64 residentKilobytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("VmRSS:") + 6, 20).simplified().split(' ').first().toLongLong();
}

} // namespace

// Every way a request can end: each exactly once, with its slot free and nothing left behind.
class TestEndings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientGoneMidStreamClosesTheUpstreamAtOnce()
    {
        RelayFixture relay;
        relay.upstream.answerWith(StreamHead + ScriptedUpstream::chunk("data: 1\n\n"));
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.body(), QByteArray("data: 1\n\n"));
        QSignalSpy closed(&relay.upstream, &ScriptedUpstream::connectionClosed);
        QElapsedTimer timer;
        timer.start();
        client.close();
        QVERIFY(closed.size() == 1 || closed.wait(5000));
        qInfo("upstream closed %lld ms after the client left", timer.elapsed());
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::ClientClosed);
        QCOMPARE(relay.lastRecord().bytesDown, 9);
        QCOMPARE(relay.upstream.openConnections(), 0);
    }

    void clientGoneBeforeTheHeadCancelsToo()
    {
        RelayFixture relay;
        relay.upstream.setAnswer([](const ScriptedUpstream::Seen &) {});
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(relay.upstream.seen().size(), 1);
        client.close();
        QTRY_COMPARE(relay.upstream.openConnections(), 0);
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::ClientClosed);
    }

    void upstreamGoneMidStreamGivesOneErrorEventAndABrokenConnection_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::newRow("between events") << QByteArray("event: a\ndata: {}\n\n");
        QTest::newRow("inside an event") << QByteArray("event: a\ndata: {}\n\nevent: b\ndata: {\"x");
    }

    void upstreamGoneMidStreamGivesOneErrorEventAndABrokenConnection()
    {
        QFETCH(QByteArray, sent);
        RelayFixture relay;
        relay.upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            seen.socket->write(StreamHead + ScriptedUpstream::chunk(sent));
            seen.socket->disconnectFromHost();
        });
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        const QByteArray body = client.body(&complete);
        QVERIFY(!complete);
        QVERIFY(body.startsWith(sent));
        QCOMPARE(body.count("event: error\ndata: {\"error\":") + body.count("event: error\ndata: {\"type\":\"error\""), 1);
        QVERIFY(body.endsWith("\n\n"));
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::UpstreamClosed);
    }

    void upstreamGoneInAPlainBodyBreaksTheConnection()
    {
        RelayFixture relay;
        relay.upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            seen.socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"half\":");
            seen.socket->disconnectFromHost();
        });
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.rawBody(), QByteArray("{\"half\":"));
    }

    void unreachableUpstreamIsOneNativeError()
    {
        RelayFixture relay;
        RelaySnapshot snapshot = relay.snapshot();
        snapshot.accounts.front().baseUrl = "http://127.0.0.1:1";
        relay.host.setSnapshot(std::move(snapshot));
        relay.settle();
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.status(), 502);
        QVERIFY(client.rawBody().contains("\"type\":\"error\""));
        QVERIFY(client.rawBody().contains("api_error"));
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::UpstreamFailed);
        // The connection serves on.
        relay.publish();
        relay.settle();
        client.clear();
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.status(), 200);
    }

    void aSlowReaderKeepsMemoryFlat()
    {
        RelayFixture relay;
        constexpr int Blocks = 64;
        const QByteArray block(1024 * 1024, 's');
        relay.upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            auto *socket = seen.socket.data();
            socket->setProperty("left", Blocks);
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: "
                          + QByteArray::number(Blocks * block.size()) + "\r\n\r\n");
            // The upstream itself keeps one block in hand, so that what grows can only be the relay.
            QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [socket, &block] {
                const int left = socket->property("left").toInt();
                if (left > 0 && socket->bytesToWrite() < block.size()) {
                    socket->setProperty("left", left - 1);
                    socket->write(block);
                }
            });
        });
        RawClient client(relay.host.port());
        client.stopReading();
        client.send(relay.post("{}"));
        QTRY_COMPARE(relay.upstream.seen().size(), 1);
        QSignalSpy progress(relay.upstream.seen().first().socket.data(), &QTcpSocket::bytesWritten);
        while (progress.wait(300)) {}
        const int left = relay.upstream.seen().first().socket->property("left").toInt();
        QVERIFY2(left > Blocks / 2, "the upstream was not held back");
        qInfo("resident %lld kB while the reader stands still, %d of %d MB not yet sent", residentKilobytes(), left, Blocks);
        client.startReading();
        QTRY_VERIFY_WITH_TIMEOUT(client.received().size() > Blocks * block.size(), 30'000);
        QCOMPARE(client.rawBody().size(), Blocks * block.size());
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::Done);
    }

    void shutdownLetsStreamsFinishAndBreaksTheRest()
    {
        RelayFixture relay;
        relay.upstream.answerWith(StreamHead + ScriptedUpstream::chunk("data: 1\n\n"));
        RawClient finishes(relay.host.port());
        RawClient hangs(relay.host.port());
        finishes.send(relay.post("{}"));
        QTRY_COMPARE(relay.upstream.seen().size(), 1);
        hangs.send(relay.post("{}"));
        QTRY_COMPARE(relay.upstream.seen().size(), 2);
        QTRY_VERIFY(!finishes.body().isEmpty() && !hangs.body().isEmpty());
        const auto stopped = relay.host.stop(300ms);
        RawClient late(relay.host.port());
        relay.upstream.seen().first().socket->write("0\r\n\r\n");
        QTRY_VERIFY(stopped.isFinished());
        QCOMPARE(*stopped.result(), 1);
        bool complete = false;
        (void)finishes.body(&complete);
        QVERIFY(complete);
        QTRY_COMPARE(hangs.socket().state(), QAbstractSocket::UnconnectedState);
        QVERIFY(hangs.body().contains("event: error"));
        QCOMPARE(relay.upstream.openConnections(), 1); // the finished one is kept for reuse
    }

    void destructionWithRunningStreamsLeavesNothing()
    {
        auto relay = std::make_unique<RelayFixture>();
        relay->upstream.answerWith(StreamHead + ScriptedUpstream::chunk("data: 1\n\n"));
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 20; ++i) {
            clients.push_back(std::make_unique<RawClient>(relay->host.port()));
            clients.back()->send(relay->post("{}"));
        }
        QTRY_COMPARE(relay->upstream.seen().size(), 20);
        relay.reset();
        for (const auto &client : clients)
            QTRY_COMPARE(client->socket().state(), QAbstractSocket::UnconnectedState);
    }
};

QTEST_GUILESS_MAIN(TestEndings)
#include "tst_endings.moc"
