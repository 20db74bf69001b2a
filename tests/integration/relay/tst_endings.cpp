// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;

namespace {

const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

// As the Messages API ends a stream.
const QByteArray LastEvents =
    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"usage\":{\"input_tokens\":9}}}\n\n"
    "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":5}}\n\n"
    "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

} // namespace

// Every way a request can end: each exactly once, with its slot free and nothing left behind.
class TestEndings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientGoneMidStreamClosesTheUpstream()
    {
        RelayFixture relay;
        relay.upstream.answerWith(StreamHead + ScriptedUpstream::chunk("data: 1\n\n"));
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.body(), QByteArray("data: 1\n\n"));
        QSignalSpy closed(&relay.upstream, &ScriptedUpstream::connectionClosed);
        client.close();
        QVERIFY(closed.size() == 1 || closed.wait(5000)); // how soon: tst_measures
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::ClientClosed);
        QCOMPARE(relay.lastRecord().bytesDown, 9);
        QCOMPARE(relay.upstream.openConnections(), 0);
    }

    void leavingWithTheLastEventIsDone_data()
    {
        QTest::addColumn<QByteArray>("events");
        QTest::addColumn<RequestRecord::Outcome>("outcome");
        QTest::newRow("with the last event") << LastEvents << RequestRecord::Outcome::Done;
        QTest::newRow("a byte before its end") << LastEvents.chopped(2) << RequestRecord::Outcome::ClientClosed;
        QTest::newRow("with the one before") << LastEvents.first(LastEvents.indexOf("event: message_stop"))
                                             << RequestRecord::Outcome::ClientClosed;
    }

    // As Codex does: the end of the body, which says nothing new, may come after it has left.
    void leavingWithTheLastEventIsDone()
    {
        QFETCH(const QByteArray, events);
        QFETCH(const RequestRecord::Outcome, outcome);
        RelayFixture relay;
        relay.upstream.answerWith(StreamHead + ScriptedUpstream::chunk(events));
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.body(), events);
        client.close();
        QTRY_COMPARE(relay.lastRecord().outcome, outcome);
        QCOMPARE(relay.lastRecord().detail.isEmpty(), outcome == RequestRecord::Outcome::Done);
        QCOMPARE(relay.lastRecord().usage.input, 9);
        QTRY_COMPARE(relay.upstream.openConnections(), 0);
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
        RawClient kept(relay.host.port());
        kept.send(relay.post("{}"));
        QTRY_COMPARE(relay.upstream.seen().size(), 3);
        relay.upstream.seen().last().socket->write("0\r\n\r\n");
        QTRY_VERIFY(kept.received().endsWith("\r\n0\r\n\r\n"));

        const auto stopped = relay.host.stop(1500ms);
        QTRY_VERIFY(!RawClient(relay.host.port()).isConnected()); // nobody new; the drain has begun
        kept.clear();
        kept.send(relay.post("{}"));
        QTRY_COMPARE(kept.status(), 503);
        QVERIFY(kept.rawBody().contains("shutting down"));
        QVERIFY(kept.head().contains("retry-after: "));
        relay.upstream.seen().first().socket->write("0\r\n\r\n");
        QTRY_VERIFY(stopped.isFinished());
        QCOMPARE(*stopped.result(), 1);
        bool complete = false;
        (void)finishes.body(&complete);
        QVERIFY(complete);
        QTRY_COMPARE(hangs.socket().state(), QAbstractSocket::UnconnectedState);
        QVERIFY(hangs.body().contains("event: error"));
        QCOMPARE(relay.upstream.seen().size(), 3);
        QCOMPARE(relay.upstream.openConnections(), 2); // the finished ones are kept for reuse
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
