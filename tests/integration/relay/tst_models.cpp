// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/modelsfixture.h"
#include "tests/integration/relay/scriptedtokens.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Lists of models that Homeport answers for all accounts of a key.
class TestModels final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ModelsFixture> m_homeport;
    std::unique_ptr<ScriptedUpstream> m_other;

    // Lists are fetched behind the answer: until @p expected is told.
    void eventually(const QStringList &expected)
    {
        const auto isTold = [&] {
            m_homeport->askAnthropic();
            return m_homeport->ids() == expected;
        };
        QTRY_VERIFY(isTold());
    }

private Q_SLOTS:
    void init()
    {
        m_homeport = std::make_unique<ModelsFixture>();
        m_other = std::make_unique<ScriptedUpstream>();
        ModelsFixture::listWith(m_homeport->relay.upstream, ModelsFixture::anthropicList({"claude-b", "claude-a"}));
        ModelsFixture::listWith(*m_other, ModelsFixture::openAiList({"gpt-x", "claude-b"}));
        m_homeport->publish();
    }
    void cleanup()
    {
        m_homeport.reset();
        m_other.reset();
    }

    void eachAskerGetsItsShape_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("begin");
        const QByteArray anthropic = R"({"data":[{"type":"model","id":"claude-a","display_name":"of claude-a",)";
        const QByteArray openAi = R"({"object":"list","data":[{"id":"claude-a","object":"model","created":1767312000,"owned_by":)";
        const QByteArray gemini = R"({"models":[{"name":"models/claude-a","displayName":"of claude-a"},)";
        QTest::newRow("Anthropic's SDK") << QByteArray("GET /v1/models?limit=20")
                                         << QByteArray("anthropic-version: 2026-10-21\r\nauthorization: Bearer @KEY@\r\n") << anthropic;
        QTest::newRow("an older one") << QByteArray("GET /v1/models") << QByteArray("x-api-key: @KEY@\r\n") << anthropic;
        QTest::newRow("a bearer alone") << QByteArray("GET /v1/models") << QByteArray("authorization: Bearer @KEY@\r\n") << openAi;
        QTest::newRow("Codex") << QByteArray("GET /v1/models?client_version=0.169.0") << QByteArray("authorization: Bearer @KEY@\r\n")
                               << openAi;
        QTest::newRow("Google's SDK") << QByteArray("GET /v1/models") << QByteArray("x-goog-api-key: @KEY@\r\n") << gemini;
        QTest::newRow("Gemini CLI") << QByteArray("GET /v1beta/models?pageSize=7&key=@KEY@") << QByteArray() << gemini;
        QTest::newRow("a key in the path") << QByteArray("GET /t/@KEY@/v1/models") << QByteArray("anthropic-version: 1\r\n") << anthropic;
    }
    void eachAskerGetsItsShape()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, begin);
        eventually({u"claude-a"_s, u"claude-b"_s});
        m_homeport->ask(line.replace("@KEY@", m_homeport->relay.key), fields);
        QCOMPARE(m_homeport->client->status(), 200);
        QVERIFY2(m_homeport->client->body().startsWith(begin), m_homeport->client->body().constData());
        QVERIFY(QByteArray(m_homeport->client->head() + "\r\n").contains("application/json"));
        QCOMPARE(m_homeport->json().contains("models"_L1), begin.startsWith("{\"models") || line.contains("client_version"));
    }

    void allAccountsOfTheKeyAreInTheList()
    {
        m_homeport->addAccount(*m_other, Protocol::OpenAi).parkedUntil = QDateTime::currentDateTimeUtc().addSecs(3600);
        ScriptedUpstream paused;
        m_homeport->addAccount(paused, Protocol::Anthropic).state = Account::State::Paused;
        m_homeport->publish();
        eventually({u"claude-a"_s, u"claude-b"_s, u"gpt-x"_s});
        QVERIFY(paused.seen().isEmpty());
        m_homeport->policy().accounts = {8};
        m_homeport->publish();
        eventually({u"claude-b"_s, u"gpt-x"_s});
        m_homeport->policy().models = {u"gpt-*"_s};
        m_homeport->publish();
        eventually({u"gpt-x"_s});
    }

    void anUpstreamIsAskedOnceWithItsOwnCredential()
    {
        eventually({u"claude-a"_s, u"claude-b"_s});
        for (int i = 0; i < 3; ++i)
            m_homeport->askAnthropic();
        QCOMPARE(m_homeport->relay.upstream.seen().size(), 1);
        const QByteArray head = m_homeport->relay.upstream.seen().first().head.toLower();
        QVERIFY2(head.startsWith("get /v1/models?limit=1000 http/1.1\r\n"), head.constData());
        QVERIFY(head.contains(QByteArray(QByteArray("\r\nx-api-key: ") + RelayFixture::UpstreamSecret + "\r\n")));
        QVERIFY(head.contains("\r\nanthropic-version: 2023-06-01\r\n"));
        QVERIFY(!head.contains("hp_"));
    }

    // It never answers: had it been awaited, nothing would have come.
    void aSlowUpstreamIsNotAwaited()
    {
        eventually({u"claude-a"_s, u"claude-b"_s});
        m_other->setAnswer([](const ScriptedUpstream::Seen &) {});
        m_homeport->addAccount(*m_other, Protocol::OpenAi);
        m_homeport->publish();
        m_homeport->askAnthropic();
        QCOMPARE(m_homeport->ids(), QStringList({u"claude-a"_s, u"claude-b"_s}));
        QTRY_COMPARE(m_other->seen().size(), 1);
        m_homeport->askAnthropic(); // still not
        QCOMPARE(m_homeport->ids(), QStringList({u"claude-a"_s, u"claude-b"_s}));
        QCOMPARE(m_other->seen().size(), 1);
        m_other->seen().first().socket->write(ScriptedUpstream::json(200, ModelsFixture::openAiList({"gpt-x"})));
        eventually({u"claude-a"_s, u"claude-b"_s, u"gpt-x"_s});
    }

    void aDeadUpstreamHidesNothing()
    {
        auto dead = std::make_unique<ScriptedUpstream>();
        m_homeport->addAccount(*dead, Protocol::OpenAi);
        m_homeport->addAccount(*m_other, Protocol::OpenAi);
        dead.reset();
        m_homeport->publish();
        eventually({u"claude-a"_s, u"claude-b"_s, u"gpt-x"_s});
    }

    void pagesAreFollowed()
    {
        m_homeport->relay.upstream.setAnswer([](const ScriptedUpstream::Seen &seen) {
            const bool isSecond = seen.head.startsWith("GET /v1/models?limit=1000&after_id=claude-1 ");
            seen.socket->write(ScriptedUpstream::json(200, isSecond ? ModelsFixture::anthropicList({"claude-2"})
                                                                    : ModelsFixture::anthropicList({"claude-1"}, "claude-1")));
        });
        eventually({u"claude-1"_s, u"claude-2"_s});
        QCOMPARE(m_homeport->relay.upstream.seen().size(), 2);
    }

    void aPageThatLeadsToItselfEndsTheList()
    {
        ModelsFixture::listWith(m_homeport->relay.upstream, ModelsFixture::anthropicList({"claude-1"}, "claude-1"));
        eventually({u"claude-1"_s});
        QCOMPARE(m_homeport->relay.upstream.seen().size(), 2);
    }

    void codexGetsWhatItsServersSayOfAModel()
    {
        const QByteArray native = R"({"slug":"gpt-x-codex","display_name":"X","visibility":"list","base_instructions":"…"})";
        ModelsFixture::listWith(*m_other, QByteArray(R"({"models":[)" + native + "]}"));
        m_homeport->addAccount(*m_other, Protocol::OpenAi);
        m_homeport->publish();
        const auto isTold = [&] {
            m_homeport->ask("GET /v1/models?client_version=0.169.0", "authorization: Bearer @KEY@\r\n");
            return m_homeport->client->body().endsWith(QByteArray(R"(,"models":[)" + native + "]}"));
        };
        QTRY_VERIFY(isTold());
        QVERIFY(m_other->seen().last().head.startsWith("GET /models?client_version=0.169.0 "));
    }

    void aRefusedTokenIsRenewedOnce()
    {
        ScriptedTokens tokens;
        m_homeport = std::make_unique<ModelsFixture>(&tokens);
        m_homeport->relay.upstream.setAnswer([](const ScriptedUpstream::Seen &seen) {
            const bool isFresh = seen.head.contains("fresh-token");
            seen.socket->write(isFresh ? ScriptedUpstream::json(200, ModelsFixture::anthropicList({"claude-a"}))
                                       : ScriptedUpstream::json(401, R"({"type":"error"})"));
        });
        m_homeport->first().refreshable = true;
        m_homeport->first().credential = Account::Credential::OAuth;
        m_homeport->publish();
        eventually({u"claude-a"_s});
        QCOMPARE(tokens.questions().size(), 1);
        m_homeport.reset(); // before what it works with
    }

    void listsAreSeenInActivityAndCostNothing()
    {
        eventually({u"claude-a"_s, u"claude-b"_s});
        QTRY_COMPARE(m_homeport->relay.lastRecord().outcome, RequestRecord::Outcome::Done);
        const RequestRecord record = m_homeport->relay.lastRecord();
        QCOMPARE(record.path, u"/v1/models"_s);
        QCOMPARE(record.status, 200);
        QVERIFY(record.account.isEmpty());
        QVERIFY(!record.usage.known && record.cost < 0);
        QCOMPARE(record.bytesDown, m_homeport->client->body().size());
    }

    void oneModelIsDescribedInTheProvidersWords()
    {
        eventually({u"claude-a"_s, u"claude-b"_s});
        m_homeport->askAnthropic("GET /v1/models/claude-b");
        QCOMPARE(m_homeport->client->body(),
                 QByteArray(R"({"type":"model","id":"claude-b","display_name":"of claude-b","created_at":"2026-01-02T00:00:00Z"})"));
        QCOMPARE(m_homeport->relay.upstream.seen().size(), 1);
        m_homeport->askAnthropic("GET /v1/models/claude-latest"); // a name that no list has: its provider may know it
        QVERIFY(m_homeport->relay.upstream.seen().last().head.startsWith("GET /v1/models/claude-latest "));
    }

    void aKeysModelsHoldForOneToo()
    {
        m_homeport->policy().models = {u"claude-a"_s};
        m_homeport->publish();
        eventually({u"claude-a"_s});
        m_homeport->askAnthropic("GET /v1/models/claude-b");
        QCOMPARE(m_homeport->client->status(), 404);
        QCOMPARE(m_homeport->json()["error"_L1]["type"_L1].toString(), u"not_found_error"_s);
        QVERIFY(m_homeport->client->body().contains("Available: claude-a."));
        QCOMPARE(m_homeport->relay.upstream.seen().size(), 1);
    }

    void aToolsOwnLoginGoesToItsProvider()
    {
        m_homeport->first().credential = Account::Credential::PassThrough;
        m_homeport->first().secret.reset();
        m_homeport->addAccount(*m_other, Protocol::Anthropic);
        m_homeport->publish();
        const QByteArray fields = "x-homeport-key: @KEY@\r\nanthropic-version: 1\r\n";
        m_homeport->ask("GET /v1/models?limit=3", fields + "authorization: Bearer own-login\r\n");
        QCOMPARE(m_homeport->client->body(), ModelsFixture::anthropicList({"claude-b", "claude-a"}));
        const QByteArray head = m_homeport->relay.upstream.seen().first().head;
        QVERIFY(head.startsWith("GET /v1/models?limit=3 "));
        QVERIFY(head.contains("authorization: Bearer own-login\r\n"));
        QVERIFY(m_other->seen().isEmpty());
    }

    void withoutAnAccountTheReasonIsTold()
    {
        m_homeport->first().state = Account::State::Paused;
        m_homeport->publish();
        m_homeport->askAnthropic();
        QCOMPARE(m_homeport->client->status(), 503);
        QVERIFY(m_homeport->client->body().contains("is paused"));
    }
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
