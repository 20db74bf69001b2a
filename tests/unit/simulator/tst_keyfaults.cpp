// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpengine.h"
#include "core/oauth/formdata.h"
#include "core/providers/anthropic/answersignals.h"
#include "core/providers/anthropic/usageparser.h"
#include "core/simulator/simulator.h"
#include "tests/support/await.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Meaning = AnswerSignal::Meaning;

// Single accounts that go wrong, and what each of them used; over real sockets, read as the relay reads it.
class TestKeyFaults final : public QObject
{
    Q_OBJECT

    Simulator m_simulator;
    HttpEngine m_engine{HttpEngine::Options{}};

    [[nodiscard]] Result<HttpResponse> post(const QByteArray &target, const QByteArray &body,
                                            std::initializer_list<std::pair<QByteArrayView, QByteArrayView>> fields)
    {
        TransferRequest request;
        request.method = "POST";
        request.url = m_simulator.baseUrl().toUtf8() + target;
        request.body = body;
        for (const auto &[name, value] : fields)
            request.headers.append(name, value);
        return testing::await(m_engine.fetch(request, 20'000'000));
    }

    [[nodiscard]] Result<HttpResponse> send(const QByteArray &credential, const QByteArray &body, const QByteArray &simulate = {},
                                            const QByteArray &target = "/v1/messages")
    {
        return post(target, body, {{"authorization", QByteArray("Bearer " + credential)}, {"x-simulate", simulate}});
    }

    [[nodiscard]] HttpResponse ask(const QByteArray &credential, const QByteArray &model = "claude-opus-4-1")
    {
        const auto response = send(credential, R"({"model":")" + model + R"(","max_tokens":9,"messages":[{"role":"user","content":"x"}]})");
        return response ? *response : HttpResponse{};
    }

    [[nodiscard]] Meaning meaningOf(const HttpResponse &response) const
    {
        return anthropicSignal(response.status, response.headers, response.body, u"claude-opus-4-1"_s, QDateTime::currentDateTimeUtc())
            .meaning;
    }

    [[nodiscard]] QJsonObject refresh(const QByteArray &refreshToken, const QByteArray &client = "homeport-demo")
    {
        QByteArray form;
        appendFormField(form, "grant_type", "refresh_token");
        appendFormField(form, "refresh_token", refreshToken);
        appendFormField(form, "client_id", client);
        const auto response = post("/oauth/token", form, {{"content-type", "application/x-www-form-urlencoded"}});
        return response ? QJsonDocument::fromJson(response->body).object() : QJsonObject();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_simulator.start()); }

    void faultsHitTheirAccountOnly_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("meaning");
        QTest::newRow("window") << 0 << 429 << static_cast<int>(Meaning::WindowSpent);
        QTest::newRow("family") << 1 << 429 << static_cast<int>(Meaning::FamilySpent);
        QTest::newRow("burst") << 2 << 429 << static_cast<int>(Meaning::Burst);
        QTest::newRow("overload") << 3 << 529 << static_cast<int>(Meaning::Overloaded);
        QTest::newRow("unauthorized") << 4 << 401 << static_cast<int>(Meaning::Unauthorized);
        QTest::newRow("banned") << 5 << 403 << static_cast<int>(Meaning::Banned);
    }

    void faultsHitTheirAccountOnly()
    {
        QFETCH(int, fault);
        QFETCH(int, status);
        QFETCH(int, meaning);
        KeyFaults faults;
        faults.windowSpent = fault <= 1 ? 600s : 0s;
        faults.family = fault == 1 ? u"opus"_s : QString();
        faults.bursts = fault == 2 ? 1 : 0;
        faults.overloads = fault == 3 ? 1 : 0;
        faults.unauthorized = fault == 4;
        faults.banned = fault == 5;
        for (const QByteArray &credential : {m_simulator.issueApiKey(), m_simulator.issueTokens().accessToken}) {
            const QByteArray other = m_simulator.issueApiKey();
            m_simulator.setKeyFaults(credential, faults);
            const HttpResponse refused = ask(credential);
            QCOMPARE(refused.status, status);
            QCOMPARE(static_cast<int>(meaningOf(refused)), meaning);
            QCOMPARE(ask(other).status, 200);
            m_simulator.setKeyFaults(credential, {});
            QCOMPARE(ask(credential).status, 200);
            QCOMPARE(m_simulator.requestCount(credential), 2);
            QCOMPARE(m_simulator.requestCount(other), 1);
        }
    }

    void countsDownByItself()
    {
        const QByteArray key = m_simulator.issueApiKey();
        KeyFaults faults;
        faults.overloads = 2;
        m_simulator.setKeyFaults(key, faults);
        const auto count = send(key, R"({"model":"m","messages":[{"role":"user","content":"x"}]})", {}, "/v1/messages/count_tokens");
        QVERIFY(count && count->status == 200); // no Messages request
        QCOMPARE(ask(key).status, 529);
        QCOMPARE(ask(key).status, 529);
        QCOMPARE(ask(key).status, 200);
        QCOMPARE(m_simulator.requestCount("sim-key-unknown"), 0);
    }

    void aRefreshMendsA401()
    {
        m_simulator.setAccessTokenLife(3600s);
        const SimulatedTokens tokens = m_simulator.issueTokens();
        KeyFaults faults;
        faults.unauthorized = true;
        m_simulator.setKeyFaults(tokens.accessToken, faults);
        QCOMPARE(ask(tokens.accessToken).status, 401);
        const QJsonObject reply = refresh(tokens.refreshToken);
        QCOMPARE(reply["token_type"_L1].toString(), u"Bearer"_s);
        QCOMPARE(reply["expires_in"_L1].toInt(), 3600);
        QVERIFY(reply["refresh_token"_L1].toString().startsWith(u"sim-rt-"));
        const QByteArray renewed = reply["access_token"_L1].toString().toUtf8();
        QCOMPARE(ask(renewed).status, 200);
        QCOMPARE(m_simulator.requestCount(tokens.accessToken), 2); // both count for the account
        QCOMPARE(m_simulator.usage(renewed), m_simulator.usage(tokens.accessToken));
        m_simulator.setAccessTokenLife(0s);
    }

    void aBadRefreshIsRefused()
    {
        const SimulatedTokens tokens = m_simulator.issueTokens();
        QCOMPARE(refresh(tokens.refreshToken, "someone")["error"_L1].toString(), u"invalid_client"_s);
        QVERIFY(!refresh(tokens.refreshToken)["access_token"_L1].toString().isEmpty());
        QCOMPARE(refresh(tokens.refreshToken)["error"_L1].toString(), u"invalid_grant"_s);
        const SimulatedTokens next = m_simulator.issueTokens();
        SimulatorFaults faults;
        faults.failTokenExchange = true;
        m_simulator.setFaults(faults);
        QCOMPARE(refresh(next.refreshToken)["error"_L1].toString(), u"invalid_grant"_s);
        m_simulator.setFaults({});
        QVERIFY(!refresh(next.refreshToken).contains("error"_L1)); // was not spent
    }

    // Whole answers of every kind: what a reader of the bytes counts is what the simulator says it told.
    void itsOwnCountIsWhatAReaderCounts()
    {
        const QByteArray key = m_simulator.issueApiKey();
        TokenUsage sum;
        const QByteArray tail = R"(,"max_tokens":9,"messages":[{"role":"user","content":"some words"}]})";
        for (const QByteArray &cache : {QByteArray(), QByteArray(R"(,"cache_control":{"type":"ephemeral"})"),
                                        QByteArray(R"(,"cache_control":{"type":"ephemeral","ttl":"1h"})")}) {
            for (const bool stream : {false, true}) {
                const auto response = send(key,
                                           R"({"model":"claude-demo","stream":)" + QByteArray(stream ? "true" : "false") + cache + tail);
                QVERIFY(response && response->status == 200);
                AnthropicUsageParser parser(stream ? AnthropicUsageParser::Form::EventStream : AnthropicUsageParser::Form::Json);
                parser.feed(response->body);
                const TokenUsage usage = parser.usage();
                QVERIFY(usage.known && usage.complete && usage.model == u"claude-demo");
                sum = {sum.input + usage.input,
                       sum.output + usage.output,
                       sum.cacheWrite5m + usage.cacheWrite5m,
                       sum.cacheWrite1h + usage.cacheWrite1h,
                       sum.cacheRead + usage.cacheRead,
                       0,
                       {},
                       true,
                       true};
            }
        }
        QVERIFY(sum.input > 0 && sum.output > 0 && sum.cacheWrite5m > 0 && sum.cacheWrite1h > 0);
        QTRY_COMPARE(m_simulator.usage(key), sum);
    }

    void whatBrokeOffCountsAsFarAsItWasTold_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::addColumn<QByteArray>("drop");
        QTest::addColumn<bool>("told");
        QTest::addColumn<qint64>("output");
        const qint64 whole = 10 * 12 / 4; // "simulated N " ten times, a quarter of the characters
        QTest::newRow("before the start") << true << QByteArray("0") << false << qint64(0);
        QTest::newRow("after the start") << true << QByteArray("1") << true << qint64(1);
        QTest::newRow("before the last counts") << true << QByteArray("14") << true << qint64(1);
        QTest::newRow("after the last counts") << true << QByteArray("15") << true << whole;
        QTest::newRow("a body") << false << QByteArray("0") << false << qint64(0);
    }

    void whatBrokeOffCountsAsFarAsItWasTold()
    {
        QFETCH(bool, stream);
        QFETCH(QByteArray, drop);
        QFETCH(bool, told);
        QFETCH(qint64, output);
        const QByteArray key = m_simulator.issueApiKey();
        const auto response = send(key,
                                   R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"stream":)"
                                       + QByteArray(stream ? "true}" : "false}"),
                                   "events=10;drop-after=" + drop);
        QVERIFY(!response); // the connection broke
        QTRY_COMPARE(m_simulator.usage(key).known, told);
        QCOMPARE(m_simulator.usage(key).output, output);
        QVERIFY(!m_simulator.usage(key).complete);
    }
};

QTEST_GUILESS_MAIN(TestKeyFaults)
#include "tst_keyfaults.moc"
