// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/unknownmodel.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// Models that nobody serves: what is known of lists, who may be asked, what a refusal offers.
class TestUnknownModel final : public QObject
{
    Q_OBJECT

    RoutingSnapshot m_world;
    ListedModels m_listed;
    RouteQuestion m_question;

    RelayAccount &add(qint64 id, Protocol protocol = Protocol::Anthropic)
    {
        RelayAccount account;
        account.id = id;
        account.name = u"a%1"_s.arg(id);
        account.protocol = protocol;
        account.secret = shareSecret(QByteArray("secret"));
        m_world.accounts.push_back(account);
        return m_world.accounts.back();
    }
    void list(qint64 id, const QSet<QString> &names, bool isAll = true)
    {
        m_listed.set(id, m_world.accounts[static_cast<std::size_t>(id - 1)].protocol, names, isAll);
        m_world.listed = std::make_shared<const ListedModels>(m_listed);
    }
    RouteDecision ask(const QString &model)
    {
        m_question.model = model;
        m_question.nowMs = 1'000'000;
        return route(m_world, {}, Sessions(), m_question);
    }

private Q_SLOTS:
    void init()
    {
        m_world = {};
        m_listed = {};
        m_question = {};
    }

    void onlyAWholeListRulesAModelOut_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<bool>("mayServe");
        const auto row = [](const QString &asked, bool mayServe) { QTest::newRow(qPrintable(asked)) << asked << mayServe; };
        row(u"claude-x-4-20260101"_s, true);
        row(u"claude-x-4"_s, true);
        row(u"claude-x-4-latest"_s, true);
        row(u"claude-x-4-20260101-fast"_s, true);
        row(u"vendor/y:free"_s, true);
        row(u"vendor/y"_s, true);
        row(u"gpt-5"_s, false);
        row(u"claude-x-40"_s, false);
        row(u"claude-x-4-20260102"_s, false);
        row(u"vendor/yy"_s, false);
        row(u"y"_s, false);
    }
    void onlyAWholeListRulesAModelOut()
    {
        QFETCH(QString, asked);
        ListedModels listed;
        QVERIFY(listed.mayServe(1, Protocol::Anthropic, asked)); // unknown
        const QSet<QString> names{u"claude-x-4-20260101"_s, u"vendor/y"_s};
        listed.set(1, Protocol::Anthropic, names, false);
        QVERIFY(listed.mayServe(1, Protocol::Anthropic, asked));
        listed.set(1, Protocol::Anthropic, names, true);
        QTEST(listed.mayServe(1, Protocol::Anthropic, asked), "mayServe");
        QVERIFY(listed.mayServe(1, Protocol::OpenAi, asked)); // of another list
        QVERIFY(listed.mayServe(2, Protocol::Anthropic, asked));
        listed.set(1, Protocol::Anthropic, {}, true); // an empty list says nothing
        QVERIFY(listed.mayServe(1, Protocol::Anthropic, asked));
    }

    void whoListsTheModelServesIt()
    {
        add(1);
        add(2);
        list(1, {u"claude-x"_s});
        list(2, {u"claude-y"_s});
        const RouteDecision decision = ask(u"claude-y"_s);
        QVERIFY(decision.account);
        QCOMPARE(decision.account->id, 2);
        QVERIFY(decision.step.candidates[0].reason == RouteReason::ModelNotServed);
    }

    void theUsersWordCountsMoreThanAList()
    {
        add(1).routing.models.allow = {u"*"_s};
        list(1, {u"claude-x"_s});
        QVERIFY(ask(u"gpt-5"_s).account);
        m_world.accounts[0].routing.models = {{}, {{u"mine"_s, u"claude-x"_s}}};
        QVERIFY(ask(u"mine"_s).account);
        QVERIFY(!ask(u"gpt-5"_s).account);
    }

    void aRequestWithoutAModelIsNotJudged()
    {
        add(1);
        list(1, {u"claude-x"_s});
        QVERIFY(ask({}).account);
    }

    void itIsTheModelOnlyWhereNothingElseIs()
    {
        QVERIFY(!isModelUnknown(ask(u"gpt-5"_s).step)); // no account at all
        add(1, Protocol::OpenAi);
        QVERIFY(!isModelUnknown(ask(u"gpt-5"_s).step)); // none speaks the protocol
        add(2);
        list(2, {u"claude-x"_s});
        QVERIFY(isModelUnknown(ask(u"gpt-5"_s).step));
        add(3).parkedUntil = QDateTime::fromMSecsSinceEpoch(2'000'000, Qt::UTC); // it may serve it, later
        QVERIFY(!isModelUnknown(ask(u"gpt-5"_s).step));
        m_question.accounts = {2};
        QVERIFY(isModelUnknown(ask(u"gpt-5"_s).step));
    }

    void offersWhatTheKeyCouldAskFor()
    {
        add(1).routing.models = {{u"claude-b"_s, u"claude-1-*"_s}, {{u"mine"_s, u"claude-b"_s}}};
        add(2);
        add(3).state = Account::State::Paused;
        add(4, Protocol::OpenAi);
        list(1, {u"not-allowed"_s});
        list(2, {u"claude-c"_s, u"claude-a"_s, u"claude-b"_s}, false);
        list(3, {u"paused"_s});
        list(4, {u"gpt"_s});
        QCOMPARE(availableModels(m_world, m_question),
                 QStringList({u"claude-1-*"_s, u"claude-a"_s, u"claude-b"_s, u"claude-c"_s, u"mine"_s}));
        m_question.models = {u"claude-a"_s}; // a pattern stays: what of it the key may use is not looked into
        QCOMPARE(availableModels(m_world, m_question), QStringList({u"claude-1-*"_s, u"claude-a"_s}));
        m_question.accounts = {4};
        QVERIFY(availableModels(m_world, m_question).isEmpty());
    }

    void namesAFewOfMany()
    {
        QCOMPARE(unknownModelText(u"x"_s, {}), u"No account serves the model x."_s);
        QCOMPARE(unknownModelText(u"x"_s, {u"a"_s, u"b"_s}), u"No account serves the model x. Available: a, b."_s);
        QStringList many;
        for (int number = 0; number < 27; ++number)
            many << u"m%1"_s.arg(number);
        QVERIFY(unknownModelText(u"x"_s, many).endsWith(u", m19 and 7 more."));
    }
};

QTEST_APPLESS_MAIN(TestUnknownModel)
#include "tst_unknownmodel.moc"
