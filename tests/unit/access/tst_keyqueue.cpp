// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/access/limitsbench.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

using State = AdmissionTicket::State;

class TestKeyQueue final : public QObject
{
    Q_OBJECT

    using Ticket = std::unique_ptr<AdmissionTicket>;

    static KeyPolicy places(int concurrent, int queueSize, int seconds = 30)
    {
        KeyPolicy policy;
        policy.concurrent = concurrent;
        policy.queueSize = queueSize;
        policy.queueSeconds = seconds;
        return policy;
    }
    // One that waits, and writes down its name when it is told.
    Ticket wait(LimitsBench &bench, const QString &name, const QString &session = {}, qint64 estimate = 0)
    {
        auto ticket = bench.ask(estimate, session);
        ticket->decided = [this, name] { m_told << name; };
        return ticket;
    }
    QStringList m_told;

private Q_SLOTS:
    void cleanup() { m_told.clear(); }

    void placesAreTakenAndFreed()
    {
        LimitsBench bench(places(2, 0));
        Ticket first = bench.ask();
        const Ticket second = bench.ask();
        QCOMPARE(bench.usage().running, 2);
        const Ticket third = bench.ask();
        QCOMPARE(third->state(), State::Refused);
        QCOMPARE(third->refusal().status, 429);
        QCOMPARE(third->refusal().retryAfterSeconds, 1);
        QVERIFY2(third->refusal().why.contains(u"2 requests running at once"_s), qPrintable(third->refusal().why));
        QCOMPARE(bench.askFree()->refusal().status, 429); // what costs nothing takes a place, too
        first.reset();
        QCOMPARE(bench.usage().running, 1);
        QCOMPARE(bench.askFree()->state(), State::Admitted);
        QCOMPARE(second->state(), State::Admitted);
        QCOMPARE(second->queuedMs(), 0);
    }

    void whoWaitsIsToldOnceFromTheEventLoop()
    {
        LimitsBench bench(places(1, 2));
        Ticket first = wait(bench, u"first"_s);
        Ticket second = wait(bench, u"second"_s);
        QCOMPARE(second->state(), State::Waiting);
        QCOMPARE(bench.usage().waiting, 1);
        first.reset();
        QCOMPARE(second->state(), State::Admitted); // the place is its own from now on
        QVERIFY(m_told.isEmpty());
        QTRY_COMPARE(m_told, QStringList{u"second"_s});
        second.reset();
        QCOMPARE(bench.usage().running, 0);
        QCOMPARE(bench.usage().waiting, 0);
        QCoreApplication::processEvents();
        QCOMPARE(m_told, QStringList{u"second"_s}); // and the first never: it did not wait
    }

    void theQueueHasItsSize()
    {
        LimitsBench bench(places(1, 2));
        const Ticket running = bench.ask();
        Ticket second = bench.ask();
        const Ticket third = bench.ask();
        const Ticket fourth = bench.ask();
        QCOMPARE(third->state(), State::Waiting);
        QCOMPARE(fourth->state(), State::Refused);
        QCOMPARE(fourth->refusal().status, 429);
        QVERIFY2(fourth->refusal().why.contains(u"2 waiting"_s), qPrintable(fourth->refusal().why));
        second.reset(); // its tool went away
        QCOMPARE(bench.usage().waiting, 1);
        QCOMPARE(bench.ask()->state(), State::Waiting);
    }

    void sessionsTakeTurns()
    {
        LimitsBench bench(places(1, 100));
        std::vector<Ticket> running;
        running.push_back(bench.ask(0, u"a"_s));
        std::vector<std::pair<QString, Ticket>> waiting;
        for (const auto &[name, session] :
             {std::pair(u"a1"_s, u"a"_s), std::pair(u"a2"_s, u"a"_s), std::pair(u"a3"_s, u"a"_s), std::pair(u"b1"_s, u"b"_s),
              std::pair(u"b2"_s, u"b"_s), std::pair(u"x"_s, QString()), std::pair(u"y"_s, QString())})
            waiting.emplace_back(name, wait(bench, name, session));
        QStringList admitted;
        while (!waiting.empty()) {
            running.clear();
            const auto next = std::find_if(waiting.begin(), waiting.end(),
                                           [](const auto &one) { return one.second->state() == State::Admitted; });
            QVERIFY(next != waiting.end());
            admitted << next->first;
            running.push_back(std::move(next->second));
            waiting.erase(next);
        }
        QCOMPARE(admitted, (QStringList{u"a1"_s, u"b1"_s, u"x"_s, u"y"_s, u"a2"_s, u"b2"_s, u"a3"_s}));
    }

    void aTicketMayGoBeforeItIsTold()
    {
        LimitsBench bench(places(1, 5));
        Ticket first = bench.ask();
        Ticket second = wait(bench, u"second"_s);
        Ticket third = wait(bench, u"third"_s);
        first.reset();
        QCOMPARE(second->state(), State::Admitted);
        second.reset(); // its place goes on to the third
        QCOMPARE(third->state(), State::Admitted);
        QTRY_COMPARE(m_told, QStringList{u"third"_s});
    }

    void aTicketMayDestroyItselfAndOthersWhenToldSo()
    {
        LimitsBench bench(places(1, 5));
        std::vector<Ticket> tickets(4);
        for (auto &ticket : tickets)
            ticket = bench.ask();
        int told = 0;
        for (std::size_t i = 1; i < tickets.size(); ++i)
            tickets[i]->decided = [&tickets, &told] {
                ++told;
                for (auto &ticket : tickets)
                    ticket.reset();
            };
        bench.setPolicy(places(4, 5)); // admits all
        QTRY_COMPARE(told, 1);
        QCoreApplication::processEvents();
        QCOMPARE(told, 1);
        QCOMPARE(bench.usage().running, 0);
    }

    void patienceEnds()
    {
        LimitsBench bench(places(1, 5, 1));
        const Ticket first = bench.ask();
        const Ticket second = wait(bench, u"second"_s);
        QTRY_COMPARE_GE(second->queuedMs(), 300);
        const Ticket third = wait(bench, u"third"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_told, (QStringList{u"second"_s, u"third"_s}), 20'000);
        QCOMPARE_GE(second->queuedMs(), 1000);
        QCOMPARE_GE(third->queuedMs(), 1000); // each has its own time
        QCOMPARE(second->state(), State::Refused);
        QCOMPARE(second->refusal().status, 429);
        QCOMPARE(second->refusal().retryAfterSeconds, 1);
        QVERIFY2(second->refusal().why.contains(u"within 1 s"_s), qPrintable(second->refusal().why));
        QCOMPARE(bench.usage().waiting, 0);
        QCOMPARE(bench.usage().running, 1);
    }

    void aShorterPatienceIsInForceAtOnce()
    {
        LimitsBench bench(places(1, 5, 3600));
        const Ticket first = bench.ask();
        const Ticket second = wait(bench, u"second"_s);
        bench.setPolicy(places(1, 5, 1));
        QTRY_COMPARE_WITH_TIMEOUT(m_told, QStringList{u"second"_s}, 20'000);
        QCOMPARE(second->state(), State::Refused);
    }

    void aRaisedLimitAdmitsWhoWaits()
    {
        LimitsBench bench(places(1, 5));
        std::vector<Ticket> tickets;
        for (int i = 0; i < 5; ++i)
            tickets.push_back(wait(bench, QString::number(i)));
        bench.setPolicy(places(3, 5));
        QTRY_COMPARE(m_told, (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(bench.usage().running, 3);
        QCOMPARE(bench.usage().waiting, 2);
        bench.setPolicy({}); // as many as there are
        QTRY_COMPARE(m_told.size(), 4);
        QCOMPARE(bench.usage().running, 5);
    }

    void aLoweredLimitLetsWhatRunsEnd()
    {
        LimitsBench bench(places(3, 5));
        std::vector<Ticket> tickets;
        for (int i = 0; i < 4; ++i)
            tickets.push_back(bench.ask());
        bench.setPolicy(places(1, 5));
        QCOMPARE(bench.usage().running, 3);
        tickets.erase(tickets.begin(), tickets.begin() + 2);
        QCOMPARE(tickets.back()->state(), State::Waiting);
        tickets.erase(tickets.begin());
        QCOMPARE(tickets.back()->state(), State::Admitted);
    }

    void aSmallerQueueRefusesTheLatest()
    {
        LimitsBench bench(places(1, 5));
        std::vector<Ticket> tickets;
        for (int i = 0; i < 4; ++i)
            tickets.push_back(bench.ask());
        bench.setPolicy(places(1, 1));
        QCOMPARE(tickets.at(1)->state(), State::Waiting);
        QCOMPARE(tickets.at(2)->state(), State::Refused);
        QCOMPARE(tickets.at(3)->refusal().status, 429);
        bench.setPolicy(places(1, 0));
        QCOMPARE(tickets.at(1)->state(), State::Refused);
    }

    void aPlaceDoesNotOpenOtherLimits()
    {
        KeyPolicy policy = places(1, 5);
        policy.requestsPerMinute = 2;
        LimitsBench bench(policy);
        Ticket first = bench.ask();
        Ticket second = wait(bench, u"second"_s);
        const Ticket third = wait(bench, u"third"_s);
        first.reset();
        QCOMPARE(second->state(), State::Admitted);
        second.reset();
        QCOMPARE(third->state(), State::Refused); // the minute's second request was its neighbour's
        QCOMPARE(third->refusal().status, 429);
        QCOMPARE(third->refusal().retryAfterSeconds, 60);
        QTRY_COMPARE(m_told, QStringList{u"third"_s});
        QCOMPARE(bench.usage().running, 0);
    }

    // It gets what the request before it had set aside.
    void moneyIsGivenBackBeforeThePlaceGoesOn()
    {
        KeyPolicy policy = places(1, 5);
        policy.budgetTotal = Dollar;
        LimitsBench bench(policy);
        Ticket first = bench.ask(Dollar / 2);
        const Ticket second = wait(bench, u"second"_s, {}, Dollar / 2);
        const Ticket third = wait(bench, u"third"_s, {}, Dollar / 2);
        first->settle(0, Dollar / 4);
        first.reset();
        QCOMPARE(second->state(), State::Admitted);
        QCOMPARE(bench.usage().setAside, Dollar / 2);
        second->settle(0, Dollar);
        QCOMPARE(third->state(), State::Waiting);
    }

    void aRemovedKeyRefusesWhoWaits()
    {
        LimitsBench bench(places(1, 5));
        Ticket first = bench.ask();
        const Ticket second = wait(bench, u"second"_s);
        bench.limits.removeKey(TheKey);
        QCOMPARE(second->state(), State::Refused);
        QCOMPARE(second->refusal().status, 403);
        QTRY_COMPARE(m_told, QStringList{u"second"_s});
        first.reset();
        QCOMPARE(bench.usage().running, 0);
    }

    void ticketsMayOutliveTheLimits()
    {
        auto clock = std::make_unique<SteppedClock>(QDateTime({2026, 11, 23}, {12, 0}, Qt::UTC));
        auto limits = std::make_unique<KeyLimits>(*clock, QTimeZone::utc());
        limits->setPolicy(TheKey, places(1, 5, 1), {});
        AdmissionRequest request;
        request.keyId = TheKey;
        Ticket first = limits->ask(request);
        Ticket second = limits->ask(request);
        Ticket third = limits->ask(request);
        second->decided = [this] { m_told << u"second"_s; };
        third->decided = [this] { m_told << u"third"_s; };
        first.reset(); // the second is decided, and not told yet
        limits.reset();
        clock.reset();
        second->settle(1, 1);
        second.reset();
        QCoreApplication::processEvents();
        QCOMPARE(third->state(), State::Waiting);
        QVERIFY(m_told.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestKeyQueue)
#include "tst_keyqueue.moc"
