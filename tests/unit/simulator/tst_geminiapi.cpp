// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpengine.h"
#include "core/providers/gemini/protocol.h"
#include "core/providers/gemini/usageparser.h"
#include "core/simulator/simulator.h"
#include "tests/support/await.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using Meaning = AnswerSignal::Meaning;

// The Gemini API of the simulated provider, over a real socket.
class TestGeminiApi final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Simulator> m_simulator;
    HttpEngine m_engine{HttpEngine::Options{}};
    QByteArray m_key;

    [[nodiscard]] HttpResponse ask(const QByteArray &target, const QByteArray &body, const QByteArray &simulate = {},
                                   const QByteArray &method = "POST")
    {
        TransferRequest request;
        request.method = method;
        request.url = m_simulator->baseUrl().toUtf8() + target;
        request.body = body;
        request.headers.append("x-goog-api-key", m_key);
        if (!simulate.isEmpty())
            request.headers.append("x-simulate", simulate);
        const auto response = testing::await(m_engine.fetch(request, 20'000'000));
        return response ? *response : HttpResponse{};
    }
    [[nodiscard]] static QJsonValue json(const HttpResponse &response)
    {
        const QJsonDocument document = QJsonDocument::fromJson(response.body);
        return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    }
    [[nodiscard]] static QByteArray hello(const QByteArray &prompt = "hello, harbour", const QByteArray &extra = {})
    {
        return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"folder\"},{\"text\":\"" + prompt + "\"}]}]" + extra + "}";
    }
    [[nodiscard]] Meaning meaningOf(const HttpResponse &response) const
    {
        return GeminiProtocol()
            .signal(response.status, response.headers, response.body, u"gemini-x"_s, QDateTime::currentDateTimeUtc())
            .meaning;
    }
    [[nodiscard]] static TokenUsage usageIn(const HttpResponse &response)
    {
        const bool isStream = response.headers.value("content-type").startsWith("text/event-stream");
        GeminiUsageParser parser(isStream ? GeminiUsageParser::Form::EventStream : GeminiUsageParser::Form::Json);
        parser.feed(response.body);
        return parser.usage();
    }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<Simulator>();
        QVERIFY(m_simulator->start());
        m_key = m_simulator->issueApiKey();
    }
    void cleanup() { m_simulator.reset(); }

    // The same words and usage in each form, public and wrapped; what it says it told is what a parser reads.
    void answersInEachForm_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("wrapped");
        for (const char *version : {"/v1", "/v1beta"}) {
            const QByteArray model = QByteArray(version) + "/models/gemini-x:";
            QTest::addRow("%s whole", version) << model + "generateContent" << false;
            QTest::addRow("%s events", version) << model + "streamGenerateContent?alt=sse" << false;
            QTest::addRow("%s list", version) << model + "streamGenerateContent" << false;
        }
        QTest::newRow("wrapped whole") << QByteArray("/v1internal:generateContent") << true;
        QTest::newRow("wrapped events") << QByteArray("/v1internal:streamGenerateContent?alt=sse") << true;
    }
    void answersInEachForm()
    {
        QFETCH(QByteArray, target);
        QFETCH(bool, wrapped);
        const QByteArray thoughts = ",\"generationConfig\":{\"thinkingConfig\":{\"includeThoughts\":true}}";
        QByteArray body = hello("hello, harbour", thoughts);
        if (wrapped)
            body = "{\"model\":\"gemini-x\",\"project\":\"p\",\"request\":" + body + '}';
        const HttpResponse response = ask(target, body);
        QCOMPARE(response.status, 200);
        QVERIFY(response.body.contains("\"finishReason\":\"STOP\""));
        QCOMPARE(response.body.contains("\"response\":{"), wrapped);
        QVERIFY(response.body.contains("\"thought\":true"));
        const TokenUsage read = usageIn(response);
        QVERIFY(read.complete && read.known);
        QCOMPARE(read.model, u"gemini-x"_s);
        QTRY_VERIFY(m_simulator->usage(m_key).known);
        const TokenUsage told = m_simulator->usage(m_key);
        QCOMPARE(read.input, told.input);
        QCOMPARE(read.output, told.output);
        QCOMPARE(read.reasoning, told.reasoning);
        QVERIFY(told.complete && told.reasoning > 0);
        QCOMPARE(m_simulator->requestCount(m_key), 1);
    }

    void aLaterTurnIsReadFromTheCache()
    {
        const QByteArray turn = R"({"role":"user","parts":[{"text":"x"}]})";
        const HttpResponse response = ask("/v1beta/models/m:generateContent", "{\"contents\":[" + turn + ',' + turn + ',' + turn + "]}");
        QVERIFY(usageIn(response).cacheRead > 0);
        QTRY_COMPARE(m_simulator->usage(m_key).cacheRead, usageIn(response).cacheRead);
    }

    void aToolRoundReadsAFile()
    {
        const QByteArray tools = R"(,"tools":[{"functionDeclarations":[{"name":"read_file"}]}])";
        const QJsonValue call = json(ask("/v1beta/models/m:generateContent", hello("Read [[read:/a/b.txt]]", tools)));
        const QJsonValue part = call["candidates"_L1][0]["content"_L1]["parts"_L1][1];
        QCOMPARE(part["functionCall"_L1]["name"_L1].toString(), u"read_file"_s);
        QCOMPARE(part["functionCall"_L1]["args"_L1]["file_path"_L1].toString(), u"/a/b.txt"_s);
        const QByteArray result =
            R"({"contents":[{"role":"user","parts":[{"functionResponse":{"name":"read_file","response":{"output":"tide"}}}]}]})";
        QVERIFY(ask("/v1beta/models/m:generateContent", result).body.contains("tide"));
    }

    void countsEmbedsAndLists()
    {
        QVERIFY(json(ask("/v1beta/models/m:countTokens", hello()))["totalTokens"_L1].toInt() > 0);
        const QByteArray content = R"("content":{"parts":[{"text":"x"}]})";
        QCOMPARE(json(ask("/v1/models/m:embedContent", '{' + content + '}'))["embedding"_L1]["values"_L1].toArray().size(), 8);
        const QByteArray batch = "{\"requests\":[{" + content + "},{" + content + "}]}";
        QCOMPARE(json(ask("/v1beta/models/m:batchEmbedContents", batch))["embeddings"_L1].toArray().size(), 2);
        QVERIFY(json(ask("/v1beta/models?pageSize=1", {}, {}, "GET"))["models"_L1].toArray().size() >= 2);
        QCOMPARE(json(ask("/v1/models/gemini-demo", {}, {}, "GET"))["name"_L1].toString(), u"models/gemini-demo"_s);
        QCOMPARE(ask("/v1beta/models/nobody", {}, {}, "GET").status, 404);
    }

    void onboardsAtTheSecondLook()
    {
        QVERIFY(json(ask("/v1internal:loadCodeAssist", "{}"))["currentTier"_L1].isObject());
        const QJsonValue operation = json(ask("/v1internal:onboardUser", "{}"));
        QVERIFY(!operation["done"_L1].toBool());
        const QByteArray path = "/v1internal/" + operation["name"_L1].toString().toUtf8();
        QVERIFY(json(ask(path, {}, {}, "GET"))["done"_L1].toBool());
        QVERIFY(json(ask("/v1internal:retrieveUserQuota", "{}"))["buckets"_L1].isArray());
        QVERIFY(json(ask("/v1internal:listExperiments", "{}"))["experimentIds"_L1].isArray());
        QCOMPARE(ask("/v1internal:somethingElse", "{}").status, 404);
    }

    void aNewProjectIsSetUpAndARefusedOneIsNot()
    {
        const QByteArray fresh = R"({"cloudaicompanionProject":"new-p"})";
        const QJsonValue loaded = json(ask("/v1internal:loadCodeAssist", fresh));
        QVERIFY(loaded["currentTier"_L1].isUndefined() && loaded["allowedTiers"_L1][0]["isDefault"_L1].toBool());
        const QJsonValue operation = json(ask("/v1internal:onboardUser", fresh));
        QVERIFY(!operation["done"_L1].toBool());
        const QByteArray path = "/v1internal/" + operation["name"_L1].toString().toUtf8();
        QVERIFY(!json(ask(path, {}, {}, "GET"))["done"_L1].toBool());
        const QJsonValue done = json(ask(path, {}, {}, "GET"));
        QCOMPARE(done["response"_L1]["cloudaicompanionProject"_L1]["id"_L1].toString(), u"new-p"_s);
        QCOMPARE(ask("/v1internal:loadCodeAssist", R"({"cloudaicompanionProject":"refused-p"})").status, 403);
    }

    void codeAssistTakesItsOwnShapeOnly()
    {
        QCOMPARE(ask("/v1internal:generateContent", hello()).status, 400);
        QCOMPARE(ask("/v1internal:countTokens", R"({"request":{"contents":[{"parts":[{"text":"x"}]}]}})").status, 400);
        QCOMPARE(ask("/v1internal:countTokens", R"({"request":{"model":"models/m","contents":[{"parts":[{"text":"x"}]}]}})").status, 200);
    }

    void faultsAreGoogles_data()
    {
        QTest::addColumn<KeyFaults>("faults");
        QTest::addColumn<int>("status");
        QTest::addColumn<Meaning>("meaning");
        KeyFaults faults;
        faults.windowSpent = std::chrono::hours(1);
        QTest::newRow("window") << faults << 429 << Meaning::WindowSpent;
        faults.family = u"gemini-x"_s;
        QTest::newRow("a model's window") << faults << 429 << Meaning::FamilySpent;
        faults.family = u"gemini-y"_s;
        QTest::newRow("another model's window") << faults << 200 << Meaning::Served;
        faults = {};
        faults.bursts = 1;
        QTest::newRow("burst") << faults << 429 << Meaning::Burst;
        faults = {};
        faults.overloads = 1;
        QTest::newRow("overload") << faults << 503 << Meaning::Overloaded;
        faults = {};
        faults.banned = true;
        QTest::newRow("ban") << faults << 403 << Meaning::Banned;
        faults = {};
        faults.unauthorized = true;
        QTest::newRow("wrong key") << faults << 400 << Meaning::Unauthorized;
    }
    void faultsAreGoogles()
    {
        QFETCH(KeyFaults, faults);
        m_simulator->setKeyFaults(m_key, faults);
        const HttpResponse response = ask("/v1beta/models/gemini-x:generateContent", hello());
        QTEST(response.status, "status");
        QTEST(meaningOf(response), "meaning");
        if (response.status != 200)
            QCOMPARE(json(response)["error"_L1]["code"_L1].toInt(), response.status);
    }

    void aRequestMayChooseItsFault()
    {
        const HttpResponse burst = ask("/v1beta/models/m:generateContent", hello(), "status=429;retry-after=7");
        QCOMPARE(burst.status, 429);
        QCOMPARE(json(burst)["error"_L1]["details"_L1][0]["retryDelay"_L1].toString(), u"7s"_s);
        QCOMPARE(ask("/v1beta/models/m:generateContent", "{}").status, 400);
        QCOMPARE(json(ask("/v1beta/models/m:streamGenerateContent", hello(), "events=5")).toArray().size(), 5);
        QVERIFY(ask("/v1beta/models/m:streamGenerateContent?alt=sse", hello(), "drop-after=2").status != 200); // broken off
        QTRY_VERIFY(!m_simulator->usage(m_key).complete);
    }
};

QTEST_GUILESS_MAIN(TestGeminiApi)
#include "tst_geminiapi.moc"
