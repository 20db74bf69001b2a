// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"
#include "tests/support/sseparser.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray EventStream = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n";
const QByteArray Chunked = "Transfer-Encoding: chunked\r\n\r\n";

// As the Messages API streams an answer.
const QByteArray Recorded =
    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"usage\":{\"input_tokens\":9}}}\n\n"
    "event: ping\ndata: {\"type\": \"ping\"}\n\n"
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80\"}}\n\n"
    "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

// Sends @p bytes and closes: in the middle of an answer.
ScriptedUpstream::Answer breakingAfter(const QByteArray &bytes)
{
    return [bytes](const ScriptedUpstream::Seen &seen) {
        seen.socket->write(bytes);
        seen.socket->disconnectFromHost();
    };
}

bool isOurError(const SseEvent &event)
{
    const QJsonObject body = QJsonDocument::fromJson(event.data).object();
    return event.type == "error" && body.value(u"type") == "error"_L1 && body.value(u"error")[u"type"] == "api_error"_L1
           && body.value(u"request_id").toString().startsWith("hp-"_L1);
}

} // namespace

// What a client gets of an answer whose upstream stopped half-way: never something that looks whole.
class TestTruncations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atEveryCutOurErrorIsTheLastEventAndTheConnectionBroken()
    {
        QLoggingCategory::setFilterRules(u"homeport.relay.info=false"_s);
        RelayFixture relay;
        for (qsizetype cut = 0; cut <= Recorded.size(); ++cut) {
            const QByteArray sent = Recorded.first(cut);
            relay.upstream.setAnswer(breakingAfter(EventStream + Chunked + (cut == 0 ? QByteArray() : ScriptedUpstream::chunk(sent))));
            RawClient client(relay.host.port());
            QSignalSpy closed(&client.socket(), &QTcpSocket::disconnected); // QTRY_ would look every 50 ms only
            client.send(relay.post("{}"));
            QVERIFY(!closed.isEmpty() || closed.wait());
            bool complete = true;
            const QByteArray body = client.body(&complete);
            QVERIFY2(!complete, body.constData());
            QVERIFY2(body.startsWith(sent), body.constData());
            QList<SseEvent> events = parseSse(body);
            QVERIFY2(!events.isEmpty() && isOurError(events.takeLast()), body.constData());
            QCOMPARE(events.mid(0, parseSse(sent).size()), parseSse(sent));
            for (const SseEvent &event : std::as_const(events))
                QVERIFY2(event.type == "ping" || !QJsonDocument::fromJson(event.data).isNull(), body.constData());
        }
        QTRY_COMPARE(relay.records.size(), Recorded.size() + 1);
        for (const RequestRecord &record : std::as_const(relay.records))
            QCOMPARE(record.outcome, RequestRecord::Outcome::UpstreamClosed);
    }

    void nothingOfOursGoesIntoABodyItWouldDamage_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("chunked");
        QTest::newRow("length declared") << QByteArray(EventStream + "Content-Length: 1000\r\n\r\n") << false;
        QTest::newRow("compressed") << QByteArray(EventStream + "Content-Encoding: gzip\r\n" + Chunked) << true;
        QTest::newRow("JSON with a length") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n")
                                            << false;
        QTest::newRow("JSON in chunks") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + Chunked) << true;
    }

    void nothingOfOursGoesIntoABodyItWouldDamage()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, chunked);
        const QByteArray half = "data: {\"half\":";
        RelayFixture relay;
        relay.upstream.setAnswer(breakingAfter(head + (chunked ? ScriptedUpstream::chunk(half) : half)));
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.rawBody(), chunked ? ScriptedUpstream::chunk(half) : half);
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::UpstreamClosed);
    }

    // Held back until it is known whether another account can better it: its head alone would let the tool wait for a body.
    void aRefusalThatBreaksOffIsToldWhole_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<bool>("chunked");
        QTest::newRow("length declared") << QByteArray("Content-Length: 500\r\n\r\n") << false;
        QTest::newRow("in chunks") << Chunked << true;
        QTest::newRow("compressed") << QByteArray("Content-Encoding: gzip\r\nContent-Length: 500\r\n\r\n") << false;
    }

    void aRefusalThatBreaksOffIsToldWhole()
    {
        QFETCH(QByteArray, fields);
        QFETCH(bool, chunked);
        const QByteArray half = "{\"type\":\"error\",\"error\":{\"type\":\"perm";
        RelayFixture relay;
        relay.upstream.setAnswer(breakingAfter("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nx-trace: kept\r\n" + fields
                                               + (chunked ? ScriptedUpstream::chunk(half) : half)));
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_VERIFY(client.rawBody().endsWith('}'));
        QCOMPARE(client.status(), 403);
        QVERIFY2(client.head().contains("x-trace: kept") && !client.head().toLower().contains("content-encoding"),
                 client.head().constData());
        const QJsonObject error = QJsonDocument::fromJson(client.rawBody()).object();
        QCOMPARE(error[u"type"], u"error"_s);
        QVERIFY2(error[u"error"][u"message"].toString().contains(u"broke"_s), client.rawBody().constData());
        QTRY_COMPARE(relay.lastRecord().status, 403);

        relay.upstream.answerWith(ScriptedUpstream::json(200, "{\"next\":1}"));
        client.clear();
        client.send(relay.post("{}")); // on the same connection
        QTRY_VERIFY(client.rawBody().endsWith('}'));
        QCOMPARE(client.status(), 200);
        QCOMPARE(client.rawBody(), QByteArray("{\"next\":1}"));
    }

    // RFC 9112 section 6.3: of the two only the chunks count.
    void aLengthBesideChunksIsNotPassedOn()
    {
        RelayFixture relay;
        for (const QByteArray length : {"3", "300"}) {
            relay.upstream.answerWith("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n" + Chunked
                                      + ScriptedUpstream::chunk("{\"all\":1}") + "0\r\n\r\n");
            RawClient client(relay.host.port());
            for (int i = 0; i < 2; ++i) {
                client.clear();
                client.send(relay.post("{}"));
                QTRY_VERIFY(client.received().endsWith("0\r\n\r\n"));
                QVERIFY2(!client.head().toLower().contains("content-length"), client.head().constData());
                QCOMPARE(client.body(), QByteArray("{\"all\":1}"));
            }
        }
    }

    void silenceBeforeTheHeadIsOneNativeTimeOut()
    {
        RelayFixture relay(nullptr, {400ms, 100ms, 60s});
        relay.upstream.setAnswer([](const ScriptedUpstream::Seen &) {});
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.status(), 504);
        QVERIFY(client.rawBody().contains("\"type\":\"error\""));
        QVERIFY(client.rawBody().contains("no answer in time"));
        QVERIFY(client.isConnected());
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::TimedOut);
        QCOMPARE(relay.lastRecord().status, 504);
        QTRY_COMPARE(relay.upstream.openConnections(), 0);
    }

    void silenceMidStreamIsOneErrorEventAndABrokenConnection()
    {
        RelayFixture relay(nullptr, {10s, 10s, 200ms});
        relay.upstream.answerWith(EventStream + Chunked + ScriptedUpstream::chunk("event: a\ndata: {\"x"));
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        const QList<SseEvent> events = parseSse(client.body(&complete));
        QVERIFY(!complete);
        QVERIFY(!events.isEmpty() && isOurError(events.last()));
        QVERIFY(events.last().data.contains("stopped sending"));
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::TimedOut);
        QCOMPARE(relay.lastRecord().status, 200);
        QTRY_COMPARE(relay.upstream.openConnections(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTruncations)
#include "tst_truncations.moc"
