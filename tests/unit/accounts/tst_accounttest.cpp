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

    void aRefusalIsToldInTheProvidersWords()
    {
        m_bench->scripted = {ScriptedUpstream::json(401, "{\"error\":{\"message\":\"bad token\"}}")};
        const auto report = run();
        QVERIFY(!report->answered);
        QCOMPARE(report->status, 401);
        QCOMPARE(report->why, u"bad token"_s);
        QCOMPARE(m_signals.first().kind, AccountSignal::Kind::Refused);
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
