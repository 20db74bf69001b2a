// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"

#include "core/net/httpengine.h"
#include "tests/support/await.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// The Messages protocol of the simulated provider, over a real socket.
class TestSimulator final : public QObject
{
    Q_OBJECT

    Simulator m_simulator;
    HttpEngine m_engine{HttpEngine::Options{}};
    QByteArray m_key;

    using Fields = QList<std::pair<QByteArray, QByteArray>>;

    [[nodiscard]] HttpResponse go(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                                  const Fields &fields = {})
    {
        TransferRequest request;
        request.method = method;
        request.url = m_simulator.baseUrl().toUtf8() + target;
        request.body = body;
        for (const auto &[name, value] : fields)
            request.headers.append(name, value);
        const auto response = testing::await(m_engine.fetch(request, 20'000'000));
        return response ? *response : HttpResponse{};
    }

    [[nodiscard]] HttpResponse ask(const QByteArray &body, const QByteArray &simulate = {},
                                   const QByteArray &target = "/v1/messages?beta=true")
    {
        Fields fields{{"x-api-key", m_key}, {"content-type", "application/json"}};
        if (!simulate.isEmpty())
            fields << std::pair<QByteArray, QByteArray>{"x-simulate", simulate};
        return go("POST", target, body, fields);
    }

    [[nodiscard]] static QByteArray hello(bool stream)
    {
        return QJsonDocument(
                   QJsonObject{{u"model"_s, u"claude-x"_s},
                               {u"max_tokens"_s, 64},
                               {u"stream"_s, stream},
                               {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"hello, harbour"_s}}}}})
            .toJson();
    }

    [[nodiscard]] static QString errorType(const HttpResponse &response)
    {
        return QJsonDocument::fromJson(response.body).object()["error"_L1]["type"_L1].toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_simulator.start());
        m_key = m_simulator.issueApiKey();
        QVERIFY(m_key.startsWith("sim-key-"));
    }

    void answersWhole()
    {
        const qint64 before = m_simulator.requestCount();
        const HttpResponse response = ask(hello(false));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.headers.value("content-type").toByteArray(), QByteArray("application/json"));
        QVERIFY(response.body.contains("simulated") && response.body.contains("hello, harbour"));
        QCOMPARE(m_simulator.requestCount(), before + 1);
    }

    void answersAsAStream()
    {
        const HttpResponse response = ask(hello(true));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.headers.value("content-type").toByteArray(), QByteArray("text/event-stream; charset=utf-8"));
        QVERIFY(response.body.startsWith("event: message_start\n"));
        QVERIFY(response.body.endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"));
        QTRY_COMPARE(m_simulator.openStreams(), 0);
    }

    void hasTheHeadersOfTheRealApi()
    {
        const HttpResponse response = ask(hello(false));
        for (const char *name :
             {"request-id", "anthropic-organization-id", "anthropic-ratelimit-requests-limit", "anthropic-ratelimit-requests-remaining",
              "anthropic-ratelimit-requests-reset", "anthropic-ratelimit-tokens-limit", "anthropic-ratelimit-tokens-remaining",
              "anthropic-ratelimit-tokens-reset"})
            QVERIFY2(!response.headers.value(name).isEmpty(), name);
        const QString reset = QString::fromLatin1(response.headers.value("anthropic-ratelimit-requests-reset").toByteArray());
        QVERIFY(QDateTime::fromString(reset, Qt::ISODate).isValid() && reset.endsWith(u'Z'));
    }

    void servesOnlyWhatItIssued_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<bool>("issued");
        QTest::addColumn<int>("status");
        QTest::newRow("x-api-key") << QByteArray("x-api-key") << QByteArray() << true << 200;
        QTest::newRow("bearer") << QByteArray("Authorization") << QByteArray("Bearer ") << true << 200;
        QTest::newRow("bearer, lower case") << QByteArray("authorization") << QByteArray("bearer ") << true << 200;
        QTest::newRow("unknown key") << QByteArray("x-api-key") << QByteArray() << false << 401;
        QTest::newRow("unknown bearer") << QByteArray("authorization") << QByteArray("Bearer ") << false << 401;
        QTest::newRow("another scheme") << QByteArray("authorization") << QByteArray("Basic ") << true << 401;
        QTest::newRow("nothing") << QByteArray("x-other") << QByteArray() << true << 401;
    }

    void servesOnlyWhatItIssued()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, prefix);
        QFETCH(bool, issued);
        QFETCH(int, status);
        const HttpResponse response = go("POST", "/v1/messages", hello(false),
                                         {{field, QByteArray(prefix).append(issued ? m_key : "sim-key-unknown")}});
        QCOMPARE(response.status, status);
        if (status == 401) {
            QCOMPARE(errorType(response), u"authentication_error"_s);
            QCOMPARE(QJsonDocument::fromJson(response.body).object()["request_id"_L1].toString().toUtf8(),
                     response.headers.value("request-id").toByteArray());
        }
    }

    void otherRoutes()
    {
        const HttpResponse count = ask(hello(false), {}, "/v1/messages/count_tokens?beta=true");
        QVERIFY(QJsonDocument::fromJson(count.body).object()["input_tokens"_L1].toInt() > 0);
        const Fields bearer{{"authorization", QByteArray("Bearer ").append(m_key)}, {"anthropic-version", "2023-06-01"}};
        const QJsonObject models = QJsonDocument::fromJson(go("GET", "/v1/models?limit=1000", {}, bearer).body).object();
        const QString first = models["data"_L1][0]["id"_L1].toString();
        QVERIFY(first.startsWith(u"claude"));
        QCOMPARE(QJsonDocument::fromJson(go("GET", "/v1/models/" + first.toUtf8(), {}, bearer).body).object()["id"_L1].toString(), first);
        QCOMPARE(errorType(go("GET", "/v1/models/none", {}, bearer)), u"not_found_error"_s);
        QCOMPARE(go("HEAD", "/").status, 200);
        QCOMPARE(go("HEAD", "/api/hello").status, 200);
        QCOMPARE(errorType(go("GET", "/v1/none", {}, bearer)), u"not_found_error"_s);
        QCOMPARE(go("GET", "/v1/messages", {}, bearer).status, 405);
    }

    void badRequestsAreRefusedInTheNativeShape()
    {
        const HttpResponse response = ask("{}");
        QCOMPARE(response.status, 400);
        QCOMPARE(errorType(response), u"invalid_request_error"_s);
        QCOMPARE(ask(hello(false), "status=abc").status, 400);
    }

    void faultsByHeader()
    {
        const HttpResponse limited = ask(hello(true), "status=429;retry-after=3");
        QCOMPARE(limited.status, 429);
        QCOMPARE(errorType(limited), u"rate_limit_error"_s);
        QCOMPARE(limited.headers.value("retry-after").toByteArray(), QByteArray("3"));
        QCOMPARE(ask(hello(true), "events=100").body.count("content_block_delta\n"), 100);
        QVERIFY(ask(hello(false), "size=1000000").body.size() > 1'000'000);
        QCOMPARE(ask(hello(true), "events=3;event-delay=5;head-delay=5").body.count("content_block_delta\n"), 3);
    }

    void faultsBySwitch()
    {
        SimulatorFaults faults;
        faults.status = 529;
        m_simulator.setFaults(faults);
        const HttpResponse overloaded = ask(hello(false));
        m_simulator.setFaults({});
        QCOMPARE(overloaded.status, 529);
        QCOMPARE(errorType(overloaded), u"overloaded_error"_s);
        QCOMPARE(ask(hello(false)).status, 200);
    }

    void itsProfileLeadsToIt()
    {
        const ProviderProfile profile = m_simulator.profile();
        QCOMPARE(profile.id, u"simulator"_s);
        QCOMPARE(profile.baseUrl, m_simulator.baseUrl());
        QVERIFY(profile.signIn);
        QVERIFY(profile.signIn->authorizeUrl.startsWith(profile.baseUrl) && profile.signIn->tokenUrl.startsWith(profile.baseUrl));
        QVERIFY(profile.signIn->scopes.contains(u"offline_access"_s)); // brings a refresh token
    }
};

QTEST_GUILESS_MAIN(TestSimulator)
#include "tst_simulator.moc"
