// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Question = "{ \"contents\" : [ ] , \"x\":1.0, \"t\":\"\\u00fc\" }\n";
const QByteArray First = "{ \"candidates\":[{\"content\":{\"parts\":[{\"text\":\"gr\\u00fc"
                         "\xc3\x9f \xf0\x9f\x98\x80"
                         " \\\"response\\\":{\"}]}}], \"n\":1.0 }";
const QByteArray Second = R"({"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4},"candidates":[{"finishReason":"STOP"}]})";
const QByteArray Events = "data: {\"response\": " + First + ",\"traceId\":\"t\"}\r\n\r\ndata: {\"traceId\":\"t\",\"response\":" + Second
                          + "}\r\n\r\n";
const QByteArray PublicEvents = "data: " + First + "\r\n\r\ndata: " + Second + "\r\n\r\n";
const QByteArray MidwayError = "data: {\"error\":{\"code\":503,\"message\":\"m\",\"status\":\"UNAVAILABLE\"}}\r\n\r\n";
const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Trace: 7\r\nTransfer-Encoding: chunked\r\n\r\n";

} // namespace

// Public Gemini requests at an account that speaks Code Assist's shape only: what arrives there, and what comes back, byte for byte.
class TestCodeAssist final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RelayFixture> m_relay;
    QList<KeptRequest> m_kept;

    [[nodiscard]] QByteArray post(const QByteArray &target, const QByteArray &body = Question) const
    {
        return "POST " + target + " HTTP/1.1\r\n" + m_relay->hostField() + "x-goog-api-key: " + m_relay->key
               + "\r\nUser-Agent: tool/1\r\nAccept-Encoding: gzip\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
               + body;
    }
    [[nodiscard]] static QJsonValue errorIn(const QByteArray &body) { return QJsonDocument::fromJson(body)["error"_L1]; }
    [[nodiscard]] static QByteArray generate() { return "/v1beta/models/gemini-x:generateContent"; }
    [[nodiscard]] static QByteArray stream(bool events)
    {
        return QByteArray("/v1beta/models/gemini-x:streamGenerateContent") + (events ? "?alt=sse&fields=x" : "?prettyPrint=false");
    }
    void breakOffAfter(const QByteArray &part)
    {
        m_relay->upstream.setAnswer([part](const ScriptedUpstream::Seen &seen) {
            seen.socket->write(StreamHead + ScriptedUpstream::chunk(part));
            seen.socket->disconnectFromHost();
        });
    }

private Q_SLOTS:
    void init()
    {
        m_kept.clear();
        m_relay = std::make_unique<RelayFixture>();
        connect(&m_relay->host, &RelayHost::contentsKept, this, [this](const QList<KeptRequest> &kept) { m_kept << kept; });
        RelaySnapshot world = m_relay->snapshot();
        RelayAccount &account = world.accounts.front();
        account.protocol = Protocol::Gemini;
        account.pathStyle = PathStyle::CodeAssist;
        account.authStyle = AuthStyle::Bearer;
        account.credential = Account::Credential::OAuth;
        account.projectId = "project-1";
        world.keys.first().policy.contentsDays = 1;
        m_relay->host.setSnapshot(std::move(world));
        m_relay->settle();
    }
    void cleanup() { m_relay.reset(); }

    void theRequestArrivesWrapped_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("body");
        const QByteArray wrapped = R"({"model":"gemini-x","project":"project-1","request":)" + Question + '}';
        QTest::newRow("whole") << generate() << QByteArray("POST /v1internal:generateContent HTTP/1.1\r\n") << wrapped;
        const QByteArray line = "POST /v1internal:streamGenerateContent?alt=sse HTTP/1.1\r\n";
        QTest::newRow("events") << stream(true) << line << wrapped;
        QTest::newRow("list") << stream(false) << line << wrapped;
        QTest::newRow("below /v1") << stream(false).replace("/v1beta", "/v1") << line << wrapped;
        QTest::newRow("count") << QByteArray("/v1beta/models/gemini-x:countTokens")
                               << QByteArray("POST /v1internal:countTokens HTTP/1.1\r\n")
                               << QByteArray(R"({"request":{"model":"models/gemini-x",)" + Question.sliced(1) + '}');
    }
    void theRequestArrivesWrapped()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, body);
        RawClient client(m_relay->host.port());
        client.send(post(target));
        QTRY_COMPARE(m_relay->upstream.seen().size(), 1);
        const auto &seen = m_relay->upstream.seen().first();
        QVERIFY2(seen.head.startsWith(line), seen.head.constData());
        QCOMPARE(seen.body, body);
        const QByteArray head = seen.head.toLower();
        QVERIFY(head.contains(QByteArray("content-length: " + QByteArray::number(body.size()) + "\r\n")));
        QVERIFY(head.contains("accept-encoding: identity\r\n"));
        QVERIFY(head.contains("user-agent: tool/1\r\n")); // the tool stays who it is
        QVERIFY(seen.head.contains(QByteArray(RelayFixture::UpstreamSecret)));
        QVERIFY(!seen.head.contains("hp_") && !head.contains("x-goog-api-key"));
    }

    void theAnswerComesUnwrappedHoweverItIsSplit_data()
    {
        QTest::addColumn<bool>("isEvents");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("events") << true << QByteArray(PublicEvents + MidwayError);
        QTest::newRow("list") << false << QByteArray('[' + First + ",\n" + Second + ",\n" + MidwayError.sliced(6).trimmed() + ']');
    }
    void theAnswerComesUnwrappedHoweverItIsSplit()
    {
        QFETCH(bool, isEvents);
        QFETCH(QByteArray, expected);
        const QByteArray answer = Events + MidwayError;
        RawClient client(m_relay->host.port());
        for (qsizetype split = 1; split < answer.size(); split += 3) {
            m_relay->upstream.answerWith(StreamHead + ScriptedUpstream::chunk(answer.first(split))
                                         + ScriptedUpstream::chunk(answer.sliced(split)) + "0\r\n\r\n");
            client.clear();
            client.send(post(stream(isEvents)));
            QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
            QCOMPARE(client.body(), expected);
        }
        const QByteArray head = client.head().toLower() + "\r\n";
        QVERIFY(head.contains(isEvents ? "content-type: text/event-stream\r\n" : "content-type: application/json; charset=utf-8\r\n"));
        QVERIFY(head.contains("x-trace: 7\r\n") && !head.contains("content-length"));
        if (!isEvents)
            QVERIFY(QJsonDocument::fromJson(expected).isArray());
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Done);
        QCOMPARE(m_relay->lastRecord().usage.input, 3);
        QCOMPARE(m_relay->lastRecord().usage.output, 4);
        QCOMPARE(m_relay->lastRecord().bytesDown, expected.size());
    }

    void anEventIsThereBeforeTheNextComes()
    {
        m_relay->upstream.answerWith(StreamHead + ScriptedUpstream::chunk(Events.first(Events.indexOf("\r\n\r\n") + 4)));
        RawClient client(m_relay->host.port());
        client.send(post(stream(true)));
        QTRY_COMPARE(client.body(), QByteArray("data: " + First + "\r\n\r\n"));
        RawClient list(m_relay->host.port());
        list.send(post(stream(false)));
        QTRY_COMPARE(list.body(), QByteArray('[' + First));
    }

    void aWholeAnswerLosesItsOldLength()
    {
        m_relay->upstream.answerWith(ScriptedUpstream::json(200, "{\"response\":" + Second + " , \"traceId\":\"t\"}", "X-Trace: 7\r\n"));
        RawClient client(m_relay->host.port());
        client.send(post(generate()));
        QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
        QCOMPARE(client.body(), Second);
        QVERIFY(client.head().contains("X-Trace: 7") && !client.head().toLower().contains("content-length"));
        QTRY_VERIFY(!m_kept.isEmpty());
        QCOMPARE(m_kept.first().contents.request.body, Question); // both sides as the tool saw them
        QCOMPARE(m_kept.first().contents.answer.body, Second);
        QVERIFY(!m_kept.first().contents.request.head.contains("v1internal"));
        QCOMPARE(m_relay->lastRecord().usage.output, 4);
    }

    void whatIsNotWrappedPassesUntouched_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray refusal = "{ \"error\": {\"code\": 404, \"message\": \"no\", \"status\": \"NOT_FOUND\"}, \"response\": {} }\n";
        QTest::newRow("count") << QByteArray("/v1beta/models/gemini-x:countTokens") << 200 << QByteArray("{ \"totalTokens\" : 7 }\n");
        QTest::newRow("refusal") << generate() << 404 << refusal;
        QTest::newRow("refusal of events") << stream(true) << 404 << refusal;
        QTest::newRow("refusal of a list") << stream(false) << 404 << refusal;
    }
    void whatIsNotWrappedPassesUntouched()
    {
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        m_relay->upstream.answerWith(ScriptedUpstream::json(status, body));
        RawClient client(m_relay->host.port());
        client.send(post(target));
        QTRY_COMPARE(client.status(), status);
        QTRY_COMPARE(client.rawBody(), body); // with its length
    }

    void whatCantBeWrappedIsRefusedAndSentNowhere_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"[]", "{}{}", "{\"a\":", "{},\"model\":\"other\""})
            QTest::newRow(body) << QByteArray(body);
    }
    void whatCantBeWrappedIsRefusedAndSentNowhere()
    {
        QFETCH(QByteArray, body);
        RawClient client(m_relay->host.port());
        client.send(post(stream(true), body));
        QTRY_COMPARE(client.status(), 400);
        QTRY_COMPARE(errorIn(client.body())["status"_L1].toString(), u"INVALID_ARGUMENT"_s);
        QVERIFY(errorIn(client.body())["message"_L1].toString().contains(u"JSON object"));
        QVERIFY(m_relay->upstream.seen().isEmpty());
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Refused);
    }

    void whatCantBeUnwrappedIsSaid_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QString>("named");
        QTest::newRow("compressed") << generate() << QByteArray("Content-Type: application/json\r\nContent-Encoding: gzip\r\n")
                                    << u"gzip"_s;
        QTest::newRow("compressed events") << stream(true) << QByteArray("Content-Type: text/event-stream\r\nContent-Encoding: br\r\n")
                                           << u"br"_s;
        QTest::newRow("no events") << stream(false) << QByteArray("Content-Type: application/json\r\n") << u"application/json"_s;
    }
    void whatCantBeUnwrappedIsSaid()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, fields);
        QFETCH(QString, named);
        m_relay->upstream.answerWith("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 4\r\n\r\nabcd");
        RawClient client(m_relay->host.port());
        client.send(post(target));
        QTRY_COMPARE(client.status(), 502);
        QTRY_VERIFY(errorIn(client.body()).isObject());
        QVERIFY(errorIn(client.body())["message"_L1].toString().contains(u'"' + named + u'"'));
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::UpstreamFailed);
    }

    // Of an event that was cut nothing came out, so the error always fits between two.
    void aStreamThatBreaksOffEndsInAnErrorOfTheProtocol()
    {
        breakOffAfter(Events.chopped(20));
        RawClient client(m_relay->host.port());
        client.send(post(stream(true)));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        const QByteArray body = client.body(&complete);
        QVERIFY(!complete);
        const QByteArray whole = "data: " + First + "\r\n\r\n";
        QVERIFY(body.startsWith(whole));
        QCOMPARE(errorIn(body.sliced(whole.size() + 6))["status"_L1].toString(), u"UNAVAILABLE"_s);
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::UpstreamClosed);
    }

    void aListThatBreaksOffHasNoEnd()
    {
        breakOffAfter(Events.chopped(20));
        RawClient client(m_relay->host.port());
        client.send(post(stream(false)));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        QCOMPARE(client.body(&complete), QByteArray('[' + First));
        QVERIFY(!complete);
    }

    void aPartThatHasNoPlaceInAListBreaksIt()
    {
        m_relay->upstream.answerWith(StreamHead + ScriptedUpstream::chunk(Events + "data: garbage\r\n\r\n"));
        RawClient client(m_relay->host.port());
        client.send(post(stream(false)));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        QCOMPARE(client.body(&complete), QByteArray('[' + First + ",\n" + Second));
        QVERIFY(!complete);
        QTRY_VERIFY(m_relay->lastRecord().detail.contains(u"no JSON"));
        QTRY_COMPARE(m_relay->upstream.openConnections(), 0);
    }

    void aToolThatLeavesEndsTheTransfer()
    {
        m_relay->upstream.answerWith(StreamHead + ScriptedUpstream::chunk(Events.first(Events.size() - 20)));
        RawClient client(m_relay->host.port());
        client.send(post(stream(true)));
        QTRY_VERIFY(!client.body().isEmpty());
        client.close();
        QTRY_COMPARE(m_relay->upstream.openConnections(), 0);
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::ClientClosed);
    }

    void whatCodeAssistDoesNotHaveSaysSo()
    {
        for (const char *call : {"embedContent", "batchEmbedContents"}) {
            RawClient client(m_relay->host.port());
            client.send(post(QByteArray("/v1beta/models/gemini-x:") + call));
            QTRY_COMPARE(client.status(), 503);
            QTRY_VERIFY(
                errorIn(client.body())["message"_L1].toString().contains(u"does not serve this kind of call (the API of Code Assist"));
        }
        QVERIFY(m_relay->upstream.seen().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCodeAssist)
#include "tst_codeassist.moc"
