// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountrouting.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestAccountRouting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesPatterns_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("matches");
        const auto row = [](const QString &pattern, const QString &name, bool matches) {
            QTest::addRow("%s / %s", qPrintable(pattern), qPrintable(name)) << pattern << name << matches;
        };
        row(u"claude-opus-4"_s, u"claude-opus-4"_s, true);
        row(u"claude-opus-4"_s, u"claude-opus-4-1"_s, false);
        row(u"claude-opus-4"_s, u"Claude-Opus-4"_s, false);
        row(u"claude-*-4*"_s, u"claude-opus-4"_s, true);
        row(u"claude-*-4*"_s, u"claude-sonnet-4-5-20250929"_s, true);
        row(u"claude-*-4*"_s, u"claude-opus-3-7"_s, false);
        row(u"claude-*-4*"_s, u"claude-4"_s, false);
        row(u"*"_s, u"anything"_s, true);
        row(u"*"_s, u""_s, true);
        row(u"**"_s, u"x"_s, true);
        row(u""_s, u""_s, true);
        row(u""_s, u"x"_s, false);
        row(u"x"_s, u""_s, false);
        row(u"*opus"_s, u"opus-opus"_s, true);
        row(u"*opus"_s, u"opus-opus-4"_s, false);
        row(u"*aab"_s, u"aaaaab"_s, true);
        row(u"a*b*c"_s, u"a-b-b-c"_s, true);
        row(u"a*b*c"_s, u"a-c-b"_s, false);
        row(u"claude.?"_s, u"claude.x"_s, false); // only the star is special
    }

    void matchesPatterns()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QTEST(matchesPattern(pattern, name), "matches");
    }

    void takesNoLongerForManyStars()
    {
        // A matcher that tries every way to divide the text would not come back.
        QVERIFY(!matchesPattern(QString(u"a*"_s.repeated(30) + u'b'), u"a"_s.repeated(200)));
    }

    void judgesAModelByItsAlias()
    {
        const ModelRules rules{{u"claude-haiku-*"_s}, {{u"fast"_s, u"claude-haiku-4-5"_s}, {u"claude-haiku-old"_s, u"retired"_s}}};
        QVERIFY(allowsModel(rules, u"claude-haiku-4-5"_s));
        QVERIFY(allowsModel(rules, u"fast"_s));
        QVERIFY(!allowsModel(rules, u"Fast"_s));
        QVERIFY(!allowsModel(rules, u"claude-haiku-old"_s)); // judged as "retired"
        QVERIFY(!allowsModel(rules, u"claude-opus-4"_s));
        QVERIFY(allowsModel(rules, {})); // lists and probes ask for none
        QVERIFY(allowsModel({{}, rules.aliases}, u"claude-haiku-old"_s));
    }

    void namesEveryStrategyBothWays()
    {
        const QStringList names{u"priority"_s, u"fill-first"_s,    u"least-recently-used"_s,
                                u"weighted"_s, u"most-headroom"_s, u"soonest-reset"_s};
        for (const QString &name : names) {
            RoutingStrategy strategy{};
            QVERIFY(strategyFromName(name, &strategy));
            QCOMPARE(strategyName(strategy), name);
        }
        RoutingStrategy untouched = RoutingStrategy::Weighted;
        QVERIFY(!strategyFromName(u"Priority"_s, &untouched));
        QCOMPARE(untouched, RoutingStrategy::Weighted);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<int>("priority");
        QTest::addColumn<int>("weight");
        QTest::addColumn<int>("reserve");
        QTest::addColumn<QString>("word"); // empty: nothing is
        QTest::newRow("as it comes") << 0 << 1 << 0 << QString();
        QTest::newRow("all at one end") << -1000 << 1 << 0 << QString();
        QTest::newRow("all at the other") << 1000 << 100 << 95 << QString();
        QTest::newRow("priority below") << -1001 << 1 << 0 << u"priority"_s;
        QTest::newRow("priority above") << 1001 << 1 << 0 << u"priority"_s;
        QTest::newRow("no weight") << 0 << 0 << 0 << u"weight"_s;
        QTest::newRow("weight above") << 0 << 101 << 0 << u"weight"_s;
        QTest::newRow("reserve below") << 0 << 1 << -1 << u"reserve"_s;
        QTest::newRow("reserve above") << 0 << 1 << 96 << u"reserve"_s;
    }

    void saysWhatIsWrong()
    {
        QFETCH(int, priority);
        QFETCH(int, weight);
        QFETCH(int, reserve);
        QFETCH(QString, word);
        const QString problem = problemWith(AccountRouting{priority, weight, reserve, {}});
        QCOMPARE(problem.isEmpty(), word.isEmpty());
        QVERIFY2(problem.contains(word), qPrintable(problem));
    }

    void refusesNamesThatCanNeverMatch()
    {
        const auto problem = [](const QStringList &allow, const QMap<QString, QString> &aliases) {
            return problemWith(AccountRouting{0, 1, 0, {allow, aliases}});
        };
        QCOMPARE(problem({u"claude-*"_s, u"*"_s}, {{u"fast"_s, u"claude-haiku-4-5"_s}}), QString());
        QVERIFY(problem({u"claude-*"_s, u""_s}, {}).contains(u"pattern"));
        QVERIFY(problem({u" claude-*"_s}, {}).contains(u"\" claude-*\""));
        QVERIFY(problem({u"x"_s.repeated(201)}, {}).contains(u"200"));
        QVERIFY(problem({}, {{u"fast*"_s, u"claude-haiku-4-5"_s}}).contains(u"\"fast*\""));
        QVERIFY(problem({}, {{u"fast"_s, u""_s}}).contains(u"alias"));
    }
};

QTEST_GUILESS_MAIN(TestAccountRouting)
#include "tst_accountrouting.moc"
