// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What credit is left, asked when a person tests an account.
#include "core/accounts/accounttest.h"
#include "tests/unit/accounts/keeperbench.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Models = ScriptedUpstream::json(200, R"({"data":[{"id":"gpt-x"}]})");

} // namespace

class TestAccountCredit final : public QObject
{
    Q_OBJECT

    std::unique_ptr<KeeperBench> m_bench;
    std::unique_ptr<AccountTest> m_test;
    QList<AccountSignal> m_signals;

    Result<AccountTestReport> run(std::chrono::milliseconds limit = std::chrono::milliseconds(60'000))
    {
        m_test = std::make_unique<AccountTest>(*m_bench->store, *m_bench->keeper, m_bench->engine, ProxyRoute{});
        connect(m_test.get(), &AccountTest::signalled, this, [this](const AccountSignal &signal) { m_signals << signal; });
        m_test->setTimeLimit(limit);
        return await(m_test->run(m_bench->id));
    }
    [[nodiscard]] QList<AccountSignal::Kind> kinds() const
    {
        QList<AccountSignal::Kind> kinds;
        for (const AccountSignal &signal : m_signals)
            kinds << signal.kind;
        return kinds;
    }

private Q_SLOTS:
    void init()
    {
        m_signals.clear();
        m_bench = std::make_unique<KeeperBench>();
        NewAccount key;
        key.providerId = u"c"_s;
        key.name = u"key"_s;
        key.secret = shareSecret(QByteArray("key-1"));
        m_bench->id = await(m_bench->store->add(key))->id;
    }
    void cleanup()
    {
        m_test.reset();
        m_bench.reset();
    }

    void whereItIsToldCreditIsAskedForAfterwards()
    {
        m_bench->scripted = {Models, ScriptedUpstream::json(200, R"({"data":{"left":12.5,"used":7.5}})")};
        const auto report = run();
        QVERIFY2(report && report->answered, report ? qPrintable(report->why) : "");
        QVERIFY(report->credit);
        QCOMPARE(report->credit->remaining, qint64(12'500'000'000));
        QCOMPARE(report->credit->used, qint64(7'500'000'000));
        QCOMPARE(report->credit->source, u"Prepaid's /v1/key"_s);
        QVERIFY(report->credit->seenAt.isValid());
        const QByteArray head = m_bench->endpoint.seen().at(1).head;
        QVERIFY(head.startsWith("GET /v1/key "));
        QVERIFY(head.contains("Bearer key-1\r\n"));
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Served});
    }

    void creditThatIsNotToldChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("no such place") << ScriptedUpstream::json(404, "{}");
        QTest::newRow("no JSON") << ScriptedUpstream::json(200, "<html>");
        QTest::newRow("refused") << ScriptedUpstream::json(401, "{}");
        QTest::newRow("never") << QByteArray();
    }
    void creditThatIsNotToldChangesNothing()
    {
        QFETCH(const QByteArray, answer);
        m_bench->scripted = {Models, answer};
        const auto report = run(answer.isEmpty() ? std::chrono::milliseconds(1500) : std::chrono::milliseconds(60'000));
        QVERIFY2(report && report->answered, report ? qPrintable(report->why) : "");
        QCOMPARE(report->why, QString());
        QVERIFY(!report->credit);
        QCOMPARE(m_bench->endpoint.seen().size(), 2);
        QCOMPARE(kinds(), QList{AccountSignal::Kind::Served});
    }

    void spentCreditIsAskedForToo()
    {
        m_bench->scripted = {ScriptedUpstream::json(402, R"({"error":{"message":"Insufficient credits"}})"),
                             ScriptedUpstream::json(200, R"({"data":{"left":0,"used":20}})")};
        const auto report = run();
        QVERIFY(!report->answered);
        QCOMPARE(report->why, u"Insufficient credits"_s);
        QVERIFY(report->credit && report->credit->remaining == 0);
    }

    void ofARefusedKeyNothingMoreIsAsked()
    {
        m_bench->scripted = {ScriptedUpstream::json(401, R"({"error":{"message":"No such key"}})")};
        QVERIFY(!run()->credit);
        QCOMPARE(m_bench->endpoint.seen().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestAccountCredit)
#include "tst_accountcredit.moc"
