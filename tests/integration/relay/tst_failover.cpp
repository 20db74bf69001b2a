// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/accountsfixture.h"
#include "tests/integration/relay/scriptedtokens.h"

#include <QTcpServer>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(homeport::KeyFaults)

// Before the first byte an account's failure leads to another account (providers.md, section 6); the tool sees one good answer.
class TestFailover final : public QObject
{
    Q_OBJECT

    static KeyFaults windowSpent(std::chrono::seconds wait)
    {
        KeyFaults faults;
        faults.windowSpent = wait;
        return faults;
    }
    static KeyFaults bursts(int count, int retryAfter)
    {
        KeyFaults faults;
        faults.bursts = count;
        faults.burstRetryAfter = retryAfter;
        return faults;
    }
    static KeyFaults overloads(int count)
    {
        KeyFaults faults;
        faults.overloads = count;
        return faults;
    }
    static KeyFaults banned()
    {
        KeyFaults faults;
        faults.banned = true;
        return faults;
    }
    static KeyFaults unauthorized()
    {
        KeyFaults faults;
        faults.unauthorized = true;
        return faults;
    }

private Q_SLOTS:
    void anAccountsFailureIsNotTheTools_data()
    {
        QTest::addColumn<KeyFaults>("faults");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<bool>("parks");
        QTest::addColumn<qint64>("signalled");
        QTest::newRow("burst") << bursts(1, 3) << u"429"_s << true << qint64(0);
        QTest::newRow("window spent") << windowSpent(3600s) << u"429"_s << true << qint64(0);
        QTest::newRow("overloaded") << overloads(1) << u"529"_s << true << qint64(0);
        QTest::newRow("key refused") << unauthorized() << u"401"_s << false << qint64(1);
        QTest::newRow("banned") << banned() << u"403"_s << false << qint64(1);
    }

    void anAccountsFailureIsNotTheTools()
    {
        QFETCH(KeyFaults, faults);
        QFETCH(QString, outcome);
        QFETCH(bool, parks);
        AccountsFixture relay;
        relay.fail(1, faults);
        for (const bool stream : {false, true}) {
            const auto answer = relay.ask({}, AccountsFixture::message("claude-sonnet-4-5", stream));
            QVERIFY2(answer.status == 200, answer.body.constData());
            QVERIFY(answer.body.contains(stream ? "message_stop" : "\"stop_reason\""));
        }
        QCOMPARE(relay.askedOf(2), 2);
        QCOMPARE(relay.askedOf(1), parks ? 1 : 2); // who is not parked is kept away by the store, which there is none of here

        QTRY_COMPARE(relay.records.size(), 2);
        const RouteTrace &trace = relay.records.first().trace;
        QCOMPARE(trace.steps.size(), 2);
        QCOMPARE(trace.steps.first().candidates.front().reason, RouteReason::Chosen);
        QVERIFY2(trace.steps.first().outcome.startsWith(outcome), qPrintable(trace.steps.first().outcome));
        QCOMPARE(trace.steps.last().candidates.back().reason, RouteReason::Chosen);
        QVERIFY(trace.steps.last().outcome.isEmpty());
        QCOMPARE(relay.records.first().account, u"a2"_s);
        QCOMPARE(std::count_if(relay.news.cbegin(), relay.news.cend(), [](const AccountNews &news) { return news.park.has_value(); }),
                 parks ? 1 : 0);
        QTEST(std::min<qint64>(relay.told.size(), 1), "signalled");
    }

    void aSpentWindowIsParkedUntilItsReset()
    {
        AccountsFixture relay;
        relay.fail(1, windowSpent(3600s));
        QCOMPARE(relay.ask().status, 200);
        QTRY_VERIFY(!relay.news.isEmpty());
        const AccountPark park = relay.news.first().park.value_or(AccountPark());
        QVERIFY(park.family.isEmpty());
        QVERIFY(std::abs(park.until.secsTo(QDateTime::currentDateTimeUtc().addSecs(3600))) <= 2);
        QVERIFY(park.why.contains(u"rate limit"_s));
    }

    void aSpentFamilyLeavesTheOthersAlone()
    {
        AccountsFixture relay;
        KeyFaults faults = windowSpent(3600s);
        faults.family = u"opus"_s;
        relay.fail(1, faults);
        QCOMPARE(relay.ask({}, AccountsFixture::message("claude-opus-4-8")).status, 200);
        QCOMPARE(relay.ask({}, AccountsFixture::message("claude-sonnet-4-5")).status, 200);
        QCOMPARE(relay.askedOf(1), 2); // the refusal, and sonnet
        QCOMPARE(relay.ask({}, AccountsFixture::message("claude-opus-4-8")).status, 200);
        QCOMPARE(relay.askedOf(1), 2);
        QCOMPARE(relay.askedOf(2), 2);
    }

    void aBurstHopsOnce()
    {
        AccountsFixture relay(3);
        relay.fail(1, bursts(1, 2));
        relay.fail(2, bursts(1, 2));
        const auto answer = relay.ask();
        QCOMPARE(answer.status, 429); // two at once: the limit sits on the address they share
        QCOMPARE(answer.retryAfter(), 2);
        QVERIFY(answer.body.contains("(simulated)")); // the provider's own words
        QCOMPARE(relay.askedOf(3), 0);
    }

    void overloadsMoveOnUntilSomebodyServes()
    {
        AccountsFixture relay(4);
        for (const int id : {1, 2, 3})
            relay.fail(id, overloads(1));
        QCOMPARE(relay.ask().status, 200);
        QCOMPARE(relay.askedOf(4), 1);
        QCOMPARE(relay.lastRecord().trace.steps.size(), 4);
    }

    void aRefusedTokenIsRefreshedOnTheSameAccount()
    {
        ScriptedTokens tokens;
        AccountsFixture relay(2, &tokens);
        tokens.token = relay.provider.issueTokens().accessToken;
        relay.account(1).credential = Account::Credential::OAuth;
        relay.account(1).refreshable = true;
        relay.publish();
        relay.fail(1, unauthorized());
        QCOMPARE(relay.ask().status, 200);
        QCOMPARE(tokens.questions().size(), 1);
        QCOMPARE(relay.askedOf(2), 0);
        QCOMPARE(relay.lastRecord().account, u"a1"_s);
        QVERIFY(relay.told.isEmpty());
        QVERIFY(std::none_of(relay.news.cbegin(), relay.news.cend(), [](const AccountNews &news) { return news.park.has_value(); }));
    }

    void withoutAFreshTokenAnotherAccountServes()
    {
        ScriptedTokens tokens;
        tokens.error = Error{Error::Code::Unauthorized, u"The grant has ended."_s};
        AccountsFixture relay(2, &tokens);
        relay.account(1).credential = Account::Credential::OAuth;
        relay.account(1).refreshable = true;
        relay.publish();
        relay.fail(1, unauthorized());
        QCOMPARE(relay.ask().status, 200);
        QCOMPARE(relay.lastRecord().account, u"a2"_s);
        QCOMPARE(relay.lastRecord().trace.steps.first().outcome, u"The grant has ended."_s);
    }

    void whatIsTheRequestsFaultIsPassedOn_data()
    {
        QTest::addColumn<QByteArray>("wish");
        QTest::addColumn<int>("status");
        QTest::newRow("400") << QByteArray("status=400") << 400;
        QTest::newRow("404") << QByteArray("status=404") << 404;
        QTest::newRow("413") << QByteArray("status=413") << 413;
        QTest::newRow("429 without any field") << QByteArray("status=429") << 429;
        QTest::newRow("500") << QByteArray("status=500") << 500;
    }

    void whatIsTheRequestsFaultIsPassedOn()
    {
        QFETCH(QByteArray, wish);
        QFETCH(int, status);
        AccountsFixture relay;
        QCOMPARE(relay.ask("x-simulate: " + wish + "\r\n").status, status);
        QCOMPARE(relay.askedOf(2), 0);
        QCOMPARE(relay.ask().status, 200);
        QCOMPARE(relay.askedOf(1), 2); // nobody was parked
        QVERIFY(relay.told.isEmpty());
    }

    void aNetworkFailureIsNoAccounts()
    {
        AccountsFixture relay;
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        relay.account(1).baseUrl = "http://127.0.0.1:" + QByteArray::number(closed.serverPort());
        closed.close();
        relay.publish();
        QCOMPARE(relay.ask().status, 502);
        QCOMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::UpstreamFailed);
        QVERIFY(relay.told.isEmpty());
        QVERIFY(relay.news.isEmpty());
        QCOMPARE(relay.ask().status, 502); // it is asked again: nothing was held against it
        QCOMPARE(relay.askedOf(2), 0);
    }

    void afterTheFirstByteNothingMoves()
    {
        AccountsFixture relay;
        const auto answer = relay.ask("x-simulate: drop-after=3\r\n", AccountsFixture::message("claude-sonnet-4-5", true));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.contains("event: error"));
        QCOMPARE(relay.askedOf(2), 0);
        QCOMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::UpstreamClosed);
    }
};

QTEST_GUILESS_MAIN(TestFailover)
#include "tst_failover.moc"
