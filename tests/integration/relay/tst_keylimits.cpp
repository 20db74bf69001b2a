// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/accountsfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

using Change = void (*)(KeyPolicy &policy);
Q_DECLARE_METATYPE(Change)

// What a key's limits do to real requests: refused with 429 or 402, queued, counted, set free.
class TestKeyLimits final : public QObject
{
    Q_OBJECT

    using Client = std::unique_ptr<RawClient>;

    // A stream that goes on until somebody ends it.
    static Client endless(const AccountsFixture &relay, const QByteArray &fields = {})
    {
        auto client = std::make_unique<RawClient>(relay.host.port());
        client->send(
            relay.request(AccountsFixture::message("claude-sonnet-4-5", true), "x-simulate: events=1000;event-delay=50\r\n" + fields));
        return client;
    }
    static bool isStreaming(const Client &client) { return client->received().contains("content_block_delta"); }
    static qsizetype waiting(const AccountsFixture &relay)
    {
        return std::count_if(relay.records.cbegin(), relay.records.cend(), [](const RequestRecord &record) {
            return record.phase == RequestRecord::Phase::Queued && record.outcome == RequestRecord::Outcome::Running;
        });
    }

private Q_SLOTS:
    void theSecondRequestIsOverTheLimit_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<bool>("retries");
        const auto row = [](const char *name, Change change, int status, const char *type, const char *words, bool retries) {
            QTest::newRow(name) << change << status << QByteArray(type) << QByteArray(words) << retries;
        };
        row(
            "requests per minute", [](auto &policy) { policy.requestsPerMinute = 1; }, 429, "rate_limit_error", "1 request per minute",
            true);
        row(
            "requests per hour", [](auto &policy) { policy.requestsPerHour = 1; }, 429, "rate_limit_error", "1 request per hour", true);
        row(
            "requests per day", [](auto &policy) { policy.requestsPerDay = 1; }, 429, "rate_limit_error", "1 request per", true);
        row(
            "tokens per minute", [](auto &policy) { policy.tokensPerMinute = 1; }, 429, "rate_limit_error", "1 token per minute", true);
        row(
            "tokens per day", [](auto &policy) { policy.tokensPerDay = 1; }, 429, "rate_limit_error", "1 token per", true);
        row(
            "budget per day", [](auto &policy) { policy.budgetDay = 1; }, 402, "billing_error", "budget", true);
        row(
            "budget for ever", [](auto &policy) { policy.budgetTotal = 1; }, 402, "billing_error", "does not renew", false);
    }

    void theSecondRequestIsOverTheLimit()
    {
        QFETCH(Change, change);
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, words);
        QFETCH(bool, retries);
        AccountsFixture relay(1);
        change(relay.policy());
        relay.publish();
        QCOMPARE(relay.ask().status, 200);
        QTRY_COMPARE(relay.lastRecord().usage.complete, true);
        const auto answer = relay.ask();
        QCOMPARE(answer.status, status);
        QVERIFY2(answer.body.contains(type), answer.body.constData());
        QVERIFY2(answer.body.contains(words), answer.body.constData());
        QCOMPARE(answer.retryAfter() > 0, retries);
        QCOMPARE(answer.head.contains("x-should-retry: false"), !retries);
        QCOMPARE(relay.provider.requestCount(), 1);
        // Counting tokens is free.
        QCOMPARE(relay.exchange(relay.request(AccountsFixture::message(), {}, "/v1/messages/count_tokens")).status, 200);
    }

    void whatWasUsedIsCountedAsTheProviderDoes()
    {
        AccountsFixture relay(1);
        for (const bool stream : {false, true})
            QCOMPARE(relay.ask({}, AccountsFixture::message("claude-sonnet-4-5", stream)).status, 200);
        QCOMPARE(relay.exchange(relay.request(AccountsFixture::message(), {}, "/v1/messages/count_tokens")).status, 200);
        QTRY_COMPARE(relay.standing.value(1).requestsToday, 2);
        const TokenUsage told = relay.provider.usage(relay.secrets.value(1));
        QTRY_COMPARE(relay.standing.value(1).tokensToday, told.tokens());
        const auto cost = relay.world.prices->cost(u"claude-sonnet-4-5"_s, told);
        QVERIFY(cost && *cost > 0);
        QCOMPARE(relay.standing.value(1).costTotal, *cost);
        QCOMPARE(relay.standing.value(1).setAside, 0);
        qint64 requests = 0;
        qint64 rows = 0;
        for (const KeyUsageRow &row : std::as_const(relay.rows)) {
            requests += row.requests;
            rows += row.cost;
        }
        QCOMPARE(requests, 2);
        QCOMPARE(rows, *cost); // for the database
        QCOMPARE(relay.firstUses, QList<qint64>{1});
        QVERIFY(std::all_of(relay.records.cbegin(), relay.records.cend(),
                            [](const RequestRecord &record) { return (record.cost > 0) == (record.path == u"/v1/messages"_s); }));
    }

    void usageOfBeforeTheStartCounts()
    {
        AccountsFixture relay(1);
        relay.policy().budgetTotal = 1000;
        relay.publish();
        relay.host.restoreUsage({{1, QDateTime::currentSecsSinceEpoch() / 60 - 5, 1, 10, 1000}});
        QCOMPARE(relay.ask().status, 402);
        QCOMPARE(relay.provider.requestCount(), 0);
    }

    void beyondItsPlacesAKeyWaitsAndTheQueueIsLeftOnDisconnect()
    {
        AccountsFixture relay(1);
        relay.policy().concurrent = 1;
        relay.policy().queueSize = 2;
        relay.publish();
        const Client running = endless(relay);
        QTRY_VERIFY(isStreaming(running));
        const Client first = endless(relay, "x-claude-code-session-id: one\r\n");
        QTRY_COMPARE(waiting(relay), 1);
        const Client second = endless(relay, "x-claude-code-session-id: two\r\n");
        QTRY_COMPARE(waiting(relay), 2);
        const auto full = relay.ask();
        QCOMPARE(full.status, 429);
        QCOMPARE(full.retryAfter(), 1);

        first->close(); // leaves the queue
        QTRY_COMPARE(waiting(relay), 1);
        QCOMPARE(relay.provider.requestCount(), 1);
        running->close(); // frees its place
        QTRY_VERIFY(isStreaming(second));
        QCOMPARE(relay.provider.requestCount(), 2);
        QTRY_COMPARE(waiting(relay), 0);
        QTRY_VERIFY(relay.records.value(3).trace.queuedMs > 0);
        second->close();
        QTRY_COMPARE(relay.standing.value(1).running, 0);
    }

    void whoWaitsTooLongIsTold()
    {
        AccountsFixture relay(1);
        relay.policy().concurrent = 1;
        relay.policy().queueSize = 1;
        relay.policy().queueSeconds = 1;
        relay.publish();
        const Client running = endless(relay);
        QTRY_VERIFY(isStreaming(running));
        const auto answer = relay.ask();
        QCOMPARE(answer.status, 429);
        QVERIFY2(answer.body.contains("no place came free within 1 s"), answer.body.constData());
    }

    void aBrokenAnswerCountsWhatWasTold()
    {
        AccountsFixture relay(1);
        const Client client = endless(relay);
        QTRY_VERIFY(isStreaming(client));
        client->close();
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::ClientClosed);
        QVERIFY(relay.lastRecord().usage.known && !relay.lastRecord().usage.complete);
        QVERIFY(relay.lastRecord().cost > 0);
        QTRY_COMPARE(relay.standing.value(1).costTotal, relay.lastRecord().cost);
        QCOMPARE(relay.standing.value(1).setAside, 0);
        QTRY_COMPARE(relay.provider.openStreams(), 0);
    }

    void aRevokedKeysStreamsBreakWhereThatWasAsked()
    {
        AccountsFixture relay(1);
        const Client client = endless(relay);
        QTRY_VERIFY(isStreaming(client));
        relay.world.keys.first().revokedAt = QDateTime::currentDateTimeUtc();
        relay.publish();
        QCOMPARE(relay.ask().status, 401);
        QVERIFY(client->isConnected()); // what runs goes on
        relay.host.dropRequestsOf(2);   // another's
        relay.host.dropRequestsOf(1);
        const auto answer = AccountsFixture::answerOf(*client);
        QVERIFY2(answer.body.contains("event: error") && answer.body.contains("revoked"), answer.body.right(300).constData());
        bool complete = true;
        std::ignore = client->body(&complete);
        QVERIFY(!complete); // no clean end
        QTRY_COMPARE(relay.provider.openStreams(), 0);
        QTRY_VERIFY(!relay.records.isEmpty()); // they are told four times a second
        QTRY_COMPARE(relay.records.first().outcome, RequestRecord::Outcome::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestKeyLimits)
#include "tst_keylimits.moc"
