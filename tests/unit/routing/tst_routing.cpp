// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/routing.h"
#include "tests/unit/routing/routingbench.h"

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Meaning = AnswerSignal::Meaning;

AnswerSignal signal(Meaning meaning, qint64 untilMs = 0)
{
    return {meaning, untilMs == 0 ? QDateTime() : utc(untilMs), {}, {}};
}

RoutingSnapshot snapshot(int count)
{
    RoutingSnapshot made{{}, {}, RoutingStrategy::FillFirst};
    for (int id = 1; id <= count; ++id)
        made.accounts.push_back(account(id));
    return made;
}

qint64 chosen(const Routing::Choice &choice)
{
    return choice.account ? choice.account->id : 0;
}

RouteQuestion pinnedAt(qint64 id, qint64 nowMs)
{
    RouteQuestion asked = question();
    asked.accounts = {id};
    asked.nowMs = nowMs;
    return asked;
}

} // namespace

class TestRouting final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Routing> m_routing;

    qint64 freeAt(qint64 id, qint64 nowMs) { return m_routing->choose(pinnedAt(id, nowMs), false).decision.freeAtMs; }
    std::optional<AccountNews> learn(qint64 id, const AnswerSignal &what, qint64 nowMs, const QList<QuotaWindow> &quotas = {})
    {
        return m_routing->learn(id, what, u"opus"_s, quotas, nowMs);
    }

private Q_SLOTS:
    void init()
    {
        m_routing = std::make_unique<Routing>();
        m_routing->setSnapshot(snapshot(3), 0);
    }

    void parksByTheTable_data()
    {
        QTest::addColumn<AnswerSignal>("what");
        QTest::addColumn<qint64>("untilMs"); // 0: nobody is parked
        QTest::addColumn<QString>("family");
        const auto row = [](const char *name, const AnswerSignal &what, qint64 untilMs, const QString &family = {}) {
            QTest::newRow(name) << what << untilMs << family;
        };
        row("served", signal(Meaning::Served), 0);
        row("the request's fault", signal(Meaning::RequestsFault), 0);
        row("burst", signal(Meaning::Burst, Noon + 12 * Second), Noon + 12 * Second);
        row("burst without a time", signal(Meaning::Burst), Noon + 5 * Second);
        row("window", signal(Meaning::WindowSpent, Noon + 4 * Hour), Noon + 4 * Hour);
        row("window without a time", signal(Meaning::WindowSpent), Noon + 5 * Second);
        row("a time that is past", signal(Meaning::WindowSpent, Noon), Noon + 5 * Second);
        row("family", {Meaning::FamilySpent, utc(Noon + Hour), u"sonnet"_s, {}}, Noon + Hour, u"sonnet"_s);
        row("family by the model", {Meaning::FamilySpent, utc(Noon + Hour), {}, {}}, Noon + Hour, u"opus"_s);
        row("overloaded", signal(Meaning::Overloaded), Noon + 5 * Second);
        row("overloaded with a time", signal(Meaning::Overloaded, Noon + Minute), Noon + Minute);
        row("401", signal(Meaning::Unauthorized), 0);
        row("403", signal(Meaning::Banned), 0);
        row("server error", signal(Meaning::ServerError), 0);
    }

    void parksByTheTable()
    {
        QFETCH(AnswerSignal, what);
        QFETCH(qint64, untilMs);
        QFETCH(QString, family);
        const auto news = learn(1, what, Noon);
        QCOMPARE(news.has_value(), untilMs != 0);
        if (!news) {
            QCOMPARE(chosen(m_routing->choose(question(), false)), 1);
            return;
        }
        QCOMPARE(news->number, quint64(1));
        QCOMPARE(news->accountId, 1);
        QCOMPARE(news->park->until, utc(untilMs));
        QCOMPARE(news->park->since, utc(Noon));
        QCOMPARE(news->park->family, family);
        QVERIFY(!news->park->why.isEmpty());
        RouteQuestion asked = question();
        asked.family = family;
        QCOMPARE(chosen(m_routing->choose(asked, false)), 2); // in force at once
        asked.family = u"haiku"_s;
        QCOMPARE(chosen(m_routing->choose(asked, false)), family.isEmpty() ? 2 : 1);
    }

    void keepsTheProvidersWords()
    {
        AnswerSignal spent = signal(Meaning::WindowSpent, Noon + Hour);
        spent.why = u"You have hit your limit."_s;
        QCOMPARE(learn(1, spent, Noon)->park->why, spent.why);
        const auto refused = m_routing->choose(pinnedAt(1, Noon), false);
        QCOMPARE(candidate(refused.decision, 1).detail, spent.why);
        QCOMPARE(refused.decision.freeAtMs, Noon + Hour);
    }

    void backsOffFromOneOverloadAfterTheOther()
    {
        qint64 now = Noon;
        for (const qint64 seconds : {5, 10, 20, 40, 80, 160, 300, 300, 300}) {
            const auto news = learn(1, signal(Meaning::Overloaded), now);
            QCOMPARE(news->park->until, utc(now + seconds * Second));
            QVERIFY(!learn(1, signal(Meaning::Overloaded), now + 1)); // of a request that was under way with it
            now += seconds * Second;
        }
        QCOMPARE(learn(2, signal(Meaning::Overloaded), now)->park->until, utc(now + 5 * Second)); // each account has its own
        QVERIFY(learn(1, signal(Meaning::Served), now));
        QCOMPARE(learn(1, signal(Meaning::Overloaded), now)->park->until, utc(now + 5 * Second));
    }

    void neverShortensAPark()
    {
        QVERIFY(learn(1, signal(Meaning::WindowSpent, Noon + Hour), Noon));
        QVERIFY(!learn(1, signal(Meaning::Burst, Noon + Minute), Noon));
        QVERIFY(!learn(1, signal(Meaning::Overloaded), Noon));
        QVERIFY(!learn(1, signal(Meaning::Served), Noon + 1)); // asked before it was parked
        QCOMPARE(freeAt(1, Noon + 1), Noon + Hour);
        QVERIFY(learn(1, signal(Meaning::WindowSpent, Noon + 2 * Hour), Noon));
        QCOMPARE(freeAt(1, Noon), Noon + 2 * Hour);
    }

    void oneRequestProbesAfterAPark()
    {
        QVERIFY(learn(1, signal(Meaning::Burst), Noon));
        RouteQuestion asked = question();
        asked.nowMs = Noon + 5 * Second;
        const auto probe = m_routing->choose(asked, false);
        QCOMPARE(chosen(probe), 1);
        QVERIFY(probe.decision.isProbe && !probe.decision.account);
        QCOMPARE(chosen(m_routing->choose(asked, false)), 2);

        m_routing->ended(1, true); // it came to nothing: its client left
        const auto again = m_routing->choose(asked, false);
        QVERIFY(chosen(again) == 1 && again.decision.isProbe);
        const auto over = learn(1, signal(Meaning::Served), asked.nowMs);
        QVERIFY(over && over->park && over->park->until.isNull() && over->park->family.isEmpty());
        m_routing->ended(1, true);
        QVERIFY(!m_routing->choose(asked, false).decision.isProbe);
        QVERIFY(!learn(1, signal(Meaning::Served), asked.nowMs)); // nothing new
    }

    void othersEndDoesNotEndAProbe()
    {
        const auto before = m_routing->choose(question(), false);
        QVERIFY(learn(1, signal(Meaning::Burst), Noon));
        RouteQuestion asked = question();
        asked.nowMs = Noon + Minute;
        QVERIFY(m_routing->choose(asked, false).decision.isProbe);
        m_routing->ended(1, before.decision.isProbe);
        QCOMPARE(chosen(m_routing->choose(asked, false)), 2);
    }

    void aServedFamilyEndsItsPark()
    {
        QVERIFY(learn(1, signal(Meaning::FamilySpent, Noon + Minute), Noon));
        QVERIFY(!m_routing->learn(1, signal(Meaning::Served), u"haiku"_s, {}, Noon + Hour));
        const auto over = learn(1, signal(Meaning::Served), Noon + Hour);
        QVERIFY(over && over->park->until.isNull());
        QCOMPARE(over->park->family, u"opus"_s);
        QVERIFY(!m_routing->choose(pinnedAt(1, Noon + Hour), false).decision.isProbe);
    }

    void replacesQuotasByName()
    {
        RoutingSnapshot two = snapshot(2);
        two.strategy = RoutingStrategy::MostHeadroom;
        two.accounts[0].quotas = {quota(u"5h"_s, 0.3, Noon + Hour), quota(u"7d"_s, 0.9, Noon + Hour)};
        two.accounts[1].quotas = {quota(u"5h"_s, 0.5, Noon + Hour)};
        m_routing->setSnapshot(two, 0);
        QCOMPARE(chosen(m_routing->choose(question(), false)), 2);
        const QList<QuotaWindow> seen{quota(u"7d"_s, 0.2, Noon + Hour), quota(u"rpm"_s, 0.1, Noon + Hour)};
        const auto news = learn(1, signal(Meaning::Served), Noon, seen);
        QVERIFY(news && !news->park && news->quota == seen);
        const auto choice = m_routing->choose(question(), false);
        QCOMPARE(chosen(choice), 1);
        QCOMPARE(candidate(choice.decision, 1).score, 0.7);
    }

    void notesWhatItChose()
    {
        const auto first = m_routing->choose(inSession(u"s"_s), false);
        QCOMPARE(chosen(first), 1);
        QCOMPARE(m_routing->sessionCount(), 1);
        RouteQuestion tried = inSession(u"s"_s);
        tried.tried = {1};
        const auto moved = m_routing->choose(tried, false);
        QCOMPARE(chosen(moved), 2);
        QVERIFY(moved.decision.movesSession);
        QCOMPARE(moved.sessionWas, u"a1"_s);
        const auto later = m_routing->choose(inSession(u"s"_s), false);
        QCOMPARE(chosen(later), 2); // it stays there
        QCOMPARE(later.sessionWas, QString());
        QVERIFY(!later.decision.movesSession);
    }

    void countsNewSessionsAndWhatHasNone()
    {
        RoutingSnapshot pair = snapshot(2);
        pair.strategy = RoutingStrategy::Weighted;
        pair.accounts[1].routing.weight = 3;
        m_routing->setSnapshot(pair, 0);
        for (int i = 0; i < 20; ++i) // one session, one count
            QCOMPARE(chosen(m_routing->choose(inSession(u"s"_s), false)), 2);
        QList<qint64> next;
        for (int i = 0; i < 7; ++i)
            next << chosen(m_routing->choose(question(), false));
        QCOMPARE(next.count(1), 2);
        QCOMPARE(next.count(2), 5);
        // A third account takes its share from now on, and does not catch up.
        pair.accounts.push_back(account(3));
        m_routing->setSnapshot(pair, 0);
        next.clear();
        for (int i = 0; i < 10; ++i)
            next << chosen(m_routing->choose(question(), false));
        QCOMPARE(next.count(3), 2);
    }

    void theAccountOutlivesItsSnapshot()
    {
        const auto choice = m_routing->choose(question(), false);
        m_routing->setSnapshot(snapshot(0), 0);
        QCOMPARE(choice.account->name, u"a1"_s);
        m_routing->ended(1, false);
    }

    void forgetsWhatIsGoneButNotBehindALock()
    {
        QCOMPARE(chosen(m_routing->choose(inSession(u"s"_s), false)), 1);
        m_routing->setSnapshot({}, 0);
        QCOMPARE(m_routing->sessionCount(), 1);
        RoutingSnapshot without = snapshot(3);
        without.accounts.erase(without.accounts.begin());
        m_routing->setSnapshot(without, 0);
        QCOMPARE(m_routing->sessionCount(), 0);
        m_routing->ended(1, true);
        QVERIFY(!learn(1, signal(Meaning::Burst), Noon));
        QCOMPARE(chosen(m_routing->choose(inSession(u"s"_s), false)), 2);
    }
};

QTEST_GUILESS_MAIN(TestRouting)
#include "tst_routing.moc"
