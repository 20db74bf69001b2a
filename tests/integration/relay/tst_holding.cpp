// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/accountsfixture.h"
#include "tests/support/sseparser.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// When every account that could serve is parked: a short park is waited for, a long one is told honestly.
class TestHolding final : public QObject
{
    Q_OBJECT

    // All accounts are parked for so many milliseconds from now.
    static void park(AccountsFixture &relay, qint64 ms)
    {
        for (RelayAccount &account : relay.world.accounts) {
            account.parkedUntil = QDateTime::currentDateTimeUtc().addMSecs(ms);
            account.state = Account::State::Parked;
            account.stateDetail = u"the window is used up"_s;
        }
        relay.publish();
    }
    static bool isHeld(const AccountsFixture &relay)
    {
        return !relay.records.isEmpty() && relay.records.last().phase == RequestRecord::Phase::Held
               && relay.records.last().outcome == RequestRecord::Outcome::Running;
    }

private Q_SLOTS:
    void aShortParkIsWaitedFor()
    {
        AccountsFixture relay;
        park(relay, 1200);
        QElapsedTimer timer;
        timer.start();
        const auto answer = relay.ask();
        QCOMPARE(answer.status, 200);
        QVERIFY(timer.elapsed() >= 1100);
        QVERIFY(!answer.head.contains("event-stream"));
        const RequestRecord record = relay.lastRecord();
        QVERIFY(record.trace.heldMs > 0);
        QCOMPARE(record.trace.steps.size(), 2);
        QCOMPARE(record.trace.steps.first().candidates.front().reason, RouteReason::Parked);
        QCOMPARE(relay.provider.requestCount(), 1);
    }

    void aBurstOfTheOnlyAccountIsWaitedFor()
    {
        AccountsFixture relay(1);
        KeyFaults faults;
        faults.bursts = 1;
        relay.fail(1, faults);
        QCOMPARE(relay.ask().status, 200);
        QCOMPARE(relay.askedOf(1), 2);
    }

    // Six seconds: one ping, then the stream as its provider wrote it.
    void aStreamHearsPingsMeanwhile()
    {
        AccountsFixture relay(1);
        park(relay, 6000);
        RawClient client(relay.host.port());
        client.send(relay.request(AccountsFixture::message("claude-sonnet-4-5", true)));
        QTRY_VERIFY_WITH_TIMEOUT(client.received().contains("event: ping"), 10'000);
        QCOMPARE(client.status(), 200);
        QVERIFY(client.head().toLower().contains("content-type: text/event-stream"));
        QCOMPARE(relay.provider.requestCount(), 0);
        QVERIFY(isHeld(relay));
        QVERIFY(relay.records.last().heldUntil.isValid());

        const auto answer = AccountsFixture::answerOf(client);
        const QList<SseEvent> events = parseSse(answer.body);
        QVERIFY(events.size() > 4);
        QCOMPARE(events.first().type, QByteArray("ping"));
        QCOMPARE(events.at(1).type, QByteArray("message_start"));
        QCOMPARE(events.last().type, QByteArray("message_stop"));
        QVERIFY(relay.lastRecord().usage.complete);
    }

    // The head has gone: what the provider then refuses comes as the stream's error event.
    void aRefusalAfterAPingIsAnEvent()
    {
        AccountsFixture relay(1);
        park(relay, 5500);
        KeyFaults faults;
        faults.banned = true;
        relay.fail(1, faults);
        const auto answer = relay.ask({}, AccountsFixture::message("claude-sonnet-4-5", true));
        QCOMPARE(answer.status, 200);
        QVERIFY2(answer.body.contains("event: error\ndata: {\"type\":\"error\""), answer.body.constData());
        QVERIFY(answer.body.contains("organization has been disabled"));
        QCOMPARE(relay.lastRecord().status, 403);
    }

    void whoLeavesMeanwhileFreesItsPlace()
    {
        AccountsFixture relay(1);
        relay.policy().concurrent = 1;
        park(relay, 15'000);
        RawClient client(relay.host.port());
        client.send(relay.request(AccountsFixture::message()));
        QTRY_VERIFY(isHeld(relay));
        QCOMPARE(relay.ask().status, 429); // the one place is taken
        client.close();
        QTRY_COMPARE(relay.records.first().outcome, RequestRecord::Outcome::ClientClosed);
        park(relay, -1);
        QCOMPARE(relay.ask().status, 200);
        QCOMPARE(relay.provider.requestCount(), 1);
        QTRY_COMPARE(relay.standing.value(1).running, 0);
    }

    void aLongParkIsToldWithItsEnd()
    {
        AccountsFixture relay;
        park(relay, 90'000);
        relay.account(2).state = Account::State::NeedsSignIn;
        relay.account(2).stateDetail = u"the grant has ended"_s;
        relay.account(1).parkedUntil = QDateTime::currentDateTimeUtc().addSecs(60);
        relay.publish();
        const auto answer = relay.ask();
        QCOMPARE(answer.status, 429);
        QVERIFY2(answer.body.contains("\"rate_limit_error\""), answer.body.constData());
        QVERIFY2(answer.retryAfter() >= 57 && answer.retryAfter() <= 60, answer.head.constData());
        QVERIFY2(answer.body.contains("a1 is parked until") && answer.body.contains("the window is used up"), answer.body.constData());
        QVERIFY2(answer.body.contains("a2") && answer.body.contains("the grant has ended"), answer.body.constData());
        QCOMPARE(relay.provider.requestCount(), 0);
    }

    void theWindowThatEndsFirstIsTheOneThatIsTold()
    {
        AccountsFixture relay;
        KeyFaults faults;
        faults.windowSpent = 7200s;
        relay.fail(1, faults);
        faults.windowSpent = 3600s;
        relay.fail(2, faults);
        QCOMPARE(relay.ask().status, 429); // the last provider's own words
        const auto answer = relay.ask();
        QCOMPARE(answer.status, 429);
        QVERIFY2(answer.retryAfter() > 3500 && answer.retryAfter() <= 3601, answer.head.constData());
        QVERIFY2(answer.body.contains("No account can serve this request: a1 is parked until "), answer.body.constData());
        QCOMPARE(relay.provider.requestCount(), 2);
    }

    void whereNothingComesFreeByItselfToolsDoNotTryAgain()
    {
        AccountsFixture relay;
        relay.account(1).state = Account::State::Paused;
        relay.account(2).state = Account::State::Blocked;
        relay.account(2).stateDetail = u"switched off"_s;
        relay.publish();
        const auto answer = relay.ask();
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.retryAfter(), -1);
        QVERIFY(answer.head.contains("x-should-retry: false"));
        QVERIFY2(answer.body.contains("a1 is paused") && answer.body.contains("switched off"), answer.body.constData());
    }

    void aParkThatRanOutIsTriedByOneRequestFirst()
    {
        AccountsFixture relay;
        relay.account(1).parkedUntil = QDateTime::currentDateTimeUtc().addSecs(-1);
        relay.account(1).state = Account::State::Parked;
        relay.publish();
        RawClient probe(relay.host.port());
        probe.send(relay.request(AccountsFixture::message(), "x-simulate: head-delay=400\r\n"));
        QTRY_COMPARE(relay.askedOf(1), 1);
        QCOMPARE(relay.ask().status, 200); // meanwhile others go elsewhere
        QCOMPARE(relay.askedOf(2), 1);
        QCOMPARE(AccountsFixture::answerOf(probe).status, 200);
        QCOMPARE(relay.ask().status, 200);
        QCOMPARE(relay.askedOf(1), 2);
    }
};

QTEST_GUILESS_MAIN(TestHolding)
#include "tst_holding.moc"
