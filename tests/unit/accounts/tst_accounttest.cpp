// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounttest.h"
#include "tests/unit/accounts/keeperbench.h"

#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Models = "{\"data\":[{\"id\":\"claude-x\"},{\"id\":\"claude-y\"}]}";
const QByteArray Stream = "event: message_start\ndata: {}\n\nevent: message_stop\ndata: {}\n\n";

} // namespace

class TestAccountTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<KeeperBench> m_bench;
    std::unique_ptr<AccountTest> m_test;
    QList<AccountSignal> m_signals;

    Result<AccountTestReport> run(ProxyRoute route = {})
    {
        m_test = std::make_unique<AccountTest>(*m_bench->store, *m_bench->keeper, m_bench->engine, std::move(route));
        connect(m_test.get(), &AccountTest::signalled, this, [this](const AccountSignal &signal) { m_signals << signal; });
        return await(m_test->run(m_bench->id));
    }

    [[nodiscard]] QList<AccountSignal::Kind> kinds() const
    {
        QList<AccountSignal::Kind> kinds;
        for (const AccountSignal &signal : m_signals)
            kinds << signal.kind;
        return kinds;
    }
    void addKey(const QString &providerId)
    {
        NewAccount key;
        key.providerId = providerId;
        key.name = u"key"_s;
        key.secret = shareSecret(QByteArray("key-1"));
        key.projectId = u"project-1"_s;
        m_bench->id = await(m_bench->store->add(key))->id;
    }
    [[nodiscard]] static QByteArray token(const QByteArray &access)
    {
        return ScriptedUpstream::json(200, "{\"access_token\":\"" + access + "\",\"refresh_token\":\"refresh-1\",\"expires_in\":3600}");
    }

private Q_SLOTS:
    void init()
    {
        m_signals.clear();
        m_bench = std::make_unique<KeeperBench>();
    }
    void cleanup()
    {
        m_test.reset();
        m_bench.reset();
    }

    void aWholeAnswerIsAGoodSign()
    {
        m_bench->scripted = {ScriptedUpstream::json(200, Models), ScriptedUpstream::json(200, Stream)};
        const auto report = run();
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QVERIFY(report->answered);
        QVERIFY(report->answerBytes > 0);
        QCOMPARE(report->model, u"claude-x"_s);
        QCOMPARE(m_signals.size(), 1);
        QCOMPARE(m_signals.first().kind, AccountSignal::Kind::Served);
        const auto &seen = m_bench->endpoint.seen();
        QVERIFY(seen.at(0).head.startsWith("GET /v1/models?limit=1 "));
        QVERIFY(seen.at(1).body.contains("\"max_tokens\":1"));
        for (const auto &one : seen) {
            QVERIFY(one.head.contains("Bearer access-0"));
            QVERIFY(one.head.contains("User-Agent: Homeport\r\n")); // it says who it is
        }
    }

    void aRefusedKeyIsToldInTheProvidersWords()
    {
        NewAccount key;
        key.providerId = u"p"_s;
        key.name = u"key"_s;
        key.secret = shareSecret(QByteArray("sk-1"));
        m_bench->id = await(m_bench->store->add(key))->id;
        m_bench->scripted = {ScriptedUpstream::json(401, "{\"error\":{\"message\":\"bad key\"}}")};
        const auto report = run();
        QVERIFY(!report->answered);
        QCOMPARE(report->status, 401);
        QCOMPARE(report->why, u"bad key"_s);
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Refused});
        QCOMPARE(m_bench->endpoint.seen().size(), 1);
    }

    void ofAGeminiAccountTheListOfModelsIsAsked()
    {
        addKey(u"g"_s);
        m_bench->scripted = {ScriptedUpstream::json(200, "{\"models\":[{\"name\":\"models/gemini-x\"}],\"nextPageToken\":\"t\"}")};
        const auto report = run();
        QVERIFY2(report && report->answered, report ? qPrintable(report->why) : "");
        QCOMPARE(report->model, u"gemini-x"_s);
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Served});
        QCOMPARE(m_bench->endpoint.seen().size(), 1);
        const QByteArray head = m_bench->endpoint.seen().first().head;
        QVERIFY(head.startsWith("GET /v1beta/models?pageSize=1 "));
        QVERIFY(head.contains("x-goog-api-key: key-1\r\n"));
        QVERIFY(!head.contains("anthropic") && !head.contains("uthorization"));
    }

    void ofAnOpenAiAccountTheListOfModelsIsAsked()
    {
        addKey(u"o"_s);
        m_bench->scripted = {ScriptedUpstream::json(200, "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-x\"}]}")};
        const auto report = run();
        QVERIFY2(report && report->answered, report ? qPrintable(report->why) : "");
        QCOMPARE(report->model, u"gpt-x"_s);
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Served});
        const QByteArray head = m_bench->endpoint.seen().first().head;
        QVERIFY(head.startsWith("GET /v1/models "));
        QVERIFY(head.contains("Bearer key-1") && !head.contains("anthropic"));
    }

    void ofAnOpenAiAccountAWrongKeyIsTold()
    {
        addKey(u"o"_s);
        m_bench->scripted = {ScriptedUpstream::json(401, "{\"error\":{\"message\":\"Incorrect API key provided\"}}")};
        QCOMPARE(run()->why, u"Incorrect API key provided"_s);
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Refused});
        m_signals.clear();
        m_bench->scripted = {ScriptedUpstream::json(200, "<html>not this</html>")};
        QVERIFY(!run()->answered);
    }

    void aWrongGeminiKeyIsRefusedThoughThatIsA400()
    {
        addKey(u"g"_s);
        m_bench->scripted = {ScriptedUpstream::json(400,
                                                    "{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"details\":[{\"@type\":"
                                                    "\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}]}}")};
        const auto report = run();
        QVERIFY(!report->answered);
        QCOMPARE(report->why, u"API key not valid."_s);
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Refused});
    }

    void ofACodeAssistAccountTheTierIsAsked()
    {
        addKey(u"ca"_s);
        m_bench->scripted = {ScriptedUpstream::json(200, "{\"currentTier\":{\"id\":\"standard-tier\"}}")};
        const auto report = run();
        QVERIFY2(report && report->answered, report ? qPrintable(report->why) : "");
        const auto &seen = m_bench->endpoint.seen().first();
        QVERIFY(seen.head.startsWith("POST /v1internal:loadCodeAssist "));
        QVERIFY(seen.head.contains("Bearer key-1"));
        QCOMPARE(seen.body, QByteArray("{\"cloudaicompanionProject\":\"project-1\"}"));
    }

    void aRefusedTokenIsRefreshedAndAskedAgain()
    {
        m_bench->scripted = {ScriptedUpstream::json(401, "{}"), token("access-1"), ScriptedUpstream::json(200, Models),
                             ScriptedUpstream::json(200, Stream)};
        const auto report = run();
        QVERIFY2(report && report->answered, report ? qPrintable(report->why) : "");
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Served});
        QVERIFY(m_bench->endpoint.seen().at(2).head.contains("Bearer access-1"));
    }

    void aTokenRefusedForTheMessageIsRefreshedToo()
    {
        m_bench->scripted = {ScriptedUpstream::json(200, Models), ScriptedUpstream::json(401, "{}"), token("access-1"),
                             ScriptedUpstream::json(200, Models), ScriptedUpstream::json(200, Stream)};
        QVERIFY(run()->answered);
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Served});
    }

    void aFreshTokenThatIsRefusedIsAVerdict()
    {
        m_bench->scripted = {ScriptedUpstream::json(401, "{}"), token("access-1"),
                             ScriptedUpstream::json(401, "{\"error\":{\"message\":\"bad token\"}}")};
        const auto report = run();
        QCOMPARE(report->status, 401);
        QCOMPARE(report->why, u"bad token"_s);
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Refused});
        QCOMPARE(m_bench->endpoint.seen().size(), 3); // once, and no more
    }

    void aRefreshThatFailsIsNoVerdict()
    {
        m_bench->scripted = {ScriptedUpstream::json(401, "{}"), ScriptedUpstream::json(503, "busy")};
        const auto report = run();
        QVERIFY(!report->answered);
        QCOMPARE(report->status, 401);
        QVERIFY2(report->why.contains(u"503"_s), qPrintable(report->why));
        QVERIFY(m_signals.isEmpty());
    }

    void theSecondProxyServesWhenTheFirstIsDead()
    {
        ScriptedUpstream tunnel; // a proxy, and what stands behind it
        QList<QByteArray> answers{ScriptedUpstream::json(200, Models), ScriptedUpstream::json(200, Stream)};
        tunnel.setAnswer([&answers](const ScriptedUpstream::Seen &seen) {
            const bool connects = seen.head.startsWith("CONNECT ");
            seen.socket->write(connects ? QByteArray("HTTP/1.1 200 OK\r\n\r\n") : answers.takeFirst());
        });
        ProxyRoute route;
        route.proxies = {{4, u"dead"_s, {Proxy::Kind::Http, "127.0.0.1", 1, {}, {}}},
                         {5, u"alive"_s, {Proxy::Kind::Http, "127.0.0.1", tunnel.port(), {}, {}}}};
        const auto report = run(route);
        QVERIFY2(report && report->answered, report ? qPrintable(report->why) : "");
        QCOMPARE(m_signals.first().kind, AccountSignal::Kind::ProxyFailed);
        QCOMPARE(m_signals.first().proxyId, 4);
        QCOMPARE(m_signals.at(1).kind, AccountSignal::Kind::ProxyWorked);
        QCOMPARE(m_signals.at(1).proxyId, 5);
        QCOMPARE(kinds().count(AccountSignal::Kind::ProxyFailed), 1); // the second question does not try the dead one again
        QCOMPARE(m_signals.last().kind, AccountSignal::Kind::Served);
        QCOMPARE(m_bench->endpoint.connectionCount(), 0);
    }

    void itEndsInTime()
    {
        m_bench->hangs = true;
        m_test = std::make_unique<AccountTest>(*m_bench->store, *m_bench->keeper, m_bench->engine, ProxyRoute{});
        m_test->setTimeLimit(std::chrono::milliseconds(50));
        const auto report = await(m_test->run(m_bench->id));
        QVERIFY(report && !report->answered);
        QVERIFY(!report->why.isEmpty());
        QTRY_COMPARE(m_bench->endpoint.openConnections(), 0);
        QVERIFY(m_signals.isEmpty());
    }

    void anAnswerThatBreaksOffIsNoAnswer()
    {
        m_bench->scripted = {ScriptedUpstream::json(200, Models), ScriptedUpstream::json(200, "event: message_start\ndata: {}\n\n")};
        const auto report = run();
        QVERIFY(!report->answered);
        QVERIFY(!report->why.isEmpty());
        QVERIFY(m_signals.isEmpty());
    }

    void withoutModelsNothingIsAsked()
    {
        m_bench->scripted = {ScriptedUpstream::json(200, "{\"data\":[]}")};
        QVERIFY(!run()->answered);
        QCOMPARE(m_bench->endpoint.seen().size(), 1);
    }

    void aBrokenWaySendsNothing()
    {
        ProxyRoute route;
        route.problem = u"its proxy was deleted"_s;
        QCOMPARE(run(route).error().detail, route.problem);
        QCOMPARE(m_bench->endpoint.connectionCount(), 0);
    }

    void deletingItCancels()
    {
        m_bench->hangs = true;
        m_test = std::make_unique<AccountTest>(*m_bench->store, *m_bench->keeper, m_bench->engine, ProxyRoute{});
        const auto report = m_test->run(m_bench->id);
        QTRY_COMPARE(m_bench->endpoint.seen().size(), 1);
        m_test.reset();
        QCOMPARE(await(report).error().code, Error::Code::Cancelled);
        QTRY_COMPARE(m_bench->endpoint.openConnections(), 0);
    }
};

QTEST_GUILESS_MAIN(TestAccountTest)
#include "tst_accounttest.moc"
