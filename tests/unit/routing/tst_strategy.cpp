// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How each strategy picks among accounts that can serve.
#include "tests/unit/routing/routingbench.h"

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Entry
{
    int priority = 0;
    int weight = 1;
    QList<QuotaWindow> quotas = {};
    qint64 lastUsedMs = 0;
    qint64 assigned = 0;
};

using Entries = QList<Entry>;

} // namespace

class TestStrategy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void picks_data()
    {
        using enum RoutingStrategy;
        QTest::addColumn<RoutingStrategy>("strategy");
        QTest::addColumn<Entries>("entries");
        QTest::addColumn<qint64>("expected");
        const auto row = [](const char *name, RoutingStrategy strategy, const Entries &entries, qint64 expected) {
            QTest::newRow(name) << strategy << entries << expected;
        };
        const auto with = [](const QList<QuotaWindow> &quotas) { return Entry{0, 1, quotas}; };
        const auto window = [](double used, qint64 resetsAt) { return quota(u"5h"_s, used, resetsAt); };

        row("lowest priority number", Priority, {{5}, {-1}, {0}}, 2);
        row("equal priorities by rest", Priority, {{1, 1, {}, Noon - 1}, {1, 1, {}, Noon - 3}, {1, 1, {}, Noon - 2}}, 2);
        row("equal in everything by order", Priority, {{1}, {1}}, 1);
        row("in order", FillFirst, {{9, 1, {}, Noon}, {1}}, 1);
        row("rested longest", LeastRecentlyUsed, {{0, 1, {}, Noon - 1}, {0, 1, {}, Noon - 9}, {0, 1, {}, Noon - 5}}, 2);
        row("never used", LeastRecentlyUsed, {{0, 1, {}, Noon - Hour}, {}}, 2);
        row("weights from the start", Weighted, {{0, 1}, {0, 3}}, 2);
        row("fewest for its weight", Weighted, {{0, 1, {}, 0, 1}, {0, 3, {}, 0, 5}}, 1); // 2/1 against 6/3: by order
        row("weights in turn", Weighted, {{0, 1, {}, 0, 0}, {0, 3, {}, 0, 2}}, 1);       // 1/1 against 3/3: by order
        row("most left", MostHeadroom, {with({window(0.5, 0)}), with({window(0.4, 0)}), with({window(0.6, 0)})}, 2);
        row("the fullest window counts", MostHeadroom, {with({window(0.1, 0), window(0.9, 0)}), with({window(0.7, 0), window(0.6, 0)})}, 2);
        row("unknown is all", MostHeadroom, {with({window(0.1, 0)}), with({window(-1, 0)})}, 2);
        row("stale is unknown", MostHeadroom, {with({window(0.1, Noon + 1)}), with({window(0.9, Noon)})}, 2);
        row("counted quota", MostHeadroom, {with({window(0.2, 0)}), with({{u"requests"_s, {}, -1, 100, 90, {}, {}, {}}})}, 2);
        row("exceeded is least", MostHeadroom, {with({window(1.3, 0)}), with({window(1.2, 0)})}, 2);
        row("first to renew", SoonestReset,
            {with({window(0.5, Noon + Hour)}), with({window(0.5, Noon + Minute)}), with({window(0.5, Noon + 2 * Hour)})}, 2);
        row("any of its windows", SoonestReset,
            {with({window(0.5, Noon + Hour)}), with({window(0.5, Noon + 9 * Hour), window(0.1, Noon + Minute)})}, 2);
        row("nothing left to lose", SoonestReset, {with({window(1, Noon + Minute)}), with({window(0.5, Noon + Hour)})}, 2);
        row("rejected has nothing left", SoonestReset,
            {with({{u"5h"_s, u"rejected"_s, 0.5, -1, -1, utc(Noon + 1), {}, {}}}), with({window(0.5, Noon + Hour)})}, 2);
        row("unknown is last", SoonestReset, {{}, with({window(0.5, 0)}), with({window(0.5, Noon + 900 * Hour)})}, 3);
        row("stale is unknown too", SoonestReset, {with({window(0.5, Noon)}), with({window(0.5, Noon + Hour)})}, 2);
    }

    void picks()
    {
        QFETCH(RoutingStrategy, strategy);
        QFETCH(Entries, entries);
        RoutingSnapshot snapshot;
        QHash<qint64, AccountLoad> loads;
        snapshot.strategy = strategy;
        for (const Entry &entry : entries) {
            RelayAccount made = account(static_cast<qint64>(snapshot.accounts.size()) + 1);
            made.routing.priority = entry.priority;
            made.routing.weight = entry.weight;
            made.quotas = entry.quotas;
            loads.insert(made.id, {entry.lastUsedMs, entry.assigned, 0, false});
            snapshot.accounts.push_back(made);
        }
        const Sessions sessions;
        const RouteDecision decision = route(snapshot, loads, sessions, question());
        QTEST(chosen(decision), "expected");
        QCOMPARE(decision.step.rule, strategyName(strategy));
        for (const TraceCandidate &one : decision.step.candidates) {
            QVERIFY(qIsFinite(one.score)); // it goes into JSON
            QVERIFY2(one.score <= candidate(decision, chosen(decision)).score, "something better was there");
        }
    }

    void weightedSharesInProportion()
    {
        RoutingSnapshot snapshot;
        snapshot.strategy = RoutingStrategy::Weighted;
        for (const int weight : {1, 2, 5}) {
            snapshot.accounts.push_back(account(weight));
            snapshot.accounts.back().routing.weight = weight;
        }
        QHash<qint64, AccountLoad> loads;
        const Sessions sessions;
        QHash<qint64, int> inARow;
        for (int i = 0; i < 800; ++i) {
            const qint64 id = chosen(route(snapshot, loads, sessions, question()));
            ++loads[id].assigned;
            inARow = {{id, inARow.value(id) + 1}};
            QVERIFY(inARow.value(id) <= 5); // smooth: spread, not in blocks
        }
        for (const int weight : {1, 2, 5})
            QCOMPARE(loads.value(weight).assigned, weight * 100);
    }

    void aGroupHasAStrategyOfItsOwn()
    {
        RoutingSnapshot snapshot;
        snapshot.strategy = RoutingStrategy::Priority;
        for (qint64 id = 1; id <= 3; ++id)
            snapshot.accounts.push_back(account(id));
        snapshot.accounts[0].routing.priority = -5;
        snapshot.groups << AccountGroup{4, u"pair"_s, RoutingStrategy::LeastRecentlyUsed, {2, 3}};
        const QHash<qint64, AccountLoad> loads{{2, {Noon, 0, 0, false}}};
        const Sessions sessions;
        QCOMPARE(chosen(route(snapshot, loads, sessions, question())), 1);
        RouteQuestion asked = question();
        asked.groupId = 4;
        const RouteDecision decision = route(snapshot, loads, sessions, asked);
        QCOMPARE(chosen(decision), 3);
        QCOMPARE(decision.step.rule, u"least-recently-used"_s);
    }
};

QTEST_GUILESS_MAIN(TestStrategy)
#include "tst_strategy.moc"
