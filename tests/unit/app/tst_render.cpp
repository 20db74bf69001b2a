// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/render.h"

#include <QJsonArray>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestRender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alignsColumns()
    {
        QCOMPARE(renderTable({{u"ID"_s, u"NAME"_s}, {u"1"_s, u"work"_s}, {u"100"_s, u"x"_s}}), u"ID   NAME\n1    work\n100  x\n"_s);
    }

    void namesCantSteerTheTerminal()
    {
        const QString text = renderTable({{u"\x1b[31mred\x07"_s, u"a\nb"_s}});
        QCOMPARE(text, u"?[31mred?  a?b\n"_s);
    }

    void showsBudgetsInDollars()
    {
        const QJsonObject policy{{u"budget_day_nanos"_s, 500'000'000}, {u"budget_total_nanos"_s, 1'234'567}, {u"requests_per_minute"_s, 3}};
        const QString text = renderResult(u"keys show"_s, {{u"key"_s, QJsonObject{{u"name"_s, u"script"_s}, {u"policy"_s, policy}}}});
        QVERIFY2(text.contains(u"budget day           $0.50\n"_s), qUtf8Printable(text));
        QVERIFY2(text.contains(u"budget total         $0.001234567\n"_s), qUtf8Printable(text));
        QVERIFY2(text.contains(u"requests per minute  3\n"_s), qUtf8Printable(text));
    }

    void showsUsage()
    {
        const auto totals = [](qint64 requests, qint64 cost, qint64 unpriced) {
            return QJsonObject{{u"requests"_s, requests}, {u"failed"_s, 1},         {u"unpriced"_s, unpriced}, {u"input"_s, 12'000},
                               {u"output"_s, 34},         {u"cache_write_5m"_s, 5}, {u"cache_write_1h"_s, 6},  {u"cache_read"_s, 7'000'000},
                               {u"cost_nanos"_s, cost}};
        };
        QJsonObject unnamed = totals(1, 0, 1);
        unnamed.insert(u"name"_s, QString());
        const QJsonObject usage{{u"rows"_s, QJsonArray{unnamed}}, {u"total"_s, totals(2, 1'500'000'000, 1)}};
        const QString text = renderResult(u"usage"_s, {{u"usage"_s, usage}});
        QCOMPARE(text, u"             REQUESTS  FAILED  INPUT   OUTPUT  CACHE WRITES  CACHE READS  COST\n"
                       "(not known)  1         1       12,000  34      11            7,000,000    $0.0000\n"
                       "total        2         1       12,000  34      11            7,000,000    $1.50\n"
                       "1 requests of models without a price are not in the cost\n"_s);
        QCOMPARE(renderResult(u"usage"_s, {{u"usage"_s, QJsonObject{{u"total"_s, totals(0, 0, 0)}}}}),
                 u"nothing was used in this time\n"_s);
        QCOMPARE(renderResult(u"usage"_s, {{u"csv"_s, u"a,b\r\n"_s}}), u"a,b\r\n"_s);
    }

    void showsHowLongRequestsAreKept()
    {
        QJsonObject retention{{u"days"_s, 1000},
                              {u"max_requests"_s, 10'000'000},
                              {u"requests"_s, 1234},
                              {u"oldest_at"_s, u"2026-02-03T10:00:00Z"_s},
                              {u"bytes"_s, 3'210'000}};
        const auto text = [&retention] { return renderResult(u"usage retention"_s, {{u"retention"_s, retention}}); };
        QCOMPARE(text(), u"single requests are kept for 1,000 days, the newest 10,000,000 at most; sums stay\n"
                         "now: 1,234 requests since 2026-02-03, 3.2 MB on disk\n"_s);
        retention[u"requests"_s] = 0;
        retention[u"oldest_at"_s] = QJsonValue();
        QVERIFY(text().endsWith(u"now: 0 requests, 3.2 MB on disk\n"_s));
        retention.insert(u"problem"_s, u"ledger.db is damaged"_s);
        QVERIFY(text().endsWith(u"sums stay\nledger.db is damaged\n"_s));
    }

    void showsQuotasWithAgeSourceAndPace()
    {
        const QJsonObject said{{u"name"_s, u"5h"_s},
                               {u"used"_s, 0.42},
                               {u"resets_at"_s, u"2026-11-26T14:00:00.000Z"_s},
                               {u"age_seconds"_s, 20},
                               {u"stale"_s, false},
                               {u"source"_s, u"anthropic-ratelimit-unified-5h"_s},
                               {u"pace"_s, QJsonObject{{u"text"_s, u"at this pace it lasts until the reset"_s}}}};
        const QJsonObject old{{u"name"_s, u"credits"_s}, {u"remaining"_s, 12'400}, {u"age_seconds"_s, 8000}, {u"stale"_s, true}};
        const QJsonObject early{{u"name"_s, u"x\u001b"_s}, {u"age_seconds"_s, -4000}, {u"stale"_s, true}};
        const QJsonObject account{{u"account"_s, u"Work"_s}, {u"windows"_s, QJsonArray{said, old, early}}};
        QCOMPARE(renderResult(u"quota"_s, {{u"quota"_s, QJsonArray{account}}}),
                 u"ACCOUNT  WINDOW   USED         RESETS            AGE        SOURCE                          PACE\n"
                 "Work     5h       42 % used    2026-11-26 14:00  20 s       anthropic-ratelimit-unified-5h  at this pace it lasts until "
                 "the reset\n"
                 "Work     credits  12,400 left  -                 2 h, old   -                               -\n"
                 "Work     x?       not said     -                 not known  -                               -\n"_s);
        QCOMPARE(renderResult(u"quota"_s, {{u"quota"_s, QJsonArray{}}}), u"no provider has said anything of its quota yet\n"_s);
    }

    void showsMoneyAsMoney()
    {
        const auto quota = [](const QJsonValue &left) {
            const QJsonObject credit{{u"name"_s, u"credit_usd"_s}, {u"remaining"_s, left}, {u"unit"_s, u"nano_usd"_s}};
            const QJsonObject account{{u"account"_s, u"Work"_s}, {u"windows"_s, QJsonArray{credit}}};
            return renderResult(u"quota"_s, {{u"quota"_s, QJsonArray{account}}});
        };
        QVERIFY(quota(qint64(12'340'000'000)).contains(u" $12.34 left "));
        QVERIFY(quota(QJsonValue()).contains(u" no limit "));
    }

    void showsWhatATestFound()
    {
        QJsonObject test{{u"status"_s, 200}, {u"model"_s, u"claude-x"_s}, {u"total_ms"_s, 350}};
        const auto text = [&test] { return renderResult(u"accounts test"_s, {{u"test"_s, test}}); };
        QCOMPARE(text(), u"it answered after 350 ms (status 200, claude-x)\n"_s);
        QJsonObject credit{{u"remaining_nanos"_s, qint64(12'340'000'000)}, {u"source"_s, u"OpenRouter's /api/v1/key"_s}};
        test.insert(u"credit"_s, credit);
        QVERIFY(text().endsWith(u"\n$12.34 of credit left (OpenRouter's /api/v1/key)\n"_s));
        credit.insert(u"remaining_nanos"_s, QJsonValue());
        credit.insert(u"used_nanos"_s, qint64(7'660'000'000));
        test.insert(u"credit"_s, credit);
        QVERIFY(text().endsWith(u"\nthis key's credit has no limit, $7.66 used so far (OpenRouter's /api/v1/key)\n"_s));
    }

    void showsAccounts()
    {
        const QJsonObject account{{u"id"_s, 1},
                                  {u"name"_s, u"work"_s},
                                  {u"provider"_s, u"anthropic"_s},
                                  {u"state"_s, u"active"_s},
                                  {u"hint"_s, u"…wxyz"_s},
                                  {u"base_url"_s, u"https://api"_s}};
        QCOMPARE(renderResult(u"accounts list"_s, {{u"accounts"_s, QJsonArray{account}}}),
                 u"ID  NAME  PROVIDER   STATE   KEY    BASE URL\n1   work  anthropic  active  …wxyz  https://api\n"_s);
        QCOMPARE(renderResult(u"accounts list"_s, {{u"accounts"_s, QJsonArray{}}}), u"no accounts\n"_s);
        QCOMPARE(renderResult(u"accounts add"_s, {{u"account"_s, account}}), u"account 1 \"work\" added\n"_s);
        QCOMPARE(renderResult(u"accounts sign-in"_s, {{u"account"_s, account}}), u"account 1 \"work\" added\n"_s);
        QCOMPARE(renderResult(u"accounts pause"_s, {{u"account"_s, account}}), u"account 1 \"work\" paused\n"_s);
        QCOMPARE(renderResult(u"accounts remove"_s, {{u"account"_s, account}}), u"account 1 \"work\" removed\n"_s);
    }

    // KEY=$(homeportctl keys create --name x) is how scripts get one.
    void printsANewKeyAlone()
    {
        const QJsonObject key{{u"id"_s, 1}, {u"name"_s, u"x"_s}, {u"key"_s, u"hp_secret"_s}};
        QCOMPARE(renderResult(u"keys create"_s, {{u"key"_s, key}}), u"hp_secret\n"_s);
    }

    void showsWhoAsksToSignIn()
    {
        QCOMPARE(renderResult(u"logins"_s, {{u"logins"_s, QJsonArray()}}), u"no tool waits to be let in\n"_s);
        const QJsonObject login{{u"code"_s, u"BCDF-GHJK"_s}, {u"tool"_s, u"claude_code\u001b[2J"_s}, {u"program"_s, QString()}};
        QCOMPARE(renderResult(u"logins"_s, {{u"logins"_s, QJsonArray{login}}}), u"CODE       TOOL             PROGRAM  ENDS\n"
                                                                                "BCDF-GHJK  claude_code?[2J  -        -\n"_s);
        QCOMPARE(renderResult(u"approve"_s, {{u"key"_s, QJsonObject{{u"id"_s, 3}, {u"name"_s, u"laptop"_s}}}}),
                 u"approved: the tool gets key 3 \"laptop\" when it asks next\n"_s);
        QCOMPARE(renderResult(u"deny"_s, {}), u"denied\n"_s);
    }

    void showsProgramsAndWhetherTheyAreAskedFor()
    {
        const QString off = u"any program that has a key may use Homeport; \"homeportctl programs ask on\" changes that\n"_s;
        QCOMPARE(renderResult(u"programs"_s, {{u"asking"_s, false}}), u"no programs\n"_s + off);
        const QJsonObject waiting{{u"path"_s, u"/opt/a"_s}, {u"program"_s, u"a\u001b[2J (pid 7)"_s}, {u"requests"_s, 1}};
        const QJsonObject known{{u"path"_s, u"/opt/b"_s}, {u"allowed"_s, false}};
        QCOMPARE(
            renderResult(u"programs"_s, {{u"asking"_s, true}, {u"waiting"_s, QJsonArray{waiting}}, {u"programs"_s, QJsonArray{known}}}),
            u"STATE   SINCE  PROGRAM\n"
            "waits   -      /opt/a, a?[2J (pid 7)\n"
            "denied  -      /opt/b\n"
            "new programs wait until you have allowed them\n"_s);
        QCOMPARE(renderResult(u"programs deny"_s, {{u"program"_s, known}, {u"asking"_s, true}}), u"/opt/b is denied\n"_s);
        QCOMPARE(renderResult(u"programs deny"_s, {{u"program"_s, known}, {u"asking"_s, false}}), u"/opt/b is denied\n"_s + off);
        QCOMPARE(renderResult(u"programs ask"_s, {{u"asking"_s, false}}), off);
        QCOMPARE(renderResult(u"programs forget"_s, {{u"forgotten_program"_s, u"/opt/b"_s}}), u"forgot /opt/b\n"_s);
    }

    void saysWhyTheVaultIsLocked()
    {
        const QJsonObject vault{{u"state"_s, u"locked"_s}, {u"kind"_s, u"passphrase"_s}, {u"reason"_s, u"no passphrase"_s}};
        QCOMPARE(renderResult(u"vault status"_s, {{u"vault"_s, vault}}), u"locked (passphrase): no passphrase\n"_s);
    }

    void namesProviderFilesThatWereLeftOut()
    {
        const QJsonObject problem{{u"file"_s, u"/state/providers/x.json"_s}, {u"problem"_s, u"\"id\" is missing."_s}};
        const QString text = renderResult(u"status"_s, {{u"provider_file_problems"_s, QJsonArray{problem, problem}}});
        QCOMPARE(text.count(u"provider file  left out: /state/providers/x.json: \"id\" is missing.\n"_s), 2);
        QVERIFY(!renderResult(u"status"_s, {{u"provider_file_problems"_s, QJsonArray()}}).contains(u"left out"_s));
    }

    void tellsOfARunThatBrokeOffWhereToolsAreSetUp()
    {
        QJsonObject lastRun{{u"ended"_s, false}, {u"stranded_tools"_s, QJsonArray{u"claude-code"_s, u"codex"_s}}};
        const QString text = renderResult(u"status"_s, {{u"last_run"_s, lastRun}});
        QVERIFY2(text.contains(u"did not end in order; set up for Homeport: claude-code, codex. "_s), qUtf8Printable(text));
        QVERIFY2(text.contains(u"homeportctl tools restore --all\n"_s), qUtf8Printable(text));
        lastRun.insert(u"stranded_tools"_s, QJsonArray());
        QVERIFY(!renderResult(u"status"_s, {{u"last_run"_s, lastRun}}).contains(u"last run"_s));
    }

    void showsTheRelaysError()
    {
        const QJsonObject relay{{u"state"_s, u"failed"_s}, {u"error"_s, u"port 8642 is taken"_s}};
        QVERIFY(renderResult(u"status"_s, {{u"relay"_s, relay}}).contains(u"failed port 8642 is taken"_s));
    }
};

QTEST_APPLESS_MAIN(TestRender)
#include "tst_render.moc"
