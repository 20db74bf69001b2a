// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/keypolicyargs.h"
#include "app/control/routingjson.h"

#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// What is typed becomes a policy, a group, an account's part in routing; or a sentence on what is wrong with it.
class TestKeyPolicyArgs final : public QObject
{
    Q_OBJECT

    static QList<Account> accounts()
    {
        Account work;
        work.id = 4;
        work.name = u"work"_s;
        Account home = work;
        home.id = 9;
        home.name = u"home, sweet"_s;
        return {work, home};
    }
    static Result<KeyPolicy> changed(const QJsonObject &args, const KeyPolicy &before = {})
    {
        return changedPolicy(before, args, accounts(), {{3, u"team"_s, RoutingStrategy::Priority, {4}}});
    }

private Q_SLOTS:
    void everyLimitIsRead()
    {
        const Result<KeyPolicy> policy = changed({{u"providers"_s, u"one, two"_s},
                                                  {u"models"_s, u"claude-*"_s},
                                                  {u"aliases"_s, u"fast = claude-a, gpt-*=claude-b"_s},
                                                  {u"accounts"_s, u"work"_s},
                                                  {u"group"_s, u"team"_s},
                                                  {u"requests_per_minute"_s, 1},
                                                  {u"requests_per_hour"_s, 2},
                                                  {u"requests_per_day"_s, 3},
                                                  {u"tokens_per_minute"_s, 4},
                                                  {u"tokens_per_day"_s, 5},
                                                  {u"concurrent"_s, 6},
                                                  {u"queue"_s, 7},
                                                  {u"queue_seconds"_s, 8},
                                                  {u"expires_after_days"_s, 9},
                                                  {u"contents_days"_s, 10},
                                                  {u"contents_kb"_s, 11},
                                                  {u"contents_mb"_s, 12},
                                                  {u"budget_day"_s, u"0.5"_s},
                                                  {u"budget_week"_s, u"2"_s},
                                                  {u"budget_month"_s, u"$3.25"_s},
                                                  {u"budget_total"_s, u"0.000000001"_s}});
        QVERIFY2(policy, policy ? "" : qPrintable(policy.error().detail));
        KeyPolicy expected;
        expected.providers = {u"one"_s, u"two"_s};
        expected.models = {u"claude-*"_s};
        expected.aliases = {{u"fast"_s, u"claude-a"_s}, {u"gpt-*"_s, u"claude-b"_s}};
        expected.accounts = {4};
        expected.groupId = 3;
        expected.contentsDays = 10;
        expected.contentsKb = 11;
        expected.contentsMb = 12;
        expected.requestsPerMinute = 1;
        expected.requestsPerHour = 2;
        expected.requestsPerDay = 3;
        expected.tokensPerMinute = 4;
        expected.tokensPerDay = 5;
        expected.concurrent = 6;
        expected.queueSize = 7;
        expected.queueSeconds = 8;
        expected.expiresAfterDays = 9;
        expected.budgetDay = 500'000'000;
        expected.budgetWeek = 2'000'000'000;
        expected.budgetMonth = 3'250'000'000;
        expected.budgetTotal = 1;
        QCOMPARE(*policy, expected);
        QCOMPARE(*changed({}, expected), expected); // what is not named stays

        const Result<KeyPolicy> open = changed({{u"providers"_s, u"any"_s},
                                                {u"models"_s, u"any"_s},
                                                {u"aliases"_s, u"none"_s},
                                                {u"accounts"_s, u"any"_s},
                                                {u"group"_s, u"any"_s},
                                                {u"budget_total"_s, u"0"_s}},
                                               expected);
        QVERIFY(open);
        QVERIFY(open->providers.isEmpty() && open->models.isEmpty() && open->accounts.isEmpty());
        QVERIFY(open->aliases.isEmpty());
        QCOMPARE(open->groupId, 0);
        QCOMPARE(open->budgetTotal, 0);
    }

    void aliasesAreAddedTakenAwayAndReplaced()
    {
        const ModelAliases before{{u"fast"_s, u"a"_s}, {u"old"_s, u"b"_s}};
        QCOMPARE(*changedAliases(before, {}), before);
        QCOMPARE(*changedAliases(before, {{u"add"_s, u"fast=c, gpt-*=d"_s}, {u"remove"_s, u"old"_s}}),
                 (ModelAliases{{u"fast"_s, u"c"_s}, {u"gpt-*"_s, u"d"_s}}));
        QCOMPARE(*changedAliases(before, {{u"set"_s, u"x=y"_s}}), (ModelAliases{{u"x"_s, u"y"_s}}));
        QVERIFY(changedAliases(before, {{u"set"_s, u"none"_s}})->isEmpty());
        QCOMPARE(changedAliases(before, {{u"remove"_s, u"nobody"_s}}).error().code, Error::Code::NotFound);
        QVERIFY(changedAliases(before, {{u"add"_s, u"fast"_s}}).error().detail.contains(u"write NAME=MODEL"));
    }

    void expiriesAreLocalDays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDateTime>("expected");
        QTest::newRow("day") << u"2027-03-31"_s << QDate(2027, 3, 31).endOfDay();
        QTest::newRow("time") << u"2027-03-31T18:00"_s << QDateTime(QDate(2027, 3, 31), QTime(18, 0));
        QTest::newRow("never") << u"never"_s << QDateTime();
    }

    void expiriesAreLocalDays()
    {
        QFETCH(QString, text);
        QFETCH(QDateTime, expected);
        KeyPolicy before;
        before.expiresAt = QDateTime::currentDateTimeUtc();
        const Result<KeyPolicy> policy = changed({{u"expires"_s, text}}, before);
        QVERIFY(policy);
        QCOMPARE(policy->expiresAt.isValid(), expected.isValid());
        if (expected.isValid())
            QCOMPARE(policy->expiresAt, expected);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QJsonObject>("args");
        QTest::addColumn<QString>("words");
        QTest::newRow("date") << QJsonObject{{u"expires"_s, u"soon"_s}} << u"\"soon\" is no date"_s;
        QTest::newRow("day that is none") << QJsonObject{{u"expires"_s, u"2027-02-30"_s}} << u"no date"_s;
        QTest::newRow("account") << QJsonObject{{u"accounts"_s, u"work, nobody"_s}} << u"no account named \"nobody\""_s;
        QTest::newRow("group") << QJsonObject{{u"group"_s, u"nobody"_s}} << u"no group named \"nobody\""_s;
        QTest::newRow("negative") << QJsonObject{{u"requests_per_day"_s, -1}} << u"requests_per_day"_s;
        QTest::newRow("money") << QJsonObject{{u"budget_day"_s, u"1,50"_s}} << u"no amount of dollars"_s;
        QTest::newRow("debt") << QJsonObject{{u"budget_day"_s, u"-1"_s}} << u"no amount of dollars"_s;
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QJsonObject, args);
        QFETCH(QString, words);
        const Result<KeyPolicy> policy = changed(args);
        QVERIFY(!policy);
        QCOMPARE(policy.error().code, Error::Code::Invalid);
        QVERIFY2(policy.error().detail.contains(words), qPrintable(policy.error().detail));
    }

    void moneyIsWrittenAsItIsRead()
    {
        for (const qint64 nanos : {0LL, 1LL, 10'000'000LL, 500'000'000LL, 1'000'000'000LL, 99'999'999'999'999'999LL}) {
            const Result<qint64> read = nanoDollarsFromText(nanoDollarsText(nanos));
            QVERIFY(read);
            QCOMPARE(*read, nanos);
        }
        QCOMPARE(nanoDollarsText(2'500'000'000), u"2.50"_s);
    }

    void routingOfAnAccountIsChangedFieldByField()
    {
        const Result<AccountRouting> routing = changedRouting({}, {{u"priority"_s, -3},
                                                                   {u"weight"_s, 5},
                                                                   {u"reserve"_s, 15},
                                                                   {u"models"_s, u"claude-*, other"_s},
                                                                   {u"aliases"_s, u"fast=claude-haiku-4-5"_s}});
        QVERIFY(routing);
        const AccountRouting expected{-3, 5, 15, {{u"claude-*"_s, u"other"_s}, {{u"fast"_s, u"claude-haiku-4-5"_s}}}};
        QCOMPARE(*routing, expected);
        QCOMPARE(*changedRouting(expected, {}), expected);
        const Result<AccountRouting> open = changedRouting(expected, {{u"models"_s, u"any"_s}, {u"aliases"_s, u"none"_s}});
        QVERIFY(open && open->models == ModelRules());
        QVERIFY(!changedRouting({}, {{u"aliases"_s, u"fast"_s}}));
    }

    void groupsAreChangedFieldByField()
    {
        const Result<AccountGroup> group = changedGroup(
            {}, {{u"name"_s, u"team"_s}, {u"strategy"_s, u"most-headroom"_s}, {u"accounts"_s, u"work"_s}}, accounts());
        QVERIFY(group);
        QCOMPARE(*group, (AccountGroup{0, u"team"_s, RoutingStrategy::MostHeadroom, {4}}));
        QCOMPARE(*changedGroup(*group, {}, accounts()), *group);
        QVERIFY(!changedGroup(*group, {{u"strategy"_s, u"luck"_s}}, accounts()));
        QVERIFY(!changedGroup(*group, {{u"accounts"_s, u"nobody"_s}}, accounts()));
    }
};

QTEST_GUILESS_MAIN(TestKeyPolicyArgs)
#include "tst_keypolicyargs.moc"
