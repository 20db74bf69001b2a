// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/modelmerge.h"

#include <QTest>

#include <algorithm>
#include <list>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// One list of several accounts' lists.
class TestModelMerge final : public QObject
{
    Q_OBJECT

    std::list<RelayAccount> m_accounts;
    std::vector<KnownModels> m_known;
    ModelQuestion m_question;

    RelayAccount &add(Protocol protocol, const QString &provider, const QStringList &ids)
    {
        RelayAccount &account = m_accounts.emplace_back();
        account.protocol = protocol;
        account.providerId = provider;
        ModelList list;
        for (const QString &id : ids) {
            ListedModel model;
            model.id = id;
            model.shape = protocol == Protocol::OpenAi ? ModelShape::OpenAi : ModelShape::Anthropic;
            model.description = "{\"id\":\"" + id.toUtf8() + "\",\"of\":\"" + provider.toUtf8() + "\"}";
            list.models << model;
        }
        m_known.push_back({&account, protocol, std::make_shared<const ModelList>(list)});
        return account;
    }
    QStringList ids() const
    {
        QStringList all;
        for (const ListedModel &model : mergedModels(m_known, m_question))
            all << model.id;
        return all;
    }
    ListedModel merged(const QString &id) const
    {
        for (const ListedModel &model : mergedModels(m_known, m_question)) {
            if (model.id == id)
                return model;
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_accounts.clear();
        m_known.clear();
        m_question = {};
    }

    void eachModelOnceTheAskersOwnFirst()
    {
        add(Protocol::OpenAi, u"lab"_s, {u"z"_s, u"a"_s, u"both"_s});
        add(Protocol::Anthropic, u"work"_s, {u"y"_s, u"b"_s});
        add(Protocol::Anthropic, u"home"_s, {u"y"_s, u"both"_s});
        QCOMPARE(ids(), QStringList({u"b"_s, u"both"_s, u"y"_s, u"a"_s, u"z"_s}));
        m_question.route.protocol = Protocol::OpenAi;
        QCOMPARE(ids(), QStringList({u"a"_s, u"both"_s, u"z"_s, u"b"_s, u"y"_s}));
        std::reverse(m_known.begin(), m_known.end());
        QCOMPARE(ids(), QStringList({u"a"_s, u"both"_s, u"z"_s, u"b"_s, u"y"_s})); // whatever the order of accounts
    }

    void theDescriptionInTheWantedShapeCounts()
    {
        add(Protocol::OpenAi, u"lab"_s, {u"both"_s});
        add(Protocol::Anthropic, u"work"_s, {u"both"_s});
        add(Protocol::Anthropic, u"home"_s, {u"both"_s});
        QCOMPARE(merged(u"both"_s).owner, u"work"_s);
        QVERIFY(merged(u"both"_s).description.contains("work"));
        m_question.shape = ModelShape::OpenAi;
        QVERIFY(merged(u"both"_s).description.contains("lab"));
    }

    void rulesOfAccountAndKeyHold()
    {
        add(Protocol::Anthropic, u"work"_s, {u"claude-a"_s, u"claude-b"_s, u"old"_s}).routing.models.allow = {u"claude-*"_s};
        QCOMPARE(ids(), QStringList({u"claude-a"_s, u"claude-b"_s}));
        m_question.route.models = {u"*-b"_s};
        QCOMPARE(ids(), QStringList{u"claude-b"_s});
    }

    void namesThatAnAccountIsAllowedAreKnown()
    {
        RelayAccount &account = add(Protocol::Anthropic, u"work"_s, {});
        account.routing.models = {{u"claude-a"_s, u"claude-1*"_s}, {{u"mine"_s, u"claude-a"_s}, {u"lost"_s, u"other"_s}}};
        m_known.front().list = nullptr;
        QCOMPARE(ids(), QStringList({u"claude-a"_s, u"mine"_s}));
        QVERIFY(merged(u"claude-a"_s).description.isEmpty());
        QCOMPARE(merged(u"claude-a"_s).owner, u"work"_s);
    }

    void aliasesStandBesideTheirModels()
    {
        add(Protocol::OpenAi, u"lab"_s, {u"gpt"_s});
        add(Protocol::Anthropic, u"work"_s, {u"claude-a"_s});
        m_question.aliases = {
            {u"fast"_s, u"claude-a"_s}, {u"gpt-*"_s, u"claude-a"_s}, {u"later"_s, u"not-listed-yet"_s}, {u"wide"_s, u"gpt"_s}};
        QCOMPARE(ids(), QStringList({u"claude-a"_s, u"fast"_s, u"later"_s, u"gpt"_s, u"wide"_s}));
        QCOMPARE(merged(u"fast"_s).displayName, u"fast (claude-a)"_s);
        QVERIFY(merged(u"fast"_s).description.isEmpty()); // it would say another name
        QVERIFY(!merged(u"claude-a"_s).description.isEmpty());
        m_question.route.models = {u"gpt"_s}; // what serves is what the key must allow
        QCOMPARE(ids(), QStringList({u"gpt"_s, u"wide"_s}));
    }
};

QTEST_APPLESS_MAIN(TestModelMerge)
#include "tst_modelmerge.moc"
