// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/recordings.h"
#include "tests/integration/relay/relayfixture.h"

#include <QDir>
#include <QFile>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// As the API streams: CRLF, no event names.
const QByteArray Events = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80\"}]}}]}\r\n\r\n"
                          "data: {\"usageMetadata\":{\"promptTokenCount\":3}}\r\n\r\n";
const QByteArray List = "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\xc3\xbc\"}]}}]}\r\n,\r\n{\"usageMetadata\":{}}\r\n]\r\n";
const QByteArray Json = "{\n  \"answer\": \"\xc3\xbc\",\n  \"n\": 1.0\n}\n";

} // namespace

// Gemini's calls through the relay: bytes both ways, keys, errors, endings.
class TestGemini final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RelayFixture> m_relay;

    void useAccount(PathStyle paths)
    {
        RelaySnapshot world = m_relay->snapshot();
        RelayAccount &account = world.accounts.front();
        account.protocol = Protocol::Gemini;
        account.pathStyle = paths;
        account.authStyle = paths == PathStyle::Plain ? AuthStyle::GoogApiKey : AuthStyle::Bearer;
        m_relay->host.setSnapshot(std::move(world));
        m_relay->settle();
    }
    [[nodiscard]] QByteArray request(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                                     const QByteArray &fields) const
    {
        const QByteArray length = body.isEmpty() ? QByteArray() : "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        return method + ' ' + target + " HTTP/1.1\r\n" + m_relay->hostField() + fields + length + "\r\n" + body;
    }
    [[nodiscard]] QByteArray withKey() const { return "x-goog-api-key: " + m_relay->key + "\r\n"; }
    [[nodiscard]] static QJsonValue errorIn(const QByteArray &body) { return QJsonDocument::fromJson(body)["error"_L1]; }

private Q_SLOTS:
    void init()
    {
        m_relay = std::make_unique<RelayFixture>();
        useAccount(PathStyle::Plain);
    }
    void cleanup() { m_relay.reset(); }

    void recordedRequestsArriveByteForByteButForTheDocumentedHeaders_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QStringLiteral(PROJECT_ROOT "/tests/data/requests"));
        const QStringList files = folder.entryList({u"gemini-cli*.json"_s, u"sdk-genai*.json"_s}, QDir::Files);
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
        const QByteArray target = (recording.value(u"path").toString() + recording.value(u"query").toString()).toUtf8();
        const bool isCodeAssist = target.startsWith("/v1internal");
        if (isCodeAssist)
            useAccount(PathStyle::CodeAssist);
        RawClient client(m_relay->host.port());
        client.send(recordedRequest(recording, *m_relay));
        QTRY_COMPARE(client.status(), 200);
        const auto &seen = m_relay->upstream.seen().first();
        QCOMPARE(seen.body, recordedBody(recording));
        QVERIFY(seen.head.startsWith(QByteArray("POST " + target + " HTTP/1.1\r\n")));
        const QByteArray credential = (isCodeAssist ? QByteArray("authorization: Bearer ") : QByteArray("x-goog-api-key: "))
                                      + RelayFixture::UpstreamSecret;
        QCOMPARE(fieldLines(seen.head), expectedUpstream(recording.value(u"headers").toArray(), credential));
        QVERIFY(!seen.head.contains(m_relay->key));
    }

    void everyCallPassesUntouchedHoweverItIsSplit_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const QByteArray &method, const QByteArray &target, const QByteArray &type, const QByteArray &answer) {
            QTest::newRow(target.constData()) << method << target << type << answer;
        };
        const QByteArray json = "application/json; charset=UTF-8";
        for (const char *base : {"/v1beta/models", "/v1/models"}) {
            const QByteArray model = QByteArray(base) + "/gemini-2.5-flash";
            row("POST", model + ":generateContent", json, Json);
            row("POST", model + ":streamGenerateContent?alt=sse", "text/event-stream", Events);
            row("POST", model + ":streamGenerateContent?x=%2F", json, List);
            row("POST", model + ":countTokens", json, Json);
            row("POST", model + ":embedContent", json, Json);
            row("POST", model + ":batchEmbedContents", json, Json);
        }
        row("POST", "/v1internal:loadCodeAssist", json, Json);
        row("POST", "/v1internal:onboardUser", json, Json);
        row("GET", "/v1internal/operations/op-1", json, Json);
        row("POST", "/v1internal:generateContent", json, Json);
        row("POST", "/v1internal:streamGenerateContent?alt=sse", "text/event-stream", Events);
        row("POST", "/v1internal:countTokens", json, Json);
    }
    void everyCallPassesUntouchedHoweverItIsSplit()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, answer);
        if (target.startsWith("/v1internal"))
            useAccount(PathStyle::CodeAssist);
        const QByteArray body = method == "GET" ? QByteArray() : QByteArray("{ \"contents\" : [ ] , \"x\":1.0}");
        // Every split of a stream; a few of each call's answer.
        const qsizetype step = target == "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse" ? 1 : 11;
        RawClient client(m_relay->host.port());
        for (qsizetype split = 1; split < answer.size(); split += step) {
            // The second part follows when the first has arrived at the client: two chunks for certain.
            m_relay->upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
                seen.socket->write("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                                   + ScriptedUpstream::chunk(answer.first(split)));
                seen.socket->flush();
            });
            client.clear();
            client.send(request(method, target, body, withKey()));
            QTRY_COMPARE(client.body(), answer.first(split));
            const auto &seen = m_relay->upstream.seen().last();
            QVERIFY2(seen.head.startsWith(QByteArray(method + ' ' + target + " HTTP/1.1\r\n")), seen.head.constData());
            QCOMPARE(seen.body, body);
            seen.socket->write(ScriptedUpstream::chunk(answer.sliced(split)) + "0\r\n\r\n");
            QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
            QCOMPARE(client.body(), answer);
        }
    }

    void aKeyInTheQueryIsMovedToTheFieldAndSeenNowhere_data()
    {
        QTest::addColumn<QByteArray>("query"); // @KEY@
        QTest::addColumn<QByteArray>("forwarded");
        QTest::newRow("alone") << QByteArray("?key=@KEY@") << QByteArray();
        QTest::newRow("first") << QByteArray("?key=@KEY@&alt=sse") << QByteArray("?alt=sse");
        QTest::newRow("last") << QByteArray("?alt=sse&key=@KEY@") << QByteArray("?alt=sse");
        QTest::newRow("twice") << QByteArray("?key=@KEY@&alt=sse&key=@KEY@") << QByteArray("?alt=sse");
    }
    void aKeyInTheQueryIsMovedToTheFieldAndSeenNowhere()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, forwarded);
        RawClient client(m_relay->host.port());
        client.send(request("POST", "/v1beta/models/m:streamGenerateContent" + query.replace("@KEY@", m_relay->key), "{}", {}));
        QTRY_COMPARE(client.status(), 200);
        const QByteArray head = m_relay->upstream.seen().first().head;
        QVERIFY2(head.startsWith(QByteArray("POST /v1beta/models/m:streamGenerateContent" + forwarded + " HTTP/1.1\r\n")),
                 head.constData());
        QVERIFY(head.contains(QByteArray(QByteArray("x-goog-api-key: ") + RelayFixture::UpstreamSecret + "\r\n")));
        QVERIFY(!head.contains("hp_"));
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Done);
        QCOMPARE(m_relay->lastRecord().path, u"/v1beta/models/m:streamGenerateContent"_s);
        QCOMPARE(m_relay->lastRecord().model, u"m"_s);
    }

    void errorsOfOursAreGoogles_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("key"); // @KEY@
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const QByteArray generate = "POST /v1beta/models/m:generateContent";
        QTest::newRow("no key") << generate << QByteArray() << 401 << u"UNAUTHENTICATED"_s;
        QTest::newRow("wrong key") << generate << QByteArray("x-goog-api-key: hp_wrong\r\n") << 401 << u"UNAUTHENTICATED"_s;
        QTest::newRow("wrong key in the query") << QByteArray(generate + "?key=hp_wrong") << QByteArray() << 401 << u"UNAUTHENTICATED"_s;
        QTest::newRow("no such method") << QByteArray("POST /v1beta/files") << QByteArray("x-goog-api-key: @KEY@\r\n") << 404
                                        << u"NOT_FOUND"_s;
        QTest::newRow("no such method, by the key's field alone")
            << QByteArray("POST /v1/files") << QByteArray("x-goog-api-key: @KEY@\r\n") << 404 << u"NOT_FOUND"_s;
        QTest::newRow("wrong method") << QByteArray("GET /v1beta/models/m:generateContent") << QByteArray("x-goog-api-key: @KEY@\r\n")
                                      << 405 << u"INVALID_ARGUMENT"_s;
        QTest::newRow("nobody speaks it") << QByteArray("POST /v1internal:generateContent") << QByteArray("authorization: Bearer @KEY@\r\n")
                                          << 503 << u"UNAVAILABLE"_s;
    }
    void errorsOfOursAreGoogles()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, key);
        QFETCH(int, status);
        const bool isGet = line.startsWith("GET");
        RawClient client(m_relay->host.port());
        client.send(line + " HTTP/1.1\r\n" + m_relay->hostField() + key.replace("@KEY@", m_relay->key)
                    + (isGet ? "\r\n" : "Content-Length: 2\r\n\r\n{}"));
        QTRY_COMPARE(client.status(), status);
        QTRY_VERIFY(errorIn(client.body()).isObject());
        const QJsonValue error = errorIn(client.body());
        QCOMPARE(error["code"_L1].toInt(), status);
        QTEST(error["status"_L1].toString(), "code");
        QVERIFY(!error["message"_L1].toString().isEmpty());
        QVERIFY(!client.received().contains("hp_wrong"));
        QVERIFY(m_relay->upstream.seen().isEmpty());
    }

    void aStreamThatBreaksOffEndsInAnErrorOfTheProtocol()
    {
        const QByteArray whole = Events.first(Events.indexOf("\r\n\r\n") + 4);
        m_relay->upstream.setAnswer([&whole](const ScriptedUpstream::Seen &seen) {
            seen.socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                               + ScriptedUpstream::chunk(whole));
            seen.socket->disconnectFromHost();
        });
        RawClient client(m_relay->host.port());
        client.send(request("POST", "/v1beta/models/m:streamGenerateContent?alt=sse", "{}", withKey()));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        const QByteArray body = client.body(&complete);
        QVERIFY(!complete); // the connection is broken: a clean end would pass for a whole answer
        QVERIFY(body.startsWith(QByteArray(whole + "data: {\"error\":{\"code\":502,")));
        QVERIFY(body.endsWith("}}\n\n"));
        QCOMPARE(errorIn(body.sliced(whole.size() + 6))["status"_L1].toString(), u"UNAVAILABLE"_s);
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::UpstreamClosed);
    }

    // Nothing can void what came of an event, and a list has no place for an error: there only the connection says it.
    void elsewhereNothingIsAdded_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("in an event") << QByteArray("text/event-stream") << Events.first(30);
        QTest::newRow("in a list") << QByteArray("application/json") << List.first(60);
    }
    void elsewhereNothingIsAdded()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, part);
        m_relay->upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            seen.socket->write("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                               + ScriptedUpstream::chunk(part));
            seen.socket->disconnectFromHost();
        });
        RawClient client(m_relay->host.port());
        client.send(request("POST", "/v1beta/models/m:streamGenerateContent?alt=sse", "{}", withKey()));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        QCOMPARE(client.body(&complete), part);
        QVERIFY(!complete);
    }
};

QTEST_GUILESS_MAIN(TestGemini)
#include "tst_gemini.moc"
