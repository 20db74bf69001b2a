// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever happens: never an account that is parked or forbidden, never a refusal while one could serve, a session stays as
// long as it can, and a park ends by itself, with one real try.
#include "tests/unit/routing/routingworld.h"

#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 Worlds = 100;
constexpr int Steps = 1'000;

Routing::Choice choose(Routing &routing, const RouteQuestion &question, bool longCache)
{
    return routing.choose(question, longCache);
}

// Asks Routing something else than it was asked: as if it did not look at that part of the question.
Chooser asking(const std::function<void(RouteQuestion *)> &change)
{
    return [change](Routing &routing, RouteQuestion question, bool longCache) {
        change(&question);
        return routing.choose(question, longCache);
    };
}

struct Totals
{
    int decisions = 0;
    int refusals = 0;
    int probes = 0;
};

// The first promise that is broken in any world, with how to get there again.
QString firstBroken(const Chooser &chooser, Totals *totals)
{
    for (quint32 seed = 1; seed <= Worlds; ++seed) {
        RoutingWorld world(seed, chooser);
        QString broken;
        for (int step = 0; step <= Steps && broken.isEmpty(); ++step) {
            broken = step < Steps ? world.step() : world.end();
            if (!broken.isEmpty())
                return u"seed %1, step %2: %3"_s.arg(QString::number(seed), QString::number(step), broken);
        }
        *totals = {totals->decisions + world.decisions(), totals->refusals + world.refusals(), totals->probes + world.probes()};
    }
    return {};
}

} // namespace

class TestRoutingModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsPromises()
    {
        Totals totals;
        const QString broken = firstBroken(choose, &totals);
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
        // The worlds must be worth something: much is served, much is refused, and parks run out.
        qInfo("%d decisions, %d refusals, %d probes", totals.decisions, totals.refusals, totals.probes);
        QVERIFY(totals.decisions > 30'000);
        QVERIFY(totals.refusals > totals.decisions / 20 && totals.refusals < totals.decisions / 2);
        QVERIFY(totals.probes > 500);
    }

    // The test of the test.
    void seesWhatIsWrong_data()
    {
        QTest::addColumn<Chooser>("chooser");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *name, const Chooser &chooser, const QString &word) { QTest::newRow(name) << chooser << word; };
        row("forgets sessions", asking([](auto *question) { question->session = {}; }), u"session"_s);
        row("forgets what was tried", asking([](auto *question) { question->tried.clear(); }), u"tried"_s);
        row("lets every key use every account", asking([](auto *question) { question->accounts.clear(); }), u"forbidden"_s);
        row("lets every key use every provider", asking([](auto *question) { question->providers.clear(); }), u"forbidden"_s);
        row("lets every key use every group", asking([](auto *question) { question->groupId = 0; }), u""_s);
        row("parks no families", asking([](auto *question) { question->family.clear(); }), u""_s);
        row("lives two seconds ahead", asking([](auto *question) { question->nowMs += 2'000; }), u""_s);
        row("lives two seconds behind", asking([](auto *question) { question->nowMs -= 2'000; }), u""_s);
        row("asks for no model", asking([](auto *question) { question->model.clear(); }), u"model"_s);
        row("ignores the own login", asking([](auto *question) { question->carriesOwnLogin = false; }), u""_s);
        row(
            "refuses to probe",
            [](Routing &routing, const RouteQuestion &question, bool longCache) {
                Routing::Choice choice = routing.choose(question, longCache);
                return choice.decision.isProbe ? Routing::Choice() : choice;
            },
            u""_s);
        row(
            "never probes",
            [](Routing &routing, const RouteQuestion &question, bool longCache) {
                Routing::Choice choice = routing.choose(question, longCache);
                choice.decision.isProbe = false;
                return choice;
            },
            u"probe"_s);
    }

    void seesWhatIsWrong()
    {
        QFETCH(Chooser, chooser);
        QFETCH(QString, word);
        Totals totals;
        const QString broken = firstBroken(chooser, &totals);
        QVERIFY(!broken.isEmpty());
        QVERIFY2(broken.contains(word), qPrintable(broken));
    }
};

QTEST_GUILESS_MAIN(TestRoutingModel)
#include "tst_routingmodel.moc"
