// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What was learnt stays in force while the store is behind, and gives way once it is not.
#include "core/routing/routing.h"
#include "tests/unit/routing/routingbench.h"

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Meaning = AnswerSignal::Meaning;

constexpr qint64 End = Noon + Hour;

RoutingSnapshot snapshot()
{
    return {{account(1), account(2)}, {}, RoutingStrategy::FillFirst};
}

RelayAccount parked()
{
    RelayAccount made = account(1);
    made.state = Account::State::Parked;
    made.stateDetail = u"as the store knows"_s;
    made.parkedUntil = utc(End);
    return made;
}

} // namespace

class TestRoutingNews final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Routing> m_routing;

    AccountNews learn(Meaning meaning, qint64 nowMs, const QList<QuotaWindow> &quotas = {}, const QString &family = u"opus"_s)
    {
        return m_routing->learn(1, {meaning, nowMs < End ? utc(End) : QDateTime(), {}, {}}, family, quotas, nowMs).value_or(AccountNews());
    }
    bool serves(qint64 nowMs)
    {
        RouteQuestion asked = question();
        asked.accounts = {1};
        asked.nowMs = nowMs;
        return m_routing->choose(asked, false).account != nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_routing = std::make_unique<Routing>();
        m_routing->setSnapshot(snapshot(), 0);
    }

    void staysInForceUntilTheStoreHasSeenIt()
    {
        const quint64 number = learn(Meaning::WindowSpent, Noon).number;
        m_routing->setSnapshot(snapshot(), number - 1);
        QVERIFY(!serves(Noon));
        m_routing->setSnapshot(snapshot(), number); // the user has ended the park
        QVERIFY(serves(Noon));
    }

    void theEndOfAParkStaysInForceToo()
    {
        RoutingSnapshot behind = snapshot();
        behind.accounts[0] = parked();
        m_routing->setSnapshot(behind, 0);
        QVERIFY(!serves(Noon));
        QVERIFY(serves(End));
        const AccountNews over = learn(Meaning::Served, End);
        QVERIFY(over.park && over.park->until.isNull());
        m_routing->setSnapshot(behind, over.number - 1);
        RouteQuestion asked = question();
        asked.nowMs = End;
        QVERIFY(!m_routing->choose(asked, false).decision.isProbe);
        QVERIFY(serves(Noon)); // whatever the clock says: it has served since
    }

    void aPersistedParkExpiresByItself()
    {
        RoutingSnapshot restarted = snapshot();
        restarted.accounts[0] = parked();
        m_routing->setSnapshot(restarted, 0);
        QVERIFY(!serves(End - 1));
        QVERIFY(serves(End));
    }

    void theLastNewsOfAKindCounts()
    {
        QVERIFY(learn(Meaning::FamilySpent, Noon).park);
        const AccountNews over = learn(Meaning::Served, End);
        QVERIFY(over.park->until.isNull());
        QVERIFY(learn(Meaning::Burst, Noon, {quota(u"5h"_s, 0.1, End)}).park);
        m_routing->setSnapshot(snapshot(), 0);
        RouteQuestion asked = question();
        asked.accounts = {1};
        const auto refused = m_routing->choose(asked, false);
        QCOMPARE(candidate(refused.decision, 1).reason, RouteReason::Parked);
        asked.nowMs = End;
        QVERIFY(m_routing->choose(asked, false).decision.isProbe); // of the burst; the family's is over
    }

    void aDecisionOfTheUserIsNotHidden()
    {
        QVERIFY(learn(Meaning::WindowSpent, Noon).park);
        RoutingSnapshot paused = snapshot();
        paused.accounts[0].state = Account::State::Paused;
        m_routing->setSnapshot(paused, 0);
        RouteQuestion asked = question();
        asked.accounts = {1};
        QCOMPARE(candidate(m_routing->choose(asked, false).decision, 1).reason, RouteReason::Paused);
    }

    void keepsNothingTwiceHoweverLongTheStoreTakes()
    {
        std::vector<AccountNews> all;
        for (quint64 i = 1; i <= 1000; ++i) {
            AccountNews news{i, static_cast<qint64>(i % 2), {}, {quota(u"5h"_s, 0.1, End), quota(u"7d"_s, static_cast<double>(i), End)}};
            if (i % 10 == 0)
                news.park = AccountPark{i % 20 ? u"opus"_s : QString(), utc(Noon + static_cast<qint64>(i)), {}, {}};
            addNews(news, &all);
        }
        QVERIFY(all.size() <= 4);
        RelayAccount one = account(0);
        for (const AccountNews &news : all) {
            if (news.accountId == 0)
                applyNews(news, &one);
        }
        QCOMPARE(one.quotas.size(), 2);
        QCOMPARE(one.quotas.last().utilization, 1000.0);
        QCOMPARE(one.parkedUntil, utc(Noon + 1000));
        QCOMPARE(one.parks.size(), 1);
        QCOMPARE(one.parks.first().until, utc(Noon + 990));
    }

    void numbersAscendAcrossAccounts()
    {
        const auto first = m_routing->learn(1, {Meaning::Burst, {}, {}, {}}, {}, {}, Noon);
        const auto second = m_routing->learn(2, {Meaning::Burst, {}, {}, {}}, {}, {}, Noon);
        QVERIFY(first->number < second->number);
    }
};

QTEST_GUILESS_MAIN(TestRoutingNews)
#include "tst_routingnews.moc"
