// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/usagefixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// What a key is told of its own usage.
class TestUsage final : public QObject
{
    Q_OBJECT

    std::unique_ptr<UsageFixture> m_fixture;

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<UsageFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void aKeyIsToldOfItself()
    {
        m_fixture->ask("GET /homeport/usage?since=7d&by=model&tool=claude-cli%2F2.1&project=a+b");
        QCOMPARE(m_fixture->client->status(), 200);
        QVERIFY(m_fixture->has("content-type: application/json\r\n"));
        QVERIFY(m_fixture->has("cache-control: no-store\r\n"));
        QCOMPARE(m_fixture->json()["key"_L1].toString(), u"test key"_s);
        QCOMPARE(m_fixture->json()["total"_L1]["cost"_L1].toString(), u"1.50"_s);
        QCOMPARE(m_fixture->json()["rows"_L1][0]["name"_L1].toString(), u"claude-x"_s);
        const UsageQuestion question = m_fixture->source.questions().value(0);
        QCOMPARE(question.keyId, 1);
        QCOMPARE(question.by, UsageDimension::Model);
        QCOMPARE(question.where,
                 (std::map<UsageDimension, QString>{{UsageDimension::Tool, u"claude-cli/2.1"_s}, {UsageDimension::Project, u"a b"_s}}));
        QCOMPARE(question.from.secsTo(question.to), 7 * 86'400);
    }

    void itsSessionsToo()
    {
        m_fixture->ask("GET /homeport/usage?since=7d&by=session&model=claude-x");
        QCOMPARE(m_fixture->client->status(), 200);
        QCOMPARE(m_fixture->json()["rows"_L1][0]["session"_L1].toString(), u"s1"_s);
        const SessionQuestion question = m_fixture->source.sessionQuestions().value(0);
        QCOMPARE(question.keyId, 1);
        QCOMPARE(question.where, (std::map<UsageDimension, QString>{{UsageDimension::Model, u"claude-x"_s}}));
        QCOMPARE(question.from.secsTo(question.to), 7 * 86'400);
    }

    void metricsAreForPrometheus()
    {
        m_fixture->relay.upstream.setAnswer(
            [](const ScriptedUpstream::Seen &seen) { seen.socket->write(ScriptedUpstream::json(200, "{}")); });
        RawClient tool(m_fixture->relay.host.port());
        tool.send(m_fixture->relay.post("{}"));
        QTRY_COMPARE(m_fixture->relay.lastRecord().outcome, RequestRecord::Outcome::Done); // counted as it is told of
        m_fixture->ask("GET /homeport/metrics", m_fixture->relay.hostField() + "Authorization: Bearer " + m_fixture->relay.key + "\r\n");
        QCOMPARE(m_fixture->client->status(), 200);
        QVERIFY(m_fixture->has("content-type: text/plain; version=0.0.4; charset=utf-8\r\n"));
        QVERIFY(m_fixture->client->body().contains("\nhomeport_requests_total{outcome=\"done\",status=\"2xx\"} 1\n"));
        QVERIFY(m_fixture->client->body().contains("\nhomeport_requests_running 0\n"));
        QVERIFY(m_fixture->client->body().contains("\nhomeport_first_byte_seconds_count 1\n"));
        QVERIFY(m_fixture->client->body().contains("\nhomeport_tokens_total{model=\"claude-x\",kind=\"input\"} 10\n"));
        QVERIFY(m_fixture->client->body().contains("\nhomeport_cost_dollars_total{model=\"claude-x\"} 1.50\n"));
        QCOMPARE(m_fixture->source.questions().value(0).keyId, 1);
    }

    void anotherKeySeesNothingOfThis()
    {
        RelaySnapshot snapshot = m_fixture->relay.snapshot();
        LocalKey other = snapshot.keys.first();
        other.id = 2;
        other.name = u"other"_s;
        const QByteArray plain = "hp_" + QByteArray(43, 'o');
        other.hash = m_fixture->relay.sealer->keyedHash(plain);
        snapshot.keys << other;
        m_fixture->relay.host.setSnapshot(std::move(snapshot));
        m_fixture->relay.settle();
        RawClient tool(m_fixture->relay.host.port());
        tool.send(m_fixture->relay.post("{}"));
        QTRY_VERIFY(!m_fixture->relay.upstream.seen().isEmpty()); // runs while the other one asks
        m_fixture->ask("GET /homeport/metrics", m_fixture->relay.hostField() + "x-api-key: " + plain + "\r\n");
        QVERIFY(m_fixture->client->body().contains("\nhomeport_requests_running 0\n"));
        QCOMPARE(m_fixture->source.questions().value(0).keyId, 2);
        m_fixture->ask("GET /t/" + plain + "/homeport/usage", m_fixture->relay.hostField());
        QCOMPARE(m_fixture->json()["key"_L1].toString(), u"other"_s);
    }

    void aHeadIsAHead()
    {
        for (const QByteArray &path : {QByteArray("/homeport/usage"), QByteArray("/homeport/metrics")}) {
            m_fixture->ask("HEAD " + path);
            QCOMPARE(m_fixture->client->status(), 200);
            QVERIFY(m_fixture->has("content-length: "));
            QVERIFY(m_fixture->client->rawBody().isEmpty());
        }
    }

    void aBrokenLedgerIsToldAndMetricsGoOn()
    {
        m_fixture->source.setAnswer(Error{Error::Code::Storage, u"ledger.db is damaged."_s});
        m_fixture->ask("GET /homeport/usage");
        m_fixture->verifyRefused(503, "ledger.db is damaged.");
        m_fixture->ask("GET /homeport/metrics");
        QCOMPARE(m_fixture->client->status(), 200);
        QVERIFY(m_fixture->client->body().contains("\nhomeport_ledger_up 0\n"));
    }

    // The ledger may take its time: the relay does not wait for it, and who has gone meanwhile is no problem.
    void nothingWaitsForTheLedger()
    {
        m_fixture->source.hold();
        const QByteArray fields = m_fixture->relay.hostField() + "x-homeport-key: " + m_fixture->relay.key + "\r\n";
        m_fixture->send("GET /homeport/usage", fields);
        QTRY_COMPARE(m_fixture->source.questions().size(), 1);
        m_fixture->client->close();
        std::vector<std::unique_ptr<RawClient>> waiting;
        for (int i = 0; i < 15; ++i) {
            m_fixture->send("GET /homeport/metrics", fields);
            waiting.push_back(std::move(m_fixture->client));
        }
        QTRY_COMPARE(m_fixture->source.questions().size(), 16);
        m_fixture->ask("GET /homeport/usage");
        m_fixture->verifyRefused(503, "at once");
        QVERIFY(m_fixture->has("retry-after: 1\r\n"));
        RawClient tool(m_fixture->relay.host.port());
        tool.send(m_fixture->relay.post("{}"));
        QTRY_COMPARE(m_fixture->relay.upstream.seen().size(), 1);
        m_fixture->source.release();
        for (const auto &client : waiting)
            QTRY_COMPARE(client->status(), 200);
        m_fixture->ask("GET /homeport/usage");
        QCOMPARE(m_fixture->client->status(), 200);
    }

    void noneOfItIsRecordedOrCounted()
    {
        int reports = 0;
        connect(&m_fixture->relay.host, &RelayHost::keysUsed, this, [&reports](const KeyUsageReport &) { ++reports; });
        m_fixture->ask("GET /homeport/usage");
        m_fixture->ask("GET /homeport/metrics");
        m_fixture->ask("GET /homeport/usage", m_fixture->relay.hostField());
        m_fixture->relay.upstream.setAnswer(
            [](const ScriptedUpstream::Seen &seen) { seen.socket->write(ScriptedUpstream::json(200, "{}")); });
        RawClient tool(m_fixture->relay.host.port());
        tool.send(m_fixture->relay.post("{}"));
        QTRY_COMPARE(m_fixture->relay.lastRecord().outcome, RequestRecord::Outcome::Done);
        QCOMPARE(m_fixture->relay.records.size(), 1);
        QTRY_COMPARE(reports, 1);
    }
};

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_usage.moc"
