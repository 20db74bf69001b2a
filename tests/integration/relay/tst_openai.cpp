// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

#include "core/accounts/accountrecords.h"
#include "core/accounts/accountrules.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
const QByteArrayList Posted{"/v1/chat/completions", "/v1/responses", "/v1/responses/compact", "/v1/completions", "/v1/embeddings"};

QByteArray errorMessage(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object()["error"_L1]["message"_L1].toString().toUtf8();
}

template <typename Change>
void serve(RelayFixture &relay, Change change)
{
    RelaySnapshot world = relay.snapshot();
    change(world.accounts.front());
    relay.host.setSnapshot(std::move(world));
    relay.settle();
}

// Its one account speaks OpenAI's protocol, its version in the base URL.
std::unique_ptr<RelayFixture> openAiRelay()
{
    auto relay = std::make_unique<RelayFixture>();
    serve(*relay, [](RelayAccount &account) {
        account.protocol = Protocol::OpenAi;
        account.authStyle = AuthStyle::Bearer;
        account.baseUrl += "/openai/v1";
    });
    return relay;
}

} // namespace

// OpenAI's protocol through the relay: the bytes.
class TestOpenAi final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedRequestsArriveByteForByte_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *file : {"codex-first", "codex-toolresult", "sdk-openai-stream", "sdk-responses-stream"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }

    void recordedRequestsArriveByteForByte()
    {
        QFETCH(QString, file);
        QFile source(QStringLiteral(PROJECT_ROOT "/tests/data/requests/openai/") + file + u".json"_s);
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QJsonObject recording = QJsonDocument::fromJson(source.readAll()).object();
        const QByteArray body = QJsonDocument(recording["body"_L1].toObject()).toJson(QJsonDocument::Compact);
        const QByteArray path = recording["path"_L1].toString().toUtf8();
        const auto relay = openAiRelay();
        QByteArray wire = "POST " + path + " HTTP/1.1\r\n" + relay->hostField() + "authorization: Bearer " + relay->key + "\r\n";
        QByteArrayList kept;
        const QJsonArray fields = recording["headers"_L1].toArray();
        for (const QJsonValue &field : fields) {
            const QByteArray line = field[0].toString().toUtf8() + ": " + field[1].toString().toUtf8();
            if (line.startsWith("host") || line.startsWith("content-length") || line.startsWith("authorization"))
                continue;
            wire += line + "\r\n";
            if (!line.startsWith("connection") && !line.startsWith("accept-encoding"))
                kept << line;
        }
        RawClient client(relay->host.port());
        client.send(wire + "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QTRY_COMPARE(client.status(), 200);
        const auto &seen = relay->upstream.seen().first();
        QCOMPARE(seen.body, body);
        QVERIFY(seen.head.startsWith(QByteArray("POST /openai" + path + " HTTP/1.1\r\n")));
        qsizetype at = 0;
        for (const QByteArray &line : kept) { // in their order
            const qsizetype found = seen.head.indexOf(QByteArray("\r\n" + line + "\r\n"), at);
            QVERIFY2(found >= at, line.constData());
            at = found;
        }
        QVERIFY(seen.head.contains(QByteArray(QByteArray("authorization: Bearer ") + RelayFixture::UpstreamSecret)));
        QVERIFY(seen.head.contains("accept-encoding: identity"));
        QVERIFY(!seen.head.contains(relay->key));
    }

    void streamsArriveByteForByteAtEveryChunkSplit_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("stream");
        const QByteArray text = "\"\xc3\xbc\xf0\x9f\x98\x80\"";
        QTest::newRow("chat") << Posted.at(0) << QByteArray("data: {\"delta\":" + text + "}\n\ndata: [DONE]\n\n");
        QTest::newRow("responses") << Posted.at(1) << QByteArray("event: response.completed\ndata: {\"x\":" + text + "}\n\n");
        QTest::newRow("completions") << Posted.at(3) << QByteArray("data: {\"text\":" + text + "}\r\n\r\ndata: [DONE]\r\n\r\n");
    }

    void streamsArriveByteForByteAtEveryChunkSplit()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, stream);
        const auto relay = openAiRelay();
        RawClient client(relay->host.port());
        for (qsizetype split = 1; split < stream.size(); ++split) {
            relay->upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
                seen.socket->write(StreamHead + ScriptedUpstream::chunk(stream.first(split)));
                seen.socket->flush();
            });
            client.clear();
            client.send(relay->post("{}", {}, path));
            QTRY_COMPARE(client.body(), stream.first(split)); // two chunks for certain
            relay->upstream.seen().last().socket->write(ScriptedUpstream::chunk(stream.sliced(split)) + "0\r\n\r\n");
            QTRY_VERIFY(client.received().endsWith("\r\n0\r\n\r\n"));
            bool complete = false;
            QCOMPARE(client.body(&complete), stream);
            QVERIFY(complete);
        }
    }

    void bodiesArriveByteForByteOnEveryRoute_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const QByteArray &path : Posted)
            QTest::newRow(path.constData()) << path;
    }

    void bodiesArriveByteForByteOnEveryRoute()
    {
        QFETCH(QByteArray, path);
        const auto relay = openAiRelay();
        const QByteArray answer = "{ \"usage\" : {\"prompt_tokens\":3,\n\t\"completion_tokens\": 4 } }";
        relay->upstream.answerWith(ScriptedUpstream::json(200, answer));
        const QByteArray body = "{ \"model\":\"m\",\t\"input\" : \"\\u00fc\" }\n";
        RawClient client(relay->host.port());
        client.send(relay->post(body, {}, QByteArray(path + "?api-version=v1")));
        QTRY_COMPARE(client.status(), 200);
        QTRY_COMPARE(client.body(), answer);
        QCOMPARE(relay->upstream.seen().first().body, body);
        QVERIFY(relay->upstream.seen().first().head.startsWith(QByteArray("POST /openai" + path + "?api-version=v1 HTTP/1.1\r\n")));
        QTRY_COMPARE(relay->lastRecord().outcome, RequestRecord::Outcome::Done);
        QCOMPARE(relay->lastRecord().usage.input, 3);
        QCOMPARE(relay->lastRecord().usage.output, 4);
    }

    // SDKs of this protocol take a clean end for a whole answer.
    void aStreamThatBreaksOffEndsInAnErrorAndABrokenConnection()
    {
        for (const QByteArray &path : {Posted.at(0), Posted.at(1), Posted.at(3)}) {
            const auto relay = openAiRelay();
            RawClient client(relay->host.port());
            const QByteArray begun = "data: {\"x\":1}\n\n";
            relay->upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
                seen.socket->write(StreamHead + ScriptedUpstream::chunk(begun));
                seen.socket->disconnectFromHost();
            });
            client.send(relay->post("{\"stream\":true}", {}, path));
            QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
            bool complete = true;
            const QByteArray body = client.body(&complete);
            QVERIFY(!complete);
            QVERIFY(body.startsWith(QByteArray(begun + "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":")));
            QVERIFY(body.endsWith("}\n\n"));
            QTRY_COMPARE(relay->lastRecord().outcome, RequestRecord::Outcome::UpstreamClosed);
        }
    }

    // Within an event nothing of ours fits that would be read: the broken connection says it.
    void aStreamThatBreaksOffWithinAnEventIsBrokenOnly()
    {
        const auto relay = openAiRelay();
        relay->upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            seen.socket->write(StreamHead + ScriptedUpstream::chunk("data: {\"x\":"));
            seen.socket->disconnectFromHost();
        });
        RawClient client(relay->host.port());
        client.send(relay->post("{\"stream\":true}", {}, Posted.at(0)));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        QCOMPARE(client.body(&complete), QByteArray("data: {\"x\":"));
        QVERIFY(!complete);
    }

    void errorsOfOursHaveItsShapeOnEveryRoute()
    {
        const auto relay = openAiRelay();
        serve(*relay, [](RelayAccount &account) { account.protocol = Protocol::OpenAi, account.baseUrl = "http://127.0.0.1:1/v1"; });
        const auto ask = [&relay](const QByteArray &bytes, int status) {
            RawClient client(relay->host.port());
            client.send(bytes);
            QTRY_COMPARE(client.status(), status);
            QTRY_VERIFY2(!errorMessage(client.body()).isEmpty(), client.received().constData());
            QVERIFY2(!client.body().startsWith("{\"type\":\"error\""), client.received().constData());
            QVERIFY2(status == 421 || client.head().contains("\r\nx-request-id: hp-"), client.head().constData()); // as the SDK names it
        };
        for (const QByteArray &path : Posted) {
            ask(relay->post("{}", {}, path), 502);
            ask(QByteArray("GET " + path + " HTTP/1.1\r\n" + relay->hostField() + "x-api-key: " + relay->key + "\r\n\r\n"), 405);
            ask("POST " + path + " HTTP/1.1\r\nHost: elsewhere.example\r\nContent-Length: 2\r\n\r\n{}", 421);
        }
        ask(relay->post("{}", {}, "/v1/chat/none"), 404);
        ask("GET /v1/models HTTP/1.1\r\n" + relay->hostField() + "authorization: Bearer hp_wrong\r\n\r\n", 401);
    }

    // Codex with its built-in provider asks first, and posts over the same address once it has heard 426.
    void aWebSocketIsRefusedAtOnce()
    {
        const auto relay = openAiRelay();
        RawClient client(relay->host.port());
        client.send("GET /v1/responses HTTP/1.1\r\n" + relay->hostField() + "authorization: Bearer " + relay->key
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                      "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        QTRY_COMPARE(client.status(), 426);
        QTRY_VERIFY(!errorMessage(client.body()).isEmpty());
        QVERIFY(relay->upstream.seen().isEmpty());
        client.clear();
        client.send(relay->post("{}", {}, Posted.at(1)));
        QTRY_COMPARE(client.status(), 200);
    }

    // A compatible provider is a file of the user's: read, checked, served through.
    void aProviderFileOfAUsersServes()
    {
        RelayFixture relay;
        QTemporaryDir folder;
        QFile file(folder.filePath(u"gateway.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"id\":\"our-gateway\",\"displayName\":\"Our gateway\",\"protocol\":\"openai\",\"baseUrl\":\"" + relay.upstream.url()
                   + "/llm/v4\",\"authStyle\":\"api-key\"}");
        file.close();
        const ProfileSet set = withUserProfiles(*bundledProfiles(), folder.path());
        QVERIFY(set.problems.empty());
        const ProviderProfile &profile = set.profiles.back();
        NewAccount wanted;
        wanted.providerId = profile.id;
        wanted.name = u"gateway"_s;
        wanted.secret = shareSecret(QByteArray("gateway-key"));
        const auto checked = checkedAccount(std::move(wanted), profile);
        QVERIFY(checked);
        Account account;
        account.id = 7;
        account.name = checked->name;
        account.providerId = profile.id;
        account.baseUrl = checked->baseUrl;
        RelaySnapshot world = relay.snapshot();
        world.accounts = {relayAccountOf(account, profile, checked->secret)};
        relay.host.setSnapshot(std::move(world));
        relay.settle();
        RawClient client(relay.host.port());
        client.send(relay.post("{\"model\":\"m\"}", {}, Posted.at(0)));
        QTRY_COMPARE(client.status(), 200);
        const QByteArray head = relay.upstream.seen().first().head;
        QVERIFY2(head.startsWith("POST /llm/v4/chat/completions HTTP/1.1\r\n"), head.constData());
        QVERIFY(head.contains("api-key: gateway-key\r\n") && !head.contains("uthorization"));
    }
};

QTEST_GUILESS_MAIN(TestOpenAi)
#include "tst_openai.moc"
