// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpengine.h"
#include "core/providers/credit.h"
#include "core/providers/openai/usageparser.h"
#include "core/simulator/simulator.h"
#include "tests/support/await.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// OpenAI's protocol of the simulated provider, over a real socket.
class TestOpenAiSimulator final : public QObject
{
    Q_OBJECT

    Simulator m_simulator;
    HttpEngine m_engine{HttpEngine::Options{}};
    QByteArray m_key;

    using Fields = QList<std::pair<QByteArray, QByteArray>>;

    [[nodiscard]] HttpResponse go(const QByteArray &method, const QByteArray &path, const QByteArray &body, const Fields &fields)
    {
        TransferRequest request;
        request.method = method;
        request.url = m_simulator.baseUrl().toUtf8() + path;
        request.body = body;
        for (const auto &[name, value] : fields)
            request.headers.append(name, value);
        const auto response = testing::await(m_engine.fetch(request, 20'000'000));
        return response ? *response : HttpResponse{};
    }
    [[nodiscard]] HttpResponse ask(const QByteArray &path, const QJsonObject &body, const QByteArray &simulate = {})
    {
        return go("POST", path, QJsonDocument(body).toJson(), {{"authorization", "Bearer " + m_key}, {"x-simulate", simulate}});
    }
    [[nodiscard]] static QJsonObject json(const HttpResponse &response) { return QJsonDocument::fromJson(response.body).object(); }
    [[nodiscard]] static QJsonArray said(const QString &text) { return {QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, text}}}; }
    [[nodiscard]] static QJsonObject hello(const QByteArray &path, bool stream)
    {
        QJsonObject body{{u"model"_s, u"gpt-demo"_s}, {u"stream"_s, stream}};
        if (path.contains("chat"))
            body.insert(u"messages"_s, said(u"hello, harbour"_s));
        else
            body.insert(path == "/v1/completions" ? u"prompt"_s : u"input"_s, u"hello, harbour"_s);
        if (stream && !path.contains("responses"))
            body.insert(u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}});
        return body;
    }
    [[nodiscard]] static TokenUsage usageIn(const HttpResponse &response, bool stream)
    {
        OpenAiUsageParser parser(stream ? OpenAiUsageParser::Form::EventStream : OpenAiUsageParser::Form::Json);
        parser.feed(response.body);
        return parser.usage();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_simulator.start()); }
    void init() { m_key = m_simulator.issueApiKey(); }

    // As its profile says where, so that the demo shows it.
    void tellsWhatCreditIsLeft()
    {
        const CreditProfile where = m_simulator.profile().credit.value();
        const auto asked = [&](const QByteArray &key) { return go("GET", where.path.toUtf8(), {}, {{"authorization", "Bearer " + key}}); };
        QCOMPARE(creditIn(asked(m_key).body, where)->remaining, qint64(20'000'000'000));
        QCOMPARE(ask("/v1/embeddings", hello("/v1/embeddings", false)).status, 200);
        QTRY_VERIFY(m_simulator.usage(m_key).known);
        const auto after = creditIn(asked(m_key).body, where);
        QVERIFY(after && after->remaining < 20'000'000'000 && after->used > 0);
        QCOMPARE(after->remaining + after->used, qint64(20'000'000'000));
        QCOMPARE(asked("sk-unknown").status, 401);
    }

    void answersAndCountsWhatItTells_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("stream");
        for (const QByteArray path : {"/v1/chat/completions", "/v1/responses", "/v1/completions"}) {
            QTest::newRow(qPrintable(QString::fromLatin1(path) + u", whole"_s)) << path << false;
            QTest::newRow(qPrintable(QString::fromLatin1(path) + u", stream"_s)) << path << true;
        }
        QTest::newRow("compact") << QByteArray("/v1/responses/compact") << false;
        QTest::newRow("embeddings") << QByteArray("/v1/embeddings") << false;
    }

    void answersAndCountsWhatItTells()
    {
        QFETCH(QByteArray, path);
        QFETCH(bool, stream);
        const HttpResponse response = ask(path, hello(path, stream));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.headers.value("content-type").startsWith("text/event-stream"), stream);
        QVERIFY(stream || response.body.contains("imulated") || path.endsWith("embeddings"));
        QVERIFY(!response.headers.value("x-request-id").isEmpty());
        QVERIFY(!response.headers.value("x-ratelimit-remaining-tokens").isEmpty());
        const TokenUsage told = usageIn(response, stream);
        QVERIFY(told.known && told.complete && told.input > 0);
        QCOMPARE(told.model, path.endsWith("compact") ? QString() : u"gpt-demo"_s);
        QTRY_VERIFY(m_simulator.usage(m_key).known);
        const TokenUsage counted = m_simulator.usage(m_key);
        QCOMPARE(counted.input, told.input);
        QCOMPARE(counted.output, told.output);
        QVERIFY(counted.complete);
        QCOMPARE(m_simulator.requestCount(m_key), 1);
    }

    void tellsCachedAndReasoningTokens()
    {
        const QJsonArray talk{said(u"one"_s).first(), QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, u"two"_s}},
                              said(u"three"_s).first()};
        const HttpResponse response = ask("/v1/chat/completions",
                                          {{u"model"_s, u"gpt-demo"_s}, {u"messages"_s, talk}, {u"reasoning_effort"_s, u"low"_s}});
        const TokenUsage told = usageIn(response, false);
        QVERIFY(told.cacheRead > 0);
        QCOMPARE(told.reasoning, 32);
        QCOMPARE(m_simulator.usage(m_key).cacheRead, told.cacheRead);
        QCOMPARE(m_simulator.usage(m_key).reasoning, 32);
    }

    void aChatStreamTellsItsUsageOnRequestOnly()
    {
        const HttpResponse response = ask("/v1/chat/completions",
                                          {{u"model"_s, u"gpt-demo"_s}, {u"stream"_s, true}, {u"messages"_s, said(u"hello"_s)}});
        QVERIFY(response.body.endsWith("data: [DONE]\n\n"));
        QVERIFY(!response.body.contains("prompt_tokens"));
        QTRY_COMPARE(m_simulator.openStreams(), 0);
        QVERIFY(!m_simulator.usage(m_key).known);
    }

    void whatBrokeOffBeforeItsUsageToldNone()
    {
        std::ignore = ask("/v1/responses", hello("/v1/responses", true), "drop-after=3");
        QTRY_COMPARE(m_simulator.openStreams(), 0);
        QVERIFY(!m_simulator.usage(m_key).known);
    }

    void callsTheToolThatIsOffered_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QByteArray>("arguments");
        QTest::newRow("chat") << QByteArray("/v1/chat/completions") << u"read_file"_s << QByteArray("{\"file_path\":\"/tmp/log\"}");
        QTest::newRow("responses") << QByteArray("/v1/responses") << u"Read"_s << QByteArray("{\"file_path\":\"/tmp/log\"}");
        QTest::newRow("codex") << QByteArray("/v1/responses") << u"exec_command"_s << QByteArray("{\"cmd\":\"cat '/tmp/log'\"}");
    }

    void callsTheToolThatIsOffered()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, tool);
        QFETCH(QByteArray, arguments);
        const bool isChat = path.contains("chat");
        const QJsonObject function{{u"type"_s, u"function"_s}, {u"name"_s, tool}};
        const QJsonObject offered = isChat ? QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, function}} : function;
        QJsonObject body{{u"model"_s, u"gpt-demo"_s}, {u"tools"_s, QJsonArray{offered}}};
        body.insert(isChat ? u"messages"_s : u"input"_s, said(u"please [[read:/tmp/log]]"_s));
        const QJsonObject answer = json(ask(path, body));
        const QJsonObject call = isChat ? answer["choices"_L1][0]["message"_L1]["tool_calls"_L1][0]["function"_L1].toObject()
                                        : answer["output"_L1][1].toObject();
        QCOMPARE(call["name"_L1].toString(), tool);
        QCOMPARE(call["arguments"_L1].toString().toUtf8(), arguments);
    }

    void refusesInItsOwnShape_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("simulate");
        QTest::addColumn<int>("status");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray() << 400;
        QTest::newRow("no model") << QByteArray("{}") << QByteArray() << 400;
        QTest::newRow("no messages") << QByteArray("{\"model\":\"m\"}") << QByteArray() << 400;
        QTest::newRow("a wish it does not know") << QByteArray("{}") << QByteArray("colour=1") << 400;
        QTest::newRow("a fault") << QByteArray("{}") << QByteArray("status=429;retry-after=3") << 429;
        QTest::newRow("another") << QByteArray("{}") << QByteArray("status=500") << 500;
    }

    void refusesInItsOwnShape()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, simulate);
        QFETCH(int, status);
        const HttpResponse response = go("POST", "/v1/chat/completions", body, {{"api-key", m_key}, {"x-simulate", simulate}});
        QCOMPARE(response.status, status);
        QVERIFY(json(response)["error"_L1]["message"_L1].isString());
        QVERIFY(json(response)["error"_L1].toObject().contains("code"_L1));
        QCOMPARE(response.headers.value("retry-after") == "3", status == 429);
    }

    void faultsOfAnAccountHaveItsFields()
    {
        const auto refused = [this] { return ask("/v1/chat/completions", hello("/v1/chat/completions", false)); };
        KeyFaults faults;
        faults.windowSpent = std::chrono::hours(1);
        m_simulator.setKeyFaults(m_key, faults);
        const HttpResponse spent = refused();
        QCOMPARE(spent.status, 429);
        QCOMPARE(spent.headers.value("x-codex-primary-used-percent").toByteArray(), QByteArray("100"));
        QVERIFY(!spent.headers.contains("anthropic-ratelimit-unified-status"));
        faults = {};
        faults.bursts = faults.overloads = 1;
        m_simulator.setKeyFaults(m_key, faults);
        QVERIFY(!refused().headers.value("retry-after").isEmpty());
        QCOMPARE(refused().status, 503);
        QCOMPARE(refused().status, 200);
        faults.banned = true;
        m_simulator.setKeyFaults(m_key, faults);
        QCOMPARE(refused().status, 403);
        m_key = "sk-wrong";
        QCOMPARE(refused().status, 401);
    }

    void listsModelsInTheShapeOfTheAsker()
    {
        QCOMPARE(json(go("GET", "/v1/models", {}, {{"authorization", "Bearer " + m_key}}))["object"_L1].toString(), u"list"_s);
        QCOMPARE(json(go("GET", "/v1/models/gpt-demo", {}, {{"authorization", "Bearer " + m_key}}))["object"_L1].toString(), u"model"_s);
        QCOMPARE(go("GET", "/v1/models/none", {}, {{"authorization", "Bearer " + m_key}}).status, 404);
        const Fields anthropics{{"authorization", "Bearer " + m_key}, {"anthropic-version", "2023-06-01"}};
        QVERIFY(json(go("GET", "/v1/models", {}, anthropics)).contains("has_more"_L1));
    }
};

QTEST_GUILESS_MAIN(TestOpenAiSimulator)
#include "tst_openaisimulator.moc"
