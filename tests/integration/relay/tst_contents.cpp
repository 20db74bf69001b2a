// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"
#include "tests/integration/relay/scriptedtokens.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

} // namespace

// What a key that asked for it keeps of its requests: what went over the wire to and from the tool, cut, without a credential.
class TestContents final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ScriptedTokens> m_tokens;
    std::unique_ptr<RelayFixture> m_relay;
    QList<KeptRequest> m_kept;

    template <typename Change>
    void publish(Change change)
    {
        RelaySnapshot snapshot = m_relay->snapshot();
        change(snapshot);
        m_relay->host.setSnapshot(std::move(snapshot));
        m_relay->settle();
    }
    void keepContents(int kb = 1)
    {
        publish([kb](RelaySnapshot &snapshot) {
            snapshot.keys.first().policy.contentsDays = 7;
            snapshot.keys.first().policy.contentsKb = kb;
        });
    }
    // The one of the request that is sent; a default one when none came.
    KeptContents keptOf(const QByteArray &bytes)
    {
        m_kept.clear();
        RawClient client(m_relay->host.port());
        client.send(bytes);
        if (!QTest::qWaitFor([this] { return !m_kept.isEmpty(); }))
            return {};
        return m_kept.first().contents;
    }
    static QByteArray all(const KeptContents &kept) { return kept.request.head + kept.request.body + kept.answer.head + kept.answer.body; }

private Q_SLOTS:
    void init()
    {
        m_kept.clear();
        m_tokens = std::make_unique<ScriptedTokens>();
        m_relay = std::make_unique<RelayFixture>(m_tokens.get());
        connect(&m_relay->host, &RelayHost::contentsKept, this, [this](const QList<KeptRequest> &kept) { m_kept << kept; });
        m_relay->upstream.answerWith(ScriptedUpstream::json(200, "{\"ok\":true}"));
    }
    void cleanup()
    {
        m_relay.reset();
        m_tokens.reset();
    }

    void withoutBeingAskedNothingIs()
    {
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{\"a\":1}"));
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Done);
        QVERIFY(m_kept.isEmpty());
    }

    void bothSidesAreAsTheToolSawThem()
    {
        keepContents();
        const QByteArray answer = ScriptedUpstream::json(200, "{\"ok\":true}", "request-id: req_1\r\n");
        m_relay->upstream.answerWith(answer);
        const QDateTime before = QDateTime::currentDateTimeUtc();
        m_kept.clear();
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{\"a\":1}", "User-Agent: me/1\r\n"));
        QTRY_COMPARE(m_kept.size(), 1);
        QTRY_COMPARE(m_relay->records.size(), 1);
        QCOMPARE(m_kept.first().number, m_relay->lastRecord().id);
        QCOMPARE(m_kept.first().keyId, 1);
        const KeptContents kept = m_kept.first().contents;
        QCOMPARE(kept.request.head, "POST /v1/messages?beta=true HTTP/1.1\r\n" + m_relay->hostField()
                                        + "x-api-key: [removed]\r\nUser-Agent: me/1\r\nContent-Length: 7\r\n\r\n");
        QCOMPARE(kept.request.body, QByteArray("{\"a\":1}"));
        QCOMPARE(kept.answer.head, client.head() + "\r\n\r\n");
        QCOMPARE(kept.answer.body, QByteArray("{\"ok\":true}"));
        QVERIFY(!kept.request.isCut() && !kept.answer.isCut());
        QVERIFY(kept.keptAt >= before && kept.expiresAt == kept.keptAt.addDays(7));
        QVERIFY(!m_relay->upstream.seen().constFirst().head.contains("[removed]"));
    }

    void bodiesAreCutAndTheToolGetsAllOfThem()
    {
        keepContents(1);
        const QByteArray up = QByteArray(1000, 'u') + QByteArray(5000, 'v');
        QByteArray down;
        for (int i = 0; i < 10; ++i)
            down += ScriptedUpstream::chunk(QByteArray(300, static_cast<char>('a' + i)));
        m_relay->upstream.answerWith(StreamHead + down + "0\r\n\r\n");
        m_kept.clear();
        RawClient client(m_relay->host.port());
        client.send(m_relay->post(up));
        QTRY_COMPARE(client.body().size(), 3000);
        QTRY_COMPARE(m_kept.size(), 1);
        const KeptContents kept = m_kept.first().contents;
        QCOMPARE(kept.request.body, up.first(1024));
        QCOMPARE(kept.request.bodySize, 6000);
        QCOMPARE(kept.answer.body, client.body().first(1024)); // without the framing
        QCOMPARE(kept.answer.bodySize, 3000);
        QVERIFY(kept.answer.head.contains("Transfer-Encoding: chunked\r\n"));
        QCOMPARE(m_relay->upstream.seen().constFirst().body, up);
    }

    void ourOwnAnswersAreKeptToo()
    {
        keepContents();
        publish([](RelaySnapshot &snapshot) {
            snapshot.keys.first().policy.contentsDays = 7;
            snapshot.keys.first().policy.models = {u"other"_s};
        });
        const KeptContents refused = keptOf(m_relay->post("{\"model\":\"claude-x\"}"));
        QVERIFY2(refused.answer.head.startsWith("HTTP/1.1 403 "), refused.answer.head.constData());
        QVERIFY(refused.answer.body.contains("does not allow the model"));
        publish([](RelaySnapshot &snapshot) {
            snapshot.keys.first().policy.contentsDays = 7;
            snapshot.accounts.front().baseUrl = "http://127.0.0.1:1";
        });
        const KeptContents failed = keptOf(m_relay->post("{}"));
        QVERIFY2(failed.answer.head.startsWith("HTTP/1.1 502 "), failed.answer.head.constData());
    }

    void aBrokenOffAnswerIsKeptWithItsEnding()
    {
        keepContents();
        m_relay->upstream.setAnswer([](const ScriptedUpstream::Seen &seen) {
            seen.socket->write(StreamHead + ScriptedUpstream::chunk("data: {\"type\":\"x\"}\n\n"));
            seen.socket->disconnectFromHost();
        });
        const KeptContents kept = keptOf(m_relay->post("{\"stream\":true}"));
        QVERIFY(kept.answer.body.startsWith("data: {\"type\":\"x\"}\n\n"));
        QVERIFY2(kept.answer.body.contains("event: error"), kept.answer.body.constData());
    }

    void countingAndListsAreKept()
    {
        keepContents();
        const KeptContents counted = keptOf(m_relay->post("{}", {}, "/v1/messages/count_tokens"));
        QVERIFY(counted.request.head.startsWith("POST /v1/messages/count_tokens HTTP/1.1\r\n"));
        QCOMPARE(counted.answer.body, QByteArray("{\"ok\":true}"));
        const KeptContents listed = keptOf("GET /v1/models HTTP/1.1\r\n" + m_relay->hostField() + "x-api-key: " + m_relay->key
                                           + "\r\n\r\n");
        QVERIFY(listed.request.head.startsWith("GET /v1/models HTTP/1.1\r\n"));
        QCOMPARE(listed.request.bodySize, 0);
    }

    void withoutAKeyNothingIs()
    {
        keepContents();
        RawClient client(m_relay->host.port());
        client.send("POST /v1/messages HTTP/1.1\r\n" + m_relay->hostField() + "x-api-key: hp_wrong\r\nContent-Length: 2\r\n\r\n{}");
        QTRY_COMPARE(client.status(), 401);
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Refused);
        client.clear();
        client.send("HEAD / HTTP/1.1\r\n" + m_relay->hostField() + "\r\n");
        QTRY_COMPARE(client.status(), 200);
        QVERIFY(m_kept.isEmpty());
    }

    void theLocalKeyIsNowhere_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("fields"); // @KEY@
        QTest::newRow("x-api-key") << QByteArray("/v1/messages") << QByteArray("X-Api-Key: @KEY@\r\n");
        QTest::newRow("authorization") << QByteArray("/v1/messages") << QByteArray("Authorization: Bearer @KEY@\r\n");
        QTest::newRow("x-homeport-key") << QByteArray("/v1/messages") << QByteArray("x-homeport-key: @KEY@\r\n");
        QTest::newRow("x-goog-api-key") << QByteArray("/v1/messages") << QByteArray("X-Goog-Api-Key: @KEY@\r\n");
        QTest::newRow("api-key") << QByteArray("/v1/messages") << QByteArray("api-key: @KEY@\r\n");
        QTest::newRow("in the path") << QByteArray("/t/@KEY@/v1/messages?beta=true") << QByteArray();
        QTest::newRow("beside others") << QByteArray("/v1/messages?key=@KEY@&x=@KEY@")
                                       << QByteArray("x-homeport-key: @KEY@\r\nx-api-key: sk-marker-of-a-tools-key\r\ncookie: a=@KEY@\r\n"
                                                     "referer: http://x/t/@KEY@/y\r\nx-goog-api-key: sk-marker-of-a-tools-key\r\n");
    }

    void theLocalKeyIsNowhere()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, fields);
        keepContents(4);
        const QByteArray body = "{\"messages\":\"here is my key: " + m_relay->key + " and sk-marker-of-a-tools-key\"}";
        const QByteArray sent = "POST " + target + " HTTP/1.1\r\n" + m_relay->hostField() + fields
                                + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        m_relay->upstream.answerWith(
            ScriptedUpstream::json(200, "{\"ok\":true}", "set-cookie: session=marker-of-a-cookie\r\nset-cookie: b=marker-of-a-cookie\r\n"));
        const KeptContents kept = keptOf(QByteArray(sent).replace("@KEY@", m_relay->key));
        QVERIFY2(kept.request.head.startsWith("POST /"), kept.request.head.constData());
        QVERIFY(kept.request.head.contains("[removed]"));
        QCOMPARE(kept.request.head.startsWith("POST /t/[removed]/v1/messages?beta=true HTTP/1.1"), target.startsWith("/t/"));
        QVERIFY2(!all(kept).contains(m_relay->key.sliced(3)), all(kept).constData());
        QVERIFY(!all(kept).contains("marker-of-a-cookie"));
        QCOMPARE(kept.answer.head.count("set-cookie: [removed]\r\n"), 2);
        QVERIFY(!kept.request.head.contains("sk-marker-of-a-tools-key"));
        QVERIFY(m_relay->upstream.seen().constFirst().body.contains(m_relay->key)); // only the copy is changed
    }

    void theAccountsCredentialIsNowhere_data()
    {
        QTest::addColumn<bool>("signedIn");
        QTest::newRow("API key") << false;
        QTest::newRow("OAuth token, renewed") << true;
    }

    void theAccountsCredentialIsNowhere()
    {
        QFETCH(bool, signedIn);
        m_tokens->token = "marker-of-a-fresh-token";
        publish([signedIn](RelaySnapshot &snapshot) {
            snapshot.keys.first().policy.contentsDays = 7;
            snapshot.keys.first().policy.contentsKb = 1;
            if (!signedIn)
                return;
            snapshot.accounts.front().credential = Account::Credential::OAuth;
            snapshot.accounts.front().secret = shareSecret(QByteArray("marker-of-a-stale-token"));
            snapshot.accounts.front().refreshable = true;
        });
        const QByteArray last = signedIn ? "marker-of-a-fresh-token" : RelayFixture::UpstreamSecret;
        m_relay->upstream.setAnswer([signedIn, last](const ScriptedUpstream::Seen &seen) {
            if (signedIn && seen.head.contains("marker-of-a-stale-token")) {
                seen.socket->write(ScriptedUpstream::json(401, Refusal));
                return;
            }
            // An upstream that repeats what it was sent, also where the cut falls.
            const QByteArray body = "{\"you sent\":\"" + last + ", before that marker-of-a-stale-token\"}";
            const QByteArray filled = body + QByteArray(1024 - body.size() - 12, ' ') + last;
            seen.socket->write(ScriptedUpstream::json(200, filled, "x-echo: " + last + "\r\nx-api-key: " + last + "\r\n"));
        });
        const KeptContents kept = keptOf(m_relay->post("{}"));
        QVERIFY2(kept.answer.body.startsWith("{\"you sent\":\"[removed], before"), kept.answer.body.constData());
        QVERIFY(kept.answer.isCut());
        QVERIFY2(!all(kept).contains(last.first(10)), all(kept).constData());
        QVERIFY(!signedIn || !all(kept).contains("marker-of-a-stale-token"));
        QVERIFY(kept.answer.head.contains("x-echo: [removed]\r\n"));
        QVERIFY(m_relay->upstream.seen().constLast().head.contains(last));
    }

    void aToolsOwnLoginIsNowhere()
    {
        publish([](RelaySnapshot &snapshot) {
            snapshot.keys.first().policy.contentsDays = 7;
            snapshot.accounts.front().credential = Account::Credential::PassThrough;
            snapshot.accounts.front().secret = {};
        });
        m_relay->upstream.answerWith(ScriptedUpstream::json(401, "{\"error\":\"marker-of-an-own-login is not valid\"}"));
        const KeptContents kept = keptOf("POST /v1/messages HTTP/1.1\r\n" + m_relay->hostField() + "x-homeport-key: " + m_relay->key
                                         + "\r\nauthorization: Bearer marker-of-an-own-login\r\nContent-Length: 2\r\n\r\n{}");
        QVERIFY(kept.answer.head.startsWith("HTTP/1.1 401 "));
        QVERIFY2(!all(kept).contains("marker"), all(kept).constData());
    }

    void manyComeInSeveralBatches()
    {
        keepContents(64);
        qsizetype batches = 0;
        connect(&m_relay->host, &RelayHost::contentsKept, this, [&batches] { ++batches; });
        RawClient client(m_relay->host.port());
        const QByteArray body(100'000, 'x');
        for (int i = 0; i < 40; ++i)
            client.send(m_relay->post(body));
        QTRY_COMPARE(m_kept.size(), 40);
        QVERIFY(batches >= 2); // a megabyte each
        for (const KeptRequest &one : std::as_const(m_kept))
            QCOMPARE(one.contents.request.body.size(), 64 * 1024);
    }
};

QTEST_GUILESS_MAIN(TestContents)
#include "tst_contents.moc"
