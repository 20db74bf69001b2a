// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pins, sessions, half-open accounts, and when a refusal ends.
#include "tests/unit/routing/routingbench.h"

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

class TestRouterChoice final : public QObject
{
    Q_OBJECT

private:
    RoutingSnapshot m_snapshot;
    QHash<qint64, AccountLoad> m_loads;
    std::unique_ptr<Sessions> m_sessions;

    RelayAccount &at(qint64 id) { return m_snapshot.accounts[static_cast<std::size_t>(id - 1)]; }
    RouteDecision ask(const RouteQuestion &asked) const { return route(m_snapshot, m_loads, *m_sessions, asked); }

private Q_SLOTS:
    void init()
    {
        m_snapshot = {{account(1), account(2), account(3)}, {}, RoutingStrategy::FillFirst};
        m_loads.clear();
        m_sessions = std::make_unique<Sessions>();
    }

    void aPinIsTheBasis()
    {
        RouteQuestion asked = inSession(u"s"_s);
        asked.accounts = {2};
        const RouteDecision decision = ask(asked);
        QCOMPARE(chosen(decision), 2);
        QCOMPARE(decision.step.basis, TraceStep::Basis::Pin);
        QCOMPARE(decision.step.rule, QString());
        m_sessions->use(asked.session, 2, Noon, false);
        QCOMPARE(ask(asked).step.basis, TraceStep::Basis::Pin);
        at(2).state = Account::State::Paused;
        QCOMPARE(ask(asked).step.basis, TraceStep::Basis::None);
    }

    void aKeyWithTwoAccountsIsNotPinned()
    {
        RouteQuestion asked = question();
        asked.accounts = {3, 2};
        QCOMPARE(chosen(ask(asked)), 2);
        QCOMPARE(ask(asked).step.basis, TraceStep::Basis::Strategy);
        for (const qint64 id : {2, 3}) {
            at(id).routing.reservePercent = 10;
            at(id).quotas << quota(u"5h"_s, 0.95, Noon + Hour);
        }
        QCOMPARE(chosen(ask(asked)), 0); // a reserve is kept, even when nobody else can serve
    }

    void aSessionStaysWhereItIs()
    {
        m_sessions->use({1, u"s"_s}, 3, Noon - 59 * Minute, false);
        const RouteDecision decision = ask(inSession(u"s"_s));
        QCOMPARE(chosen(decision), 3);
        QCOMPARE(decision.step.basis, TraceStep::Basis::Session);
        QVERIFY(!decision.movesSession);
        QCOMPARE(chosen(ask(question())), 1);
        QCOMPARE(chosen(ask(inSession(u"another"_s))), 1);
        RouteQuestion ofAnotherKey = inSession(u"s"_s);
        ofAnotherKey.session.keyId = 2;
        QCOMPARE(chosen(ask(ofAnotherKey)), 1);
    }

    void aSessionIsOverAfterAnHour()
    {
        m_sessions->use({1, u"s"_s}, 3, Noon - Hour, true);
        const RouteDecision decision = ask(inSession(u"s"_s));
        QCOMPARE(chosen(decision), 1);
        QVERIFY(!decision.movesSession);
    }

    void aSessionMovesOnlyFromAnAccountThatCannotServe()
    {
        m_sessions->use({1, u"s"_s}, 2, Noon, true);
        at(2).parkedUntil = utc(Noon + Minute);
        const RouteDecision moved = ask(inSession(u"s"_s));
        QCOMPARE(chosen(moved), 1);
        QCOMPARE(moved.step.basis, TraceStep::Basis::Strategy);
        QVERIFY(moved.movesSession);
        RouteQuestion tried = inSession(u"s"_s);
        at(2).parkedUntil = {};
        tried.tried = {2, 1};
        QCOMPARE(chosen(ask(tried)), 3);
    }

    void aSessionOnAnAccountThatIsGoneBeginsAnew()
    {
        m_sessions->use({1, u"s"_s}, 77, Noon, true);
        QCOMPARE(chosen(ask(inSession(u"s"_s))), 1);
        QVERIFY(ask(inSession(u"s"_s)).movesSession);
    }

    void aReserveMovesColdSessionsOnly()
    {
        at(2).routing.reservePercent = 20;
        at(2).quotas << quota(u"5h"_s, 0.9, Noon + Hour);
        m_sessions->use({1, u"warm"_s}, 2, Noon - 5 * Minute + 1, false);
        m_sessions->use({1, u"cold"_s}, 2, Noon - 5 * Minute, false);
        m_sessions->use({1, u"long"_s}, 2, Noon - 55 * Minute, true);
        QCOMPARE(chosen(ask(inSession(u"warm"_s))), 2);
        QCOMPARE(chosen(ask(inSession(u"long"_s))), 2);
        const RouteDecision cold = ask(inSession(u"cold"_s));
        QCOMPARE(chosen(cold), 1);
        QVERIFY(cold.movesSession);
        QCOMPARE(candidate(cold, 2).reason, RouteReason::Reserve);
        // Somebody else's warm cache is no reason.
        QCOMPARE(candidate(ask(inSession(u"new"_s)), 2).reason, RouteReason::Reserve);
    }

    void theFirstAfterAParkIsAProbe_data()
    {
        QTest::addColumn<bool>("ofFamily");
        QTest::newRow("whole account") << false;
        QTest::newRow("family") << true;
    }

    void theFirstAfterAParkIsAProbe()
    {
        QFETCH(bool, ofFamily);
        if (ofFamily)
            at(1).parks << AccountPark{u"opus"_s, utc(Noon), {}, {}};
        else
            at(1).parkedUntil = utc(Noon);
        const RouteDecision probe = ask(question());
        QCOMPARE(chosen(probe), 1);
        QVERIFY(probe.isProbe);

        m_loads[1].probing = true;
        const RouteDecision meanwhile = ask(question());
        QCOMPARE(chosen(meanwhile), 2);
        QVERIFY(!meanwhile.isProbe);
        QCOMPARE(candidate(meanwhile, 1).reason, RouteReason::HalfOpen);

        RouteQuestion sonnet = question();
        sonnet.family = u"sonnet"_s;
        QCOMPARE(chosen(ask(sonnet)), ofFamily ? 1 : 2);
    }

    void aHalfOpenAccountServesWhenNobodyElseCan()
    {
        for (const qint64 id : {2, 3}) {
            at(id).parkedUntil = utc(Noon - Second);
            m_loads[id].probing = true;
        }
        at(1).state = Account::State::Paused;
        const RouteDecision decision = ask(question());
        QCOMPARE(chosen(decision), 2);
        QVERIFY(!decision.isProbe);
        QCOMPARE(decision.step.basis, TraceStep::Basis::Strategy);
        QCOMPARE(candidate(decision, 3).reason, RouteReason::NotBetter);
    }

    void aProbeElsewhereDoesNotMoveASession()
    {
        m_sessions->use({1, u"s"_s}, 2, Noon - 30 * Minute, false);
        at(2).parkedUntil = utc(Noon - Second);
        m_loads[2].probing = true;
        const RouteDecision decision = ask(inSession(u"s"_s));
        QCOMPARE(chosen(decision), 2);
        QCOMPARE(decision.step.basis, TraceStep::Basis::Session);
        QVERIFY(!decision.isProbe);
    }

    void saysWhenTheFirstParkedAccountComesFree()
    {
        at(1).parkedUntil = utc(Noon + Hour);
        at(2).parkedUntil = utc(Noon + 2 * Minute);
        at(2).parks << AccountPark{u"opus"_s, utc(Noon + 3 * Minute), {}, {}}; // both must be over
        at(3).parks << AccountPark{u"opus"_s, utc(Noon + 10 * Minute), {}, {}};
        QCOMPARE(ask(question()).freeAtMs, Noon + 3 * Minute);
        RouteQuestion sonnet = question();
        sonnet.family = u"sonnet"_s;
        QCOMPARE(ask(sonnet).freeAtMs, 0); // the third serves it
        QCOMPARE(chosen(ask(sonnet)), 3);
    }

    void waitsOnlyForAccountsThatCouldServeThen()
    {
        for (const qint64 id : {1, 2, 3})
            at(id).parkedUntil = utc(Noon + id * Minute);
        at(1).route.problem = u"no proxy"_s;
        at(2).secret.reset();
        QCOMPARE(ask(question()).freeAtMs, Noon + 3 * Minute);
        RouteQuestion tried = question();
        tried.tried = {3};
        QCOMPARE(ask(tried).freeAtMs, 0);
        at(3).routing.reservePercent = 50;
        at(3).quotas << quota(u"5h"_s, 0.9, Noon + Hour);
        QCOMPARE(ask(question()).freeAtMs, 0);
        at(3).quotas = {quota(u"5h"_s, 0.9, Noon + 2 * Minute)}; // renewed by then
        QCOMPARE(ask(question()).freeAtMs, Noon + 3 * Minute);
    }
};

QTEST_GUILESS_MAIN(TestRouterChoice)
#include "tst_routerchoice.moc"
