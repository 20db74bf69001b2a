// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/oddbytes.h"
#include "tests/integration/relay/recordings.h"
#include "tests/integration/relay/relayfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype Large = 300'000;

// What a tool sends besides; its own spelling, order and repetitions.
const QByteArrayList Fields{"User-Agent: tool/1.0 (odd;  spacing)",
                            "accept: */*",
                            "Accept-Encoding: gzip, br",
                            "content-type: application/json",
                            "anthropic-version: 2023-06-01",
                            "x-repeated: 1",
                            "X-Repeated: 2",
                            "x-stainless-lang: js"};

// How an upstream frames its answer.
enum class Framing { Length, Chunked, Close };

} // namespace

// Every route that is passed through, whichever protocol: what comes is what was sent.
class TestEveryRoute final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RelayFixture> m_relay;
    std::unique_ptr<RawClient> m_client;

    // Lets events come until @p done; nothing polls.
    template <typename Done>
    [[nodiscard]] bool waitUntil(Done done) const
    {
        QSignalSpy arrived(&m_client->socket(), &QTcpSocket::readyRead);
        while (!done()) {
            if (!arrived.wait(10'000))
                return done();
        }
        return true;
    }
    [[nodiscard]] bool isComplete() const
    {
        bool complete = false;
        const QByteArray head = m_client->head().toLower() + "\r\n";
        const qsizetype at = head.indexOf("\r\ncontent-length: ");
        if (m_client->received().indexOf("\r\n\r\n") < 0)
            return false;
        if (at >= 0)
            return m_client->rawBody().size() == head.sliced(at + 18, head.indexOf('\r', at + 2) - at - 18).toLongLong();
        return m_client->received().endsWith("\r\n0\r\n\r\n") && (std::ignore = m_client->body(&complete), complete);
    }
    void send(const QByteArray &framing, const QByteArray &body) const
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        m_client->clear();
        m_client->send(method + ' ' + target + " HTTP/1.1\r\n" + m_relay->hostField() + Fields.join("\r\n")
                       + "\r\nx-homeport-key: " + m_relay->key + "\r\n" + framing + "\r\n" + body);
    }
    void ask() const
    {
        QFETCH(QByteArray, method);
        send(method == "GET" ? QByteArray() : QByteArray("Content-Length: 2\r\n"), method == "GET" ? QByteArray() : QByteArray("{}"));
    }
    void verifyRequest(const QByteArray &body) const
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, forwarded);
        QFETCH(QByteArray, credential);
        QVERIFY(waitUntil([this] { return isComplete(); }));
        QCOMPARE(m_client->status(), 200);
        const auto &seen = m_relay->upstream.seen().last();
        QVERIFY(seen.body == body); // no megabytes in a failure's text
        QCOMPARE(seen.head.left(seen.head.indexOf('\r')), QByteArray(method + ' ' + forwarded + " HTTP/1.1"));
        QByteArrayList expected = Fields;
        expected.replace(2, "Accept-Encoding: identity");
        expected << credential;
        QCOMPARE(fieldLines(seen.head), expected);
    }
    // Sends @p pieces as chunks, each when the one before has arrived.
    void answerInPieces(const QByteArrayList &pieces, const QByteArray &fields)
    {
        m_relay->upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            seen.socket->write("HTTP/1.1 200 Fine\r\n" + fields + "Transfer-Encoding: chunked\r\n\r\n"
                               + ScriptedUpstream::chunk(pieces.first()));
            seen.socket->flush();
        });
        ask();
        qsizetype size = 0;
        for (qsizetype i = 0; i < pieces.size(); ++i) {
            size += pieces.at(i).size();
            QVERIFY(waitUntil([&] { return m_client->body().size() >= size; }));
            const bool isLast = i + 1 == pieces.size();
            m_relay->upstream.seen().last().socket->write(isLast ? QByteArray("0\r\n\r\n") : ScriptedUpstream::chunk(pieces.at(i + 1)));
        }
        QVERIFY(waitUntil([this] { return isComplete(); }));
        QVERIFY2(m_client->body() == pieces.join(), m_client->head().constData());
    }

    static void routes()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("forwarded");
        QTest::addColumn<QByteArray>("credential");
        const auto post = [](const QByteArray &target, const QByteArray &field, const QByteArray &base = {}) {
            QTest::newRow(target.constData()) << QByteArray("POST") << target << QByteArray(base + target)
                                              << QByteArray(field + RelayFixture::UpstreamSecret);
        };
        for (const char *target : {"/v1/messages", "/v1/messages?beta=true", "/v1/messages/count_tokens?beta=true"})
            post(target, "x-api-key: ");
        for (const char *target : {"/v1/chat/completions", "/v1/completions", "/v1/responses", "/v1/responses?stream=x",
                                   "/v1/responses/compact", "/v1/embeddings?api-version=%20v1"})
            post(target, "authorization: Bearer ", "/openai");
        for (const QByteArray version : {"/v1beta", "/v1"}) {
            for (const char *verb : {"generateContent", "streamGenerateContent", "streamGenerateContent?alt=sse", "countTokens",
                                     "embedContent?x=%2F&&y", "batchEmbedContents"})
                post(version + "/models/gemini-2.5-flash:" + verb, "x-goog-api-key: ");
        }
        for (const char *verb : {"generateContent", "streamGenerateContent?alt=sse", "streamGenerateContent", "countTokens",
                                 "loadCodeAssist", "onboardUser", "retrieveUserQuota", "listExperiments"})
            post(QByteArray("/v1internal:") + verb, "authorization: Bearer ");
        const QByteArray operation = "/v1internal/operations/op-1";
        QTest::newRow("operation") << QByteArray("GET") << operation << operation
                                   << QByteArray(QByteArray("authorization: Bearer ") + RelayFixture::UpstreamSecret);
    }

private Q_SLOTS:
    void initTestCase() { m_relay = std::make_unique<RelayFixture>(); }
    void init()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, forwarded);
        QFETCH(QByteArray, credential);
        m_relay->upstream.forgetSeen();
        RelaySnapshot world = m_relay->snapshot();
        RelayAccount &account = world.accounts.front();
        if (forwarded.startsWith("/openai")) {
            account.protocol = Protocol::OpenAi;
            account.baseUrl += "/openai/v1";
        } else if (!target.startsWith("/v1/messages")) {
            account.protocol = Protocol::Gemini;
            account.pathStyle = target.startsWith("/v1internal") ? PathStyle::CodeAssist : PathStyle::Plain;
        }
        account.authStyle = credential.startsWith("authorization") ? AuthStyle::Bearer
                            : credential.startsWith("x-goog")      ? AuthStyle::GoogApiKey
                                                                   : AuthStyle::XApiKey;
        m_relay->host.setSnapshot(std::move(world));
        m_relay->settle();
        m_client = std::make_unique<RawClient>(m_relay->host.port());
    }
    void cleanup() { m_client.reset(); }
    void cleanupTestCase() { m_relay.reset(); }

    void requestsOfEverySize_data() { routes(); }
    void requestsOfEverySize()
    {
        QFETCH(QByteArray, method);
        if (method == "GET") {
            ask();
            return verifyRequest({});
        }
        const auto large = [](qsizetype size) { return QByteArray("{\"model\":\"m\",\"x\":[\"" + noise(size).toBase64() + "\"]}"); };
        // Two are no JSON at all; the last is more than a socket takes at once.
        for (const QByteArray &body : {QByteArray("{}"), oddJson(), gzipped(oddJson()), noise(1000), large(20'000), large(900'000)}) {
            send("Content-Length: " + QByteArray::number(body.size()) + "\r\n", body);
            verifyRequest(body);
            const qsizetype split = body.size() / 3 + 1;
            send("Transfer-Encoding: chunked\r\n",
                 ScriptedUpstream::chunk(body.first(split)) + ScriptedUpstream::chunk(body.sliced(split)) + "0\r\n\r\n");
            verifyRequest(body);
        }
    }

    void answersOfEveryKind_data() { routes(); }
    void answersOfEveryKind()
    {
        const QByteArray kept = "Content-Type: application/json\r\nSet-Cookie: a=1; Path=/\r\nX-Kept: as  it is\r\nset-cookie: b=2\r\n";
        const QByteArray zipped = kept + "Content-Encoding: gzip\r\n"; // not asked for, and some send it
        const std::array<std::pair<QByteArray, QByteArray>, 6> answers{{{kept, "{}"},
                                                                        {kept, oddJson()},
                                                                        {kept, oddJson().repeated(Large / oddJson().size())},
                                                                        {zipped, gzipped(oddJson())},
                                                                        {zipped, gzipped(noise(Large))},
                                                                        {kept, noise(1000)}}};
        for (const auto &answer : answers) {
            const auto &fields = answer.first;
            const auto &body = answer.second; // clang captures structured bindings from 16 on
            for (const Framing framing : {Framing::Length, Framing::Chunked, Framing::Close}) {
                const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
                const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
                const QByteArray start = "HTTP/1.1 " + QByteArray(framing == Framing::Chunked ? "404 Odd" : "200 Fine") + "\r\n" + fields;
                m_relay->upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
                    if (framing == Framing::Chunked)
                        seen.socket->write(start + chunked + "\r\n" + ScriptedUpstream::chunk(body) + "0\r\n\r\n");
                    else
                        seen.socket->write(start + (framing == Framing::Length ? length : QByteArray("Connection: close\r\n")) + "\r\n"
                                           + body);
                    if (framing == Framing::Close)
                        seen.socket->disconnectFromHost();
                });
                ask();
                QVERIFY(waitUntil([this] { return isComplete(); }));
                QCOMPARE(QByteArray(m_client->head() + "\r\n"), QByteArray(start + (framing == Framing::Length ? length : chunked)));
                QVERIFY(m_client->body() == body);
            }
        }
    }

    void smallAnswersAtEverySplit_data() { routes(); }
    void smallAnswersAtEverySplit()
    {
        QFETCH(QByteArray, target);
        const bool isStream = streams(target);
        const bool isList = isStream && target.endsWith("streamGenerateContent");
        const QByteArray answer = isStream ? streamOf(target) : oddJson();
        const QByteArray type = isStream && !isList ? "text/event-stream" : "application/json";
        for (qsizetype split = 1; split < answer.size(); ++split)
            answerInPieces({answer.first(split), answer.sliced(split)}, "Content-Type: " + type + "\r\n");
    }

    void largeAnswersAtSampledSplits_data() { routes(); }
    void largeAnswersAtSampledSplits()
    {
        QFETCH(QByteArray, target);
        QRandomGenerator random(OddSeed);
        const QByteArray stream = streamOf(target);
        const QByteArray events = stream.repeated(Large / stream.size());
        const QByteArray zipped = gzipped(noise(Large));
        for (int round = 0; round < 4; ++round) {
            QByteArray left = round % 2 == 0 ? events : zipped;
            QByteArrayList pieces;
            while (pieces.size() < 7 && left.size() > 1) {
                const qsizetype size = 1 + random.bounded(static_cast<quint32>(pieces.size() % 2 == 0 ? left.size() / 2 : 16));
                pieces << left.first(std::min(size, left.size()));
                left = left.sliced(pieces.last().size());
            }
            pieces << left;
            pieces.removeAll(QByteArray());
            answerInPieces(pieces, round % 2 == 0 ? QByteArray("Content-Type: text/event-stream\r\n")
                                                  : QByteArray("Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"));
        }
    }
};

QTEST_GUILESS_MAIN(TestEveryRoute)
#include "tst_everyroute.moc"
