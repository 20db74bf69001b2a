// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/modelcatalogue.h"
#include "tests/integration/relay/modelsfixture.h"

#include <QSignalSpy>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// What providers list, and for how long it is kept.
class TestModelCatalogue final : public QObject
{
    Q_OBJECT

    HttpEngine m_engine{HttpEngine::Options{}};
    std::unique_ptr<ScriptedUpstream> m_upstream;
    std::unique_ptr<ModelCatalogue> m_catalogue;
    std::unique_ptr<QSignalSpy> m_learnt;

    void start(ModelCatalogue::Ages ages)
    {
        m_catalogue = std::make_unique<ModelCatalogue>(m_engine, nullptr, SignalReport(), ages);
        m_learnt = std::make_unique<QSignalSpy>(m_catalogue.get(), &ModelCatalogue::learnt);
    }
    [[nodiscard]] RelayAccount account(qint64 id) const
    {
        RelayAccount one;
        one.id = id;
        one.baseUrl = m_upstream->url();
        one.secret = shareSecret(QByteArray("secret"));
        return one;
    }
    QStringList told(qint64 id)
    {
        QStringList ids;
        const auto known = m_catalogue->look(account(id), Protocol::Anthropic, {});
        for (const ListedModel &model : known.list ? known.list->models : QList<ListedModel>())
            ids << model.id;
        return ids;
    }

private Q_SLOTS:
    void init()
    {
        m_upstream = std::make_unique<ScriptedUpstream>();
        ModelsFixture::listWith(*m_upstream, ModelsFixture::anthropicList({"a"}));
    }
    void cleanup()
    {
        m_learnt.reset();
        m_catalogue.reset();
        m_upstream.reset();
    }

    void theFirstListIsWaitedFor()
    {
        start({});
        const auto known = m_catalogue->look(account(1), Protocol::Anthropic, {});
        QVERIFY(!known.list && known.isComing);
        QVERIFY(m_learnt->wait());
        QCOMPARE(told(1), QStringList{u"a"_s});
        QCOMPARE(m_upstream->seen().size(), 1);
        QVERIFY(!m_catalogue->look(account(1), Protocol::Anthropic, {}).isComing);
    }

    void staleIsToldWhileItIsFetchedAnew()
    {
        start({0ms, 0ms}); // stale at once
        (void)told(1);
        QVERIFY(m_learnt->wait());
        m_upstream->setAnswer([](const ScriptedUpstream::Seen &) {}); // slow
        QCOMPARE(told(1), QStringList{u"a"_s});
        QTRY_COMPARE(m_upstream->seen().size(), 2);
        QCOMPARE(told(1), QStringList{u"a"_s});
        QVERIFY(!m_catalogue->look(account(1), Protocol::Anthropic, {}).isComing); // nobody waits for it
        m_upstream->seen().last().socket->write(ScriptedUpstream::json(200, ModelsFixture::anthropicList({"b"})));
        QVERIFY(m_learnt->wait());
        QCOMPARE(told(1), QStringList{u"b"_s});
    }

    void whatIsFetchedIsNotFetchedAgainMeanwhile()
    {
        start({0ms, 0ms});
        m_upstream->setAnswer([](const ScriptedUpstream::Seen &) {});
        for (int i = 0; i < 5; ++i)
            (void)told(1);
        QTRY_COMPARE(m_upstream->seen().size(), 1);
        m_upstream->seen().last().socket->write(ScriptedUpstream::json(200, ModelsFixture::anthropicList({"a"})));
        QVERIFY(m_learnt->wait());
        QCOMPARE(m_upstream->connectionCount(), 1);
    }

    void aFailureKeepsWhatIsKnown_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("an error") << ScriptedUpstream::json(500, "{}");
        QTest::newRow("no list") << ScriptedUpstream::json(200, "<html>");
    }
    void aFailureKeepsWhatIsKnown()
    {
        QFETCH(QByteArray, answer);
        start({0ms, std::chrono::hours(1)});
        (void)told(1);
        QVERIFY(m_learnt->wait());
        m_upstream->answerWith(answer);
        QCOMPARE(told(1), QStringList{u"a"_s});
        QVERIFY(m_learnt->wait());
        QCOMPARE(told(1), QStringList{u"a"_s});
        QCOMPARE(m_upstream->seen().size(), 2); // and is not tried again at once
    }

    void aFirstFailureIsNotWaitedForAgain()
    {
        start({});
        m_upstream->answerWith(ScriptedUpstream::json(403, "{}"));
        QVERIFY(m_catalogue->look(account(1), Protocol::Anthropic, {}).isComing);
        QVERIFY(m_learnt->wait());
        QVERIFY(!m_catalogue->look(account(1), Protocol::Anthropic, {}).isComing);
        QVERIFY(told(1).isEmpty());
    }

    void manyAreFetchedAFewAtATime()
    {
        start({});
        m_upstream->setAnswer([](const ScriptedUpstream::Seen &) {});
        constexpr int Many = ModelCatalogue::MostFetches + 3;
        for (int id = 1; id <= Many; ++id)
            (void)told(id);
        QTRY_COMPARE(m_upstream->seen().size(), ModelCatalogue::MostFetches);
        ModelsFixture::listWith(*m_upstream, ModelsFixture::anthropicList({"a"}));
        for (const auto &seen : m_upstream->seen())
            seen.socket->write(ScriptedUpstream::json(200, ModelsFixture::anthropicList({"a"})));
        QTRY_COMPARE(m_learnt->size(), Many);
        const auto first = m_catalogue->look(account(1), Protocol::Anthropic, {}).list;
        QVERIFY(first && m_catalogue->look(account(Many), Protocol::Anthropic, {}).list == first); // kept once
    }

    void accountsThatAreGoneOrMovedAreForgotten()
    {
        start({});
        (void)told(1);
        (void)told(2);
        QTRY_COMPARE(m_learnt->size(), 2);
        QVERIFY(!m_catalogue->setAccounts({})); // a locked vault shows none
        QCOMPARE(told(1), QStringList{u"a"_s});
        QVERIFY(m_catalogue->setAccounts({account(1)}));
        QVERIFY(told(2).isEmpty());
        RelayAccount moved = account(1);
        moved.baseUrl += "/elsewhere";
        QVERIFY(m_catalogue->setAccounts({moved}));
        QVERIFY(told(1).isEmpty());
    }

    void namesSayWhoseListsHaveAll()
    {
        start({});
        RelayAccount all = account(1);
        all.listsAllModels = true;
        (void)m_catalogue->look(all, Protocol::Anthropic, {});
        (void)told(2);
        QTRY_COMPARE(m_learnt->size(), 2);
        const ListedModels names = m_catalogue->names();
        QCOMPARE(names.names(1, Protocol::Anthropic), QStringList{u"a"_s});
        QVERIFY(!names.mayServe(1, Protocol::Anthropic, u"other"_s));
        QVERIFY(names.mayServe(2, Protocol::Anthropic, u"other"_s));
    }

    void whoHasNoListIsNotAsked()
    {
        start({});
        RelayAccount without = account(1);
        without.secret.reset();
        QVERIFY(!m_catalogue->look(without, Protocol::Anthropic, {}).isComing);
        RelayAccount codeAssist = account(2);
        codeAssist.protocol = Protocol::Gemini;
        codeAssist.pathStyle = PathStyle::CodeAssist;
        QVERIFY(!m_catalogue->look(codeAssist, Protocol::Gemini, {}).isComing);
    }
};

QTEST_GUILESS_MAIN(TestModelCatalogue)
#include "tst_modelcatalogue.moc"
