// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/modelsfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::Protocol)

namespace {

const QByteArray AnthropicFields = "anthropic-version: 1\r\nx-api-key: @KEY@\r\n";

} // namespace

// Names of models: aliases, and names that nobody serves.
class TestModelNames final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ModelsFixture> m_homeport;

    [[nodiscard]] ScriptedUpstream &upstream() { return m_homeport->relay.upstream; }
    [[nodiscard]] RequestRecord record()
    {
        [&] { QTRY_VERIFY(m_homeport->relay.lastRecord().outcome != RequestRecord::Outcome::Running); }();
        return m_homeport->relay.lastRecord();
    }
    void post(const QByteArray &path, const QByteArray &body, const QByteArray &fields = AnthropicFields)
    {
        m_homeport->ask("POST " + path, fields, body);
    }

private Q_SLOTS:
    void init()
    {
        m_homeport = std::make_unique<ModelsFixture>();
        ModelsFixture::listWith(upstream(), ModelsFixture::anthropicList({"claude-a", "claude-b"}));
        m_homeport->world.aliases = {{u"fast"_s, u"claude-haiku"_s}, {u"gpt-*"_s, u"claude-sonnet"_s}};
        m_homeport->policy().aliases = {{u"mine"_s, u"claude-opus"_s}, {u"gpt-5"_s, u"claude-opus"_s}};
        m_homeport->publish();
    }
    void cleanup() { m_homeport.reset(); }

    void anAliasChangesTheNameAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("name");   // as the request writes it
        QTest::addColumn<QByteArray>("served"); // as it goes on
        QTest::newRow("every key's") << QByteArray("fast") << QByteArray("claude-haiku");
        QTest::newRow("a pattern") << QByteArray("gpt-4o") << QByteArray("claude-sonnet");
        QTest::newRow("the key's own") << QByteArray("mine") << QByteArray("claude-opus");
        QTest::newRow("the key's own outweighs") << QByteArray("gpt-5") << QByteArray("claude-opus");
        QTest::newRow("escaped") << QByteArray("f\\u0061st") << QByteArray("claude-haiku");
        QTest::newRow("none") << QByteArray("claude\\u002dx") << QByteArray("claude\\u002dx"); // not even written anew
    }
    void anAliasChangesTheNameAndNothingElse()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, served);
        const QByteArray before = "{ \"metadata\" : {\"model\":\"fast\"},\r\n\"messages\":[], \"model\" :\t\"";
        const QByteArray after = "\" ,\"x\":1.0,\"gr\xc3\xbc\xc3\x9f\":\"\\u00fc\" }\n";
        post("/v1/messages?beta=true", QByteArray(before + name + after));
        QCOMPARE(m_homeport->client->status(), 200);
        QCOMPARE(upstream().seen().last().body, QByteArray(before + served + after));
        QVERIFY(upstream().seen().last().head.startsWith("POST /v1/messages?beta=true "));
        const RequestRecord last = record();
        const bool isAlias = name != served;
        QCOMPARE(last.model, isAlias ? QString::fromLatin1(served) : u"claude-x"_s);
        QCOMPARE(last.trace.askedModel, !isAlias ? QString() : name.startsWith("f") ? u"fast"_s : QString::fromLatin1(name));
    }

    void aPathsModelIsChangedInThePath()
    {
        m_homeport->first().protocol = Protocol::Gemini;
        m_homeport->first().authStyle = AuthStyle::GoogApiKey;
        m_homeport->publish();
        const QByteArray body = "{ \"model\":\"models/fast\" }";
        post("/v1beta/models/fast:countTokens?x=fast", body, "x-goog-api-key: @KEY@\r\n");
        QVERIFY(upstream().seen().last().head.startsWith("POST /v1beta/models/claude-haiku:countTokens?x=fast "));
        QCOMPARE(upstream().seen().last().body, body);
        QCOMPARE(record().model, u"claude-haiku"_s);
    }

    void aKeysModelsAreJudgedByWhatServes()
    {
        m_homeport->policy().models = {u"claude-haiku"_s};
        m_homeport->publish();
        post("/v1/messages", R"({"model":"fast"})");
        QCOMPARE(m_homeport->client->status(), 200);
        post("/v1/messages", R"({"model":"mine"})");
        QCOMPARE(m_homeport->client->status(), 403);
        QVERIFY(m_homeport->client->body().contains("claude-opus"));
    }

    void aliasesStandInTheList()
    {
        const auto isTold = [&] {
            m_homeport->askAnthropic();
            return m_homeport->ids() == QStringList({u"claude-a"_s, u"claude-b"_s, u"fast"_s, u"gpt-5"_s, u"mine"_s});
        };
        QTRY_VERIFY(isTold());
        m_homeport->askAnthropic("GET /v1/models/mine");
        QCOMPARE(m_homeport->json()["id"_L1].toString(), u"mine"_s);
        QCOMPARE(m_homeport->json()["display_name"_L1].toString(), u"mine (claude-opus)"_s);
    }

    void aModelThatNobodyServesIsRefusedNatively_data()
    {
        QTest::addColumn<Protocol>("protocol");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("error");
        const QByteArray body = R"({"model":"absent"})";
        const QByteArray bearer = "authorization: Bearer @KEY@\r\n";
        const QByteArray words = R"("message":"No account serves the model absent. Available: claude-1-*, claude-a.")";
        QTest::newRow("Anthropic") << Protocol::Anthropic << QByteArray("/v1/messages") << body << AnthropicFields
                                   << QByteArray(R"({"type":"error","error":{"type":"not_found_error",)" + words + "}");
        for (const char *path : {"/v1/chat/completions", "/v1/responses"})
            QTest::newRow(path) << Protocol::OpenAi << QByteArray(path) << body << bearer
                                << QByteArray(R"({"error":{)" + words
                                              + R"(,"type":"invalid_request_error","param":null,"code":"model_not_found"}})");
        QTest::newRow("Gemini") << Protocol::Gemini << QByteArray("/v1beta/models/absent:generateContent") << QByteArray("{}")
                                << QByteArray("x-goog-api-key: @KEY@\r\n")
                                << QByteArray(R"({"error":{"code":404,)" + words + R"(,"status":"NOT_FOUND")");
    }
    void aModelThatNobodyServesIsRefusedNatively()
    {
        QFETCH(Protocol, protocol);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, error);
        m_homeport->first().protocol = protocol;
        m_homeport->first().routing.models.allow = {u"claude-a"_s, u"claude-1-*"_s};
        m_homeport->publish();
        post(path, body, fields);
        QCOMPARE(m_homeport->client->status(), 404);
        QVERIFY2(m_homeport->client->body().startsWith(error), m_homeport->client->body().constData());
        QVERIFY(m_homeport->client->head().contains("x-should-retry: false"));
        QVERIFY(upstream().seen().isEmpty());
        QCOMPARE(record().outcome, RequestRecord::Outcome::Refused);
    }

    // A list that is not known, or may lack something, keeps nobody away.
    void onlyAListThatHasAllIsBelieved()
    {
        const auto isListed = [&] {
            m_homeport->askAnthropic();
            return m_homeport->ids().contains(u"claude-a"_s);
        };
        QTRY_VERIFY(isListed());
        post("/v1/messages", R"({"model":"absent"})");
        QCOMPARE(m_homeport->client->status(), 200);
        m_homeport->first().listsAllModels = true;
        m_homeport->first().baseUrl += "/elsewhere"; // another list is fetched
        m_homeport->publish();
        post("/v1/messages", R"({"model":"absent"})"); // not known yet
        QCOMPARE(m_homeport->client->status(), 200);
        QTRY_VERIFY(isListed());
        post("/v1/messages", R"({"model":"absent"})");
        QCOMPARE(m_homeport->client->status(), 404);
        QVERIFY(m_homeport->client->body().contains("Available: claude-a, claude-b."));
        post("/v1/messages", R"({"model":"claude-a-20260101"})"); // another name of one that is listed
        QCOMPARE(m_homeport->client->status(), 200);
    }

    // The provider's own refusal passes; from then on it is known what there is.
    void aProvidersRefusalTeachesWhatThereIs()
    {
        const QByteArray refusal = R"({"type":"error","error":{"type":"not_found_error","message":"model: absent"}})";
        upstream().setAnswer([refusal](const ScriptedUpstream::Seen &seen) {
            seen.socket->write(seen.head.startsWith("GET ") ? ScriptedUpstream::json(200, ModelsFixture::anthropicList({"claude-a"}))
                                                            : ScriptedUpstream::json(404, refusal));
        });
        m_homeport->first().listsAllModels = true;
        m_homeport->publish();
        post("/v1/messages", R"({"model":"absent"})");
        QCOMPARE(m_homeport->client->body(), refusal);
        const auto isOurs = [&] {
            post("/v1/messages", R"({"model":"absent"})");
            return m_homeport->client->status() == 404 && m_homeport->client->body().contains("Available: claude-a.");
        };
        QTRY_VERIFY(isOurs());
    }
};

QTEST_GUILESS_MAIN(TestModelNames)
#include "tst_modelnames.moc"
