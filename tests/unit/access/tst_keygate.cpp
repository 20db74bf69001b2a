// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/keygate.h"

#include "tests/unit/access/limitsbench.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;

using State = AdmissionTicket::State;

class TestKeyGate final : public QObject
{
    Q_OBJECT

    const SteppedClock m_clock{QDateTime({2026, 11, 23}, {12, 0}, Qt::UTC)};
    std::shared_ptr<KeyGate> m_gate;

    [[nodiscard]] bool ticks() const { return m_gate->findChild<QTimer *>()->isActive(); }
    [[nodiscard]] std::unique_ptr<AdmissionTicket> ask() { return m_gate->ask({}); }
    void setPlaces(int concurrent)
    {
        KeyPolicy policy;
        policy.concurrent = concurrent;
        policy.queueSize = 5;
        m_gate->setPolicy(policy, {});
    }

private Q_SLOTS:
    void init()
    {
        m_gate = std::make_shared<KeyGate>(std::make_shared<BudgetCalendar>(m_clock, QTimeZone::utc()));
        setPlaces(1);
    }

    // An idle program does not wake up.
    void noTimerRunsWhileNobodyWaits()
    {
        auto running = ask();
        QVERIFY(!ticks());
        auto waiting = ask();
        auto another = ask();
        QCOMPARE(waiting->state(), State::Waiting);
        QVERIFY(ticks());
        waiting.reset(); // goes away
        QVERIFY(ticks());
        another.reset();
        QVERIFY(!ticks());

        waiting = ask();
        QVERIFY(ticks());
        running.reset(); // makes room
        QCOMPARE(waiting->state(), State::Admitted);
        QVERIFY(!ticks());

        another = ask();
        setPlaces(2);
        QCOMPARE(another->state(), State::Admitted);
        QVERIFY(!ticks());

        running = ask();
        QCOMPARE(running->state(), State::Waiting);
        m_gate->close();
        QCOMPARE(running->state(), State::Refused);
        QVERIFY(!ticks());
    }

    void anAbandonedGateIsStill()
    {
        const auto running = ask();
        const auto waiting = ask();
        m_gate->abandon();
        QVERIFY(!ticks());
        QCOMPARE(waiting->state(), State::Waiting);
    }

    void ticketsKeepTheirGate()
    {
        auto running = ask();
        const std::weak_ptr<KeyGate> gate = m_gate;
        m_gate.reset();
        running->settle(1, 2);
        QVERIFY(!gate.expired());
        running.reset();
        QVERIFY(gate.expired());
    }
};

QTEST_GUILESS_MAIN(TestKeyGate)
#include "tst_keygate.moc"
