// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/accountsfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(homeport::KeyFaults)

namespace {

QByteArray chat(bool stream, bool usage = true)
{
    return QByteArray("{\"model\":\"gpt-demo\",\"max_completion_tokens\":64,\"reasoning_effort\":\"low\",\"stream\":")
           + (stream ? "true" : "false") + (stream && usage ? ",\"stream_options\":{\"include_usage\":true}" : "")
           + ",\"messages\":[{\"role\":\"user\",\"content\":\"one\"},{\"role\":\"assistant\",\"content\":\"two\"},"
             "{\"role\":\"user\",\"content\":\"three\"}]}";
}

QByteArray responses(bool stream)
{
    return QByteArray("{\"model\":\"gpt-demo\",\"reasoning\":{},\"stream\":") + (stream ? "true" : "false") + ",\"input\":\"hello\"}";
}

} // namespace

// OpenAI's protocol at a simulated provider: who is asked, what is counted.
class TestOpenAiAccounts final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AccountsFixture> m_fixture;

    [[nodiscard]] AccountsFixture::Answer post(const QByteArray &path, const QByteArray &body, const QByteArray &fields = {}) const
    {
        return m_fixture->exchange(m_fixture->request(body, fields, path));
    }

private Q_SLOTS:
    // Accounts of a provider that speaks both protocols.
    void init()
    {
        m_fixture = std::make_unique<AccountsFixture>();
        for (RelayAccount &account : m_fixture->world.accounts)
            account.further = {{Protocol::OpenAi, m_fixture->provider.baseUrl().toLatin1() + "/v1", AuthStyle::Bearer}};
        m_fixture->publish();
    }
    void cleanup() { m_fixture.reset(); }

    void theLedgerSaysWhatTheProviderCounted_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("chat") << QByteArray("/v1/chat/completions") << chat(false);
        QTest::newRow("chat, stream") << QByteArray("/v1/chat/completions") << chat(true);
        QTest::newRow("responses") << QByteArray("/v1/responses") << responses(false);
        QTest::newRow("responses, stream") << QByteArray("/v1/responses") << responses(true);
        QTest::newRow("compact") << QByteArray("/v1/responses/compact") << responses(false);
        QTest::newRow("completions") << QByteArray("/v1/completions") << QByteArray("{\"model\":\"gpt-demo\",\"prompt\":\"hello\"}");
        QTest::newRow("embeddings") << QByteArray("/v1/embeddings") << QByteArray("{\"model\":\"gpt-demo\",\"input\":[\"a\",\"b\"]}");
    }

    void theLedgerSaysWhatTheProviderCounted()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QCOMPARE(post(path, body).status, 200);
        const RequestRecord record = m_fixture->lastRecord();
        QTRY_VERIFY(m_fixture->provider.usage(m_fixture->secrets.value(1)).known);
        const TokenUsage counted = m_fixture->provider.usage(m_fixture->secrets.value(1));
        QVERIFY(record.usage.known && record.usage.complete);
        QVERIFY(record.usage.input > 0);
        QCOMPARE(record.usage.input, counted.input);
        QCOMPARE(record.usage.output, counted.output);
        QCOMPARE(record.usage.cacheRead, counted.cacheRead);
        QCOMPARE(record.usage.reasoning, counted.reasoning);
        QCOMPARE(record.usage.cacheRead > 0, path.contains("chat"));
        QCOMPARE(record.model, QStringLiteral("gpt-demo"));
    }

    void aStreamThatToldNoUsageHasNone()
    {
        QCOMPARE(post("/v1/chat/completions", chat(true, false)).status, 200);
        QVERIFY(!m_fixture->lastRecord().usage.known);
    }

    void anAccountsFailureLeadsToTheNext_data()
    {
        QTest::addColumn<KeyFaults>("faults");
        KeyFaults spent;
        spent.windowSpent = 1h;
        QTest::newRow("window spent") << spent;
        KeyFaults burst;
        burst.bursts = 1;
        QTest::newRow("burst") << burst;
        KeyFaults overload;
        overload.overloads = 1;
        QTest::newRow("overloaded") << overload;
        KeyFaults banned;
        banned.banned = true;
        QTest::newRow("banned") << banned;
        KeyFaults wrong;
        wrong.unauthorized = true;
        QTest::newRow("wrong key") << wrong;
    }

    void anAccountsFailureLeadsToTheNext()
    {
        QFETCH(KeyFaults, faults);
        m_fixture->fail(1, faults);
        for (const QByteArray path : {"/v1/chat/completions", "/v1/responses"}) {
            const auto answer = post(path, path.contains("chat") ? chat(true) : responses(true));
            QCOMPARE(answer.status, 200);
        }
        QVERIFY(m_fixture->askedOf(1) >= 1);
        QCOMPARE(m_fixture->askedOf(2), 2);
    }

    void aRequestsOwnFaultIsPassedOnWordForWord_data()
    {
        QTest::addColumn<QByteArray>("simulate");
        QTest::addColumn<int>("status");
        for (const int status : {400, 404, 413, 429, 500})
            QTest::addRow("%d", status) << QByteArray("status=" + QByteArray::number(status)) << status;
    }

    void aRequestsOwnFaultIsPassedOnWordForWord()
    {
        QFETCH(QByteArray, simulate);
        QFETCH(int, status);
        const auto answer = post("/v1/responses", responses(true), "x-simulate: " + simulate + "\r\n");
        QCOMPARE(answer.status, status);
        QVERIFY(answer.body.startsWith("{\"error\":{\"message\":\"This error is simulated.\""));
        QVERIFY(answer.head.contains("\r\nx-request-id: req_sim_"));
        QCOMPARE(m_fixture->askedOf(2), 0);
    }

    void whenNobodyIsLeftTheWaitIsTold()
    {
        KeyFaults spent;
        spent.windowSpent = 1h;
        m_fixture->fail(1, spent);
        m_fixture->fail(2, spent);
        QCOMPARE(post("/v1/chat/completions", chat(false)).status, 429); // the provider's own words
        const auto answer = post("/v1/chat/completions", chat(false));
        QCOMPARE(answer.status, 429);
        QVERIFY2(answer.retryAfter() > 3000 && answer.retryAfter() <= 3601, answer.head.constData());
        QVERIFY2(answer.body.contains("\"code\":\"rate_limit_exceeded\""), answer.body.constData());
    }

    void aSessionStaysOnItsAccount()
    {
        for (int turn = 0; turn < 3; ++turn)
            QCOMPARE(post("/v1/responses", responses(false), "session-id: s1\r\n").status, 200);
        QCOMPARE(m_fixture->askedOf(1), 3);
        QCOMPARE(m_fixture->lastRecord().session, QStringLiteral("s1"));
    }

    void accountsOfAnotherProtocolAreNotAsked()
    {
        m_fixture->account(1).further.clear();
        m_fixture->account(2).further.clear();
        m_fixture->publish();
        const auto answer = post("/v1/chat/completions", chat(false));
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.body.startsWith("{\"error\":{\"message\":"));
        QCOMPARE(m_fixture->askedOf(1) + m_fixture->askedOf(2), 0);
    }

    void listsTheModelsOfTheProtocolThatAsks()
    {
        const QByteArray get = "GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_fixture->host.port())
                               + "\r\nConnection: close\r\nauthorization: Bearer " + m_fixture->key + "\r\n\r\n";
        QTRY_VERIFY(m_fixture->exchange(get).body.contains("\"gpt-demo\"")); // the first answers come before the provider's
        QVERIFY(m_fixture->exchange(get).body.startsWith("{\"object\":\"list\",\"data\":["));
    }
};

QTEST_GUILESS_MAIN(TestOpenAiAccounts)
#include "tst_openaiaccounts.moc"
