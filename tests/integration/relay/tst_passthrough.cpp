// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/recordings.h"
#include "tests/integration/relay/relayfixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestPassThrough final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedRequestsArriveByteForByteButForTheDocumentedHeaders_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QStringLiteral(PROJECT_ROOT "/tests/data/requests"));
        const QStringList files = folder.entryList({u"claude-code*.json"_s, u"sdk-anthropic*.json"_s}, QDir::Files);
        QVERIFY(files.size() >= 5);
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << folder.filePath(file);
    }

    void recordedRequestsArriveByteForByteButForTheDocumentedHeaders()
    {
        QFETCH(QString, file);
        QFile source(file);
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QJsonObject recording = QJsonDocument::fromJson(source.readAll()).object();
        const QByteArray body = recordedBody(recording);
        const QByteArray target = (recording.value(u"path").toString() + recording.value(u"query").toString()).toUtf8();
        RelayFixture relay;
        const QJsonArray fields = recording.value(u"headers").toArray();
        RawClient client(relay.host.port());
        client.send(recordedRequest(recording, relay));
        QTRY_COMPARE(client.status(), 200);
        const auto &seen = relay.upstream.seen().first();
        QCOMPARE(seen.body, body);
        QVERIFY(seen.head.startsWith(QByteArray(recording.value(u"method").toString().toUtf8() + " " + target + " HTTP/1.1\r\n")));
        QCOMPARE(fieldLines(seen.head), expectedUpstream(fields, QByteArray("x-api-key: ") + RelayFixture::UpstreamSecret));
        QVERIFY(!seen.head.contains(relay.key));
    }

    void answersArriveByteForByteAtEveryChunkSplit()
    {
        const QByteArray stream =
            "event: message_start\ndata: {\"text\":\"gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80\"}\n\nevent: message_stop\ndata: {}\n\n";
        RelayFixture relay;
        RawClient client(relay.host.port());
        for (qsizetype split = 1; split < stream.size(); ++split) {
            // The second part follows when the first has arrived at the client: two chunks for certain.
            relay.upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
                seen.socket->write(
                    "HTTP/1.1 200 Fine\r\nContent-Type: text/event-stream\r\nX-Kept: as  it is\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + ScriptedUpstream::chunk(stream.first(split)));
                seen.socket->flush();
            });
            client.clear();
            client.send(relay.post("{}"));
            QTRY_COMPARE(client.body(), stream.first(split));
            relay.upstream.seen().last().socket->write(ScriptedUpstream::chunk(stream.sliced(split)) + "0\r\n\r\n");
            bool complete = false;
            QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
            QCOMPARE(client.body(&complete), stream);
            QVERIFY(complete);
            QVERIFY(client.head().startsWith("HTTP/1.1 200 Fine\r\n"));
            QVERIFY(client.head().contains("\r\nX-Kept: as  it is"));
        }
        QCOMPARE(relay.upstream.connectionCount(), 1);
    }

    // The documented changes on the way down (core/relay/headerrules.h), and no other.
    void answerFieldsArriveInOrderAndUntouchedButForTheDocumentedOnes()
    {
        RelayFixture relay;
        relay.upstream.answerWith("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                                  "HTTP/1.1 200 Quite Fine\r\nDate: Mon, 02 Feb 2026 10:00:00 GMT\r\nContent-Type: application/json\r\n"
                                  "Set-Cookie: a=1; Path=/\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\nconnection: X-Other-Hop\r\n"
                                  "anthropic-ratelimit-unified-status: allowed\r\nKeep-Alive: timeout=5\r\nx-hop: 2\r\nX-Other-Hop: 3\r\n"
                                  "Set-Cookie:b=2;  Path=/v1 \r\nTrailer: X-Late\r\nUpgrade: h2c\r\nX-Empty:\r\nvia: 1.1 their-proxy\r\n"
                                  "Transfer-Encoding: chunked\r\nrequest-id: req_1\r\n\r\n2\r\n{}\r\n0\r\nX-Late: 1\r\n\r\n");
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
        QCOMPARE(client.received().split('\n').mid(0, 11).join('\n'),
                 QByteArray("HTTP/1.1 200 Quite Fine\r\nDate: Mon, 02 Feb 2026 10:00:00 GMT\r\nContent-Type: application/json\r\n"
                            "Set-Cookie: a=1; Path=/\r\nanthropic-ratelimit-unified-status: allowed\r\nSet-Cookie: b=2;  Path=/v1\r\n"
                            "X-Empty: \r\nvia: 1.1 their-proxy\r\nrequest-id: req_1\r\nTransfer-Encoding: chunked\r\n\r"));
        QCOMPARE(client.rawBody(), QByteArray("2\r\n{}\r\n0\r\n\r\n"));

        // With a length nothing is chunked; a phrase that is missing is the standard one; the client's wish to close is told.
        relay.upstream.answerWith("HTTP/1.1 429 \r\nretry-after: 170\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n{}");
        client.clear();
        client.send(relay.post("{}", "Connection: close\r\n"));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.received(), QByteArray("HTTP/1.1 429 Too Many Requests\r\nretry-after: 170\r\nContent-Length: 2\r\n"
                                               "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nConnection: close\r\n\r\n{}"));
    }

    void errorsOfTheUpstreamPassUnmodified_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {400, 401, 403, 404, 413, 429, 500, 503, 529})
            QTest::newRow(qPrintable(QString::number(status))) << status;
    }

    void errorsOfTheUpstreamPassUnmodified()
    {
        QFETCH(int, status);
        // Nobody waits as long as that; what comes sooner is waited for (tst_holding).
        const QByteArray body = R"({"type":"error","error":{"type":"x","message":"words of the provider"}})";
        RelayFixture relay;
        relay.upstream.answerWith(ScriptedUpstream::json(
            status, body, "retry-after: 170\r\nx-should-retry: true\r\nanthropic-ratelimit-unified-status: rejected\r\n"));
        RawClient client(relay.host.port());
        client.send(relay.post(R"({"model":"m","stream":true})"));
        QTRY_COMPARE(client.status(), status);
        QTRY_COMPARE(client.rawBody(), body);
        QVERIFY(client.head().contains("retry-after: 170"));
        QVERIFY(client.head().contains("x-should-retry: true"));
        QVERIFY(client.head().contains("anthropic-ratelimit-unified-status: rejected"));
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::Done);
        QCOMPARE(relay.lastRecord().status, status);
    }

    void countTokensAndAbsoluteTargetsAreForwarded()
    {
        RelayFixture relay;
        RawClient client(relay.host.port());
        client.send(relay.post("{}", {}, "/v1/messages/count_tokens?beta=true"));
        QTRY_COMPARE(client.status(), 200);
        QVERIFY(relay.upstream.seen().last().head.startsWith("POST /v1/messages/count_tokens?beta=true HTTP/1.1\r\n"));
        client.clear();
        client.send(relay.post("{}", {}, "http://127.0.0.1:" + QByteArray::number(relay.host.port()) + "/v1/messages"));
        QTRY_COMPARE(client.status(), 200);
        QVERIFY(relay.upstream.seen().last().head.startsWith("POST /v1/messages HTTP/1.1\r\n"));
    }

    void bearerAccountsAndHopByHopFields()
    {
        RelayFixture relay;
        RelaySnapshot snapshot = relay.snapshot();
        snapshot.accounts.front().authStyle = AuthStyle::Bearer;
        relay.host.setSnapshot(std::move(snapshot));
        relay.settle();
        RawClient client(relay.host.port());
        client.send(relay.post(
            "{}", "Connection: keep-alive, X-Secret-Hop\r\nX-Secret-Hop: 1\r\nTE: trailers\r\nKeep-Alive: timeout=5\r\nX-Stays: 1\r\n"));
        QTRY_COMPARE(client.status(), 200);
        const QByteArray head = relay.upstream.seen().last().head;
        QVERIFY(head.contains(QByteArray(QByteArray("\r\nauthorization: Bearer ") + RelayFixture::UpstreamSecret + "\r\n")));
        QVERIFY(head.contains("\r\nX-Stays: 1\r\n"));
        for (const char *gone : {"X-Secret-Hop", "TE:", "Keep-Alive", "Connection", "x-api-key"})
            QVERIFY2(!head.contains(gone), gone);
    }
};

QTEST_GUILESS_MAIN(TestPassThrough)
#include "tst_passthrough.moc"
