// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/desktop/noticecauses.h"

#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

const QDateTime Noon({2026, 11, 23}, {12, 0}, Qt::UTC); // a Monday

QuotaWindow window(const QString &name, double used, int resetsIn = 3600)
{
    return {name, {}, used, -1, -1, Noon.addSecs(resetsIn), u"header"_s, Noon.addSecs(-20)};
}

NoticeCause cause(const QString &subject, int level = 1, const QDateTime &until = {})
{
    NoticeCause made;
    made.subject = subject;
    made.level = level;
    made.until = until;
    made.title = subject;
    return made;
}

QStringList subjects(const QList<NoticeCause> &causes)
{
    QStringList all;
    for (const NoticeCause &one : causes)
        all << u"%1:%2"_s.arg(one.subject).arg(one.level);
    return all;
}

NoticeFacts oneAccount(const QList<QuotaWindow> &quotas)
{
    NoticeFacts facts;
    facts.accounts = {sampleAccount(3, u"Work"_s)};
    facts.quotas = {{3, quotas}};
    return facts;
}

QList<NoticeCause> causesIn(const NoticeFacts &facts, const NoticeSettings &settings = {})
{
    return noticeCauses(facts, settings, Noon, QTimeZone::utc());
}

} // namespace

// What the desktop tells of by itself, and how often.
class TestNoticeRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void tellsEachCauseOnceUntilItClears()
    {
        NoticeRules rules;
        QCOMPARE(subjects(rules.tell({cause(u"a"_s)}, false, Noon)), QStringList{u"a:1"_s});
        QVERIFY(rules.tell({cause(u"a"_s)}, false, Noon).isEmpty());
        QCOMPARE(subjects(rules.tell({cause(u"a"_s), cause(u"b"_s)}, false, Noon)), QStringList{u"b:1"_s});
        QVERIFY(rules.tell({cause(u"b"_s)}, false, Noon).isEmpty()); // a has cleared
        QCOMPARE(subjects(rules.tell({cause(u"a"_s), cause(u"b"_s)}, false, Noon.addSecs(1800))), QStringList{u"a:1"_s});
    }

    void whatComesAndGoesIsToldOnce()
    {
        NoticeRules rules;
        QCOMPARE(rules.tell({cause(u"proxy"_s)}, false, Noon).size(), 1);
        QDateTime now = Noon.addSecs(3600); // nothing changed for an hour
        for (int blip = 0; blip < 5; ++blip) {
            QVERIFY(rules.tell({}, false, now).isEmpty());
            now = now.addSecs(1799);
            QVERIFY(rules.tell({cause(u"proxy"_s)}, false, now).isEmpty());
            now = now.addSecs(60);
        }
        QVERIFY(rules.tell({}, false, now).isEmpty());
        QVERIFY(rules.tell({}, false, now.addSecs(900)).isEmpty());
        QCOMPARE(rules.tell({cause(u"proxy"_s)}, false, now.addSecs(1800)).size(), 1);
    }

    void tellsAHigherLevelOnceMore()
    {
        NoticeRules rules;
        QCOMPARE(subjects(rules.tell({cause(u"a"_s, 1)}, false, Noon)), QStringList{u"a:1"_s});
        QCOMPARE(subjects(rules.tell({cause(u"a"_s, 2)}, false, Noon)), QStringList{u"a:2"_s});
        QVERIFY(rules.tell({cause(u"a"_s, 1)}, false, Noon).isEmpty());
        QVERIFY(rules.tell({cause(u"a"_s, 2)}, false, Noon).isEmpty());
    }

    void tellsAWindowOnceUntilItsReset()
    {
        NoticeRules rules;
        const QDateTime reset = Noon.addSecs(3600);
        QCOMPARE(rules.tell({cause(u"q"_s, 1, reset)}, false, Noon).size(), 1);
        QVERIFY(rules.tell({}, false, Noon.addSecs(60)).isEmpty()); // not heard of for a while
        QVERIFY(rules.tell({cause(u"q"_s, 1, reset)}, false, Noon.addSecs(120)).isEmpty());
        // A provider that counts its reset from each answer does not make it another window.
        QVERIFY(rules.tell({cause(u"q"_s, 1, reset.addSecs(100))}, false, Noon.addSecs(180)).isEmpty());
        QCOMPARE(rules.tell({cause(u"q"_s, 1, reset.addSecs(5 * 3600))}, false, reset).size(), 1);
    }

    void quietHoursHoldBackWhatStillHoldsAfterwards()
    {
        NoticeRules rules;
        QVERIFY(rules.tell({cause(u"a"_s), cause(u"b"_s)}, true, Noon).isEmpty());
        QVERIFY(rules.holdsBack());
        QVERIFY(rules.tell({cause(u"a"_s, 2), cause(u"b"_s)}, true, Noon).isEmpty());
        QCOMPARE(subjects(rules.tell({cause(u"a"_s, 2)}, false, Noon)), QStringList{u"a:2"_s}); // once, and b has cleared
        QVERIFY(!rules.holdsBack());
        QVERIFY(rules.tell({cause(u"a"_s, 2)}, true, Noon).isEmpty());
        QVERIFY(!rules.holdsBack()); // it was told
    }

    void knowsQuietHours_data()
    {
        QTest::addColumn<QTime>("from");
        QTest::addColumn<QTime>("to");
        QTest::addColumn<QTime>("now");
        QTest::addColumn<bool>("quiet");
        QTest::addColumn<int>("minutesLeft");
        const QTime ten(22, 0);
        const QTime eight(8, 0);
        QTest::newRow("before midnight") << ten << eight << QTime(23, 30) << true << 510;
        QTest::newRow("after midnight") << ten << eight << QTime(0, 30) << true << 450;
        QTest::newRow("begins") << ten << eight << ten << true << 600;
        QTest::newRow("ends") << ten << eight << eight << false << -1;
        QTest::newRow("by day") << ten << eight << QTime(12, 0) << false << -1;
        QTest::newRow("within a day, inside") << QTime(12, 0) << QTime(13, 30) << QTime(13, 0) << true << 30;
        QTest::newRow("within a day, outside") << QTime(12, 0) << QTime(13, 30) << QTime(23, 0) << false << -1;
        QTest::newRow("of no length") << ten << ten << ten << false << -1;
    }
    void knowsQuietHours()
    {
        QFETCH(const QTime, from);
        QFETCH(const QTime, to);
        QFETCH(const QTime, now);
        QFETCH(const bool, quiet);
        QFETCH(const int, minutesLeft);
        NoticeSettings settings;
        settings.quietFrom = from;
        settings.quietTo = to;
        QVERIFY(!isQuiet(settings, now)); // it is off
        settings.quiet = true;
        QCOMPARE(isQuiet(settings, now), quiet);
        if (quiet)
            QCOMPARE(quietLeft(settings, QDateTime({2026, 11, 23}, now, Qt::UTC)),
                     std::chrono::milliseconds(std::chrono::minutes(minutesLeft)));
    }

    void judgesQuotas_data()
    {
        QTest::addColumn<QuotaWindow>("quota");
        QTest::addColumn<int>("level"); // 0: no cause
        QTest::newRow("below") << window(u"5h"_s, 0.79) << 0;
        QTest::newRow("at the first") << window(u"5h"_s, 0.8) << 1;
        QTest::newRow("at the second") << window(u"5h"_s, 0.95) << 2;
        QTest::newRow("used up") << window(u"7d_opus"_s, 1.2) << 2;
        QTest::newRow("not said") << window(u"5h"_s, -1) << 0;
        QuotaWindow rejected = window(u"5h"_s, -1);
        rejected.status = u"rejected"_s;
        QTest::newRow("rejected without a number") << rejected << 2;
        QTest::newRow("renewed meanwhile") << window(u"5h"_s, 0.99, -5) << 0;
        QuotaWindow stale = window(u"5h"_s, 0.99);
        stale.seenAt = Noon.addSecs(-3600);
        QTest::newRow("too long ago") << stale << 0;
        QTest::newRow("per minute") << QuotaWindow{u"requests"_s, {}, -1, 100, 1, Noon.addSecs(40), {}, Noon} << 0;
        QuotaWindow open = window(u"5h"_s, 0.9);
        open.resetsAt = {};
        QTest::newRow("without a reset") << open << 1;
    }
    void judgesQuotas()
    {
        QFETCH(const QuotaWindow, quota);
        QFETCH(const int, level);
        const QList<NoticeCause> causes = causesIn(oneAccount({quota}));
        QCOMPARE(causes.size(), level > 0 ? 1 : 0);
        if (level == 0)
            return;
        QCOMPARE(causes.first().level, level);
        QCOMPARE(causes.first().until, quota.resetsAt);
        QCOMPARE(causes.first().id, 3);
        NoticeFacts paused = oneAccount({quota});
        paused.accounts[0].paused = true;
        QVERIFY(causesIn(paused).isEmpty());
        NoticeSettings off;
        off.quota = false;
        QVERIFY(causesIn(oneAccount({quota}), off).isEmpty());
    }

    void judgesBudgets()
    {
        NoticeFacts facts;
        LocalKey key = sampleKey(2, u"Nightly"_s);
        key.policy.budgetDay = 5'000'000'000;
        key.policy.budgetTotal = 100'000'000'000;
        facts.keys = {key};
        facts.usage[2].costDay = 3'990'000'000;
        facts.usage[2].costTotal = 3'990'000'000;
        QVERIFY(causesIn(facts).isEmpty());
        facts.usage[2].costDay = 4'100'000'000;
        QList<NoticeCause> causes = causesIn(facts);
        QCOMPARE(subjects(causes), QStringList{u"budget/2/day/5000000000:1"_s});
        QCOMPARE(causes.first().until, QDateTime({2026, 11, 24}, {0, 0}, Qt::UTC));
        QCOMPARE(causes.first().text, u"$4.10 of today's $5.00 are spent."_s);
        facts.usage[2].costDay = 5'000'000'000;
        facts.usage[2].costTotal = 96'000'000'000; // of a budget only "nearly" and "spent" are told
        causes = causesIn(facts);
        QCOMPARE(subjects(causes), (QStringList{u"budget/2/day/5000000000:2"_s, u"budget/2/total/100000000000:1"_s}));
        QVERIFY(causes.first().title.endsWith(u"is spent"));
        QVERIFY(causes.last().until.isNull());
        facts.keys[0].revokedAt = Noon;
        QVERIFY(causesIn(facts).isEmpty());
    }

    void aWeekEndsOnMondayAndAMonthOnItsFirst()
    {
        NoticeFacts facts;
        LocalKey key = sampleKey(2, u"Nightly"_s);
        key.policy.budgetWeek = 100;
        key.policy.budgetMonth = 100;
        facts.keys = {key};
        facts.usage[2].costWeek = 100;
        facts.usage[2].costMonth = 100;
        const QList<NoticeCause> causes = causesIn(facts);
        QCOMPARE(causes.size(), 2);
        QCOMPARE(causes.first().until.date(), QDate(2026, 11, 30));
        QCOMPARE(causes.last().until.date(), QDate(2026, 12, 1));
    }

    void nothingButNamesGetsIntoTheWords()
    {
        NoticeFacts facts = oneAccount({window(u"5h"_s, 0.97)});
        Account &account = facts.accounts[0];
        account.state = Account::State::NeedsSignIn;
        account.credential = Account::Credential::OAuth;
        account.identity = u"ada@example.com"_s;
        account.stateDetail = u"planted words of ada@example.com"_s;
        account.credentialProblem = u"planted"_s;
        facts.accounts << sampleAccount(4, u"By key"_s, Account::State::NeedsSignIn);
        facts.proxies = {sampleProxy(1, u"office"_s)};
        facts.health[1].state = ProxyHealth::Down;
        facts.health[1].why = u"planted"_s;
        LocalKey key = sampleKey(2, u"Nightly"_s);
        key.policy.budgetDay = 1;
        facts.keys = {key};
        facts.usage[2].costDay = 1;
        const QList<NoticeCause> causes = causesIn(facts);
        QCOMPARE(causes.size(), 5);
        QStringList words;
        for (const NoticeCause &one : causes)
            words << one.title << one.text << noticeOf({one}).title << noticeOf({one}).text;
        words << noticeOf(causes).title << noticeOf(causes).text;
        const QString all = words.join(u'\n');
        for (const QString &secret : {u"planted"_s, u"example.com"_s, u"x7Qa"_s, u"wxyz"_s})
            QVERIFY2(!all.contains(secret), qPrintable(all));
        for (const QString &name : {u"“Work” needs a new sign-in"_s, u"“By key” needs another key"_s, u"“office”"_s, u"“Nightly”"_s})
            QVERIFY2(all.contains(name), qPrintable(all));
        QCOMPARE(noticeOf(causes).id, 0); // of several
        QCOMPARE(noticeOf(causes.first(1)).id, 3);
    }

    void whatIsSwitchedOffIsNotTold()
    {
        NoticeFacts facts;
        facts.accounts = {sampleAccount(4, u"By key"_s, Account::State::NeedsSignIn)};
        facts.proxies = {sampleProxy(1, u"office"_s)};
        facts.health[1].state = ProxyHealth::Down;
        NoticeSettings settings;
        settings.signIn = false;
        QCOMPARE(causesIn(facts, settings).first().kind, NoticeKind::Proxy);
        settings.proxy = false;
        QVERIFY(causesIn(facts, settings).isEmpty());
    }
};

QTEST_MAIN(TestNoticeRules)
#include "tst_noticerules.moc"
