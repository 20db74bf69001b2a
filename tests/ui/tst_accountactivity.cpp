// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/accountactivity.h"
#include "ui/accounts/accountlog.h"
#include "ui/accounts/failurerow.h"
#include "ui/accounts/requestgrid.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

using Outcome = RequestRecord::Outcome;

namespace {

constexpr qint64 Here = 1;
constexpr qint64 There = 2;

RequestRecord request(quint64 id, Outcome outcome = Outcome::Done, int status = 200, qint64 account = Here)
{
    RequestRecord request = sampleRequest(id, outcome);
    request.status = status;
    request.accountId = account;
    request.account = account == Here ? u"Work"_s : u"Home"_s;
    return request;
}

TraceStep step(qint64 chosen, const QString &outcome)
{
    TraceStep step;
    step.candidates = {{Here, u"Work"_s, chosen == Here ? RouteReason::Chosen : RouteReason::NotBetter, 0, 0, {}},
                       {There, u"Home"_s, chosen == There ? RouteReason::Chosen : RouteReason::AlreadyTried, 0, 0, {}}};
    step.outcome = outcome;
    return step;
}

RequestRecord moved(quint64 id, const QString &outcome, qint64 from, qint64 to)
{
    RequestRecord record = request(id, Outcome::Done, 200, to);
    record.trace.steps = {step(from, outcome), step(to, {})};
    return record;
}

} // namespace

// The newest failures and requests of one account.
class TestAccountActivity final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};

    static QStringList texts(const QWidget &root, const QString &name)
    {
        QStringList found;
        for (const QLabel *label : root.findChildren<QLabel *>(name)) {
            if (label->isVisible())
                found << label->text();
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void tellsWhatIsAnAccountsFailure_data()
    {
        QTest::addColumn<RequestRecord>("record");
        QTest::addColumn<QStringList>("failure"); // status, words, where it went; empty: none
        const auto detailed = [](RequestRecord record, const QString &detail) {
            record.detail = detail;
            return record;
        };
        const QStringList none;
        QTest::newRow("served") << request(1) << none;
        QTest::newRow("another's error") << request(1, Outcome::Done, 500, There) << none;
        QTest::newRow("an error with words") << detailed(request(1, Outcome::Done, 429), u"slow down"_s)
                                             << QStringList{u"429"_s, u"slow down"_s, u"here"_s};
        QTest::newRow("an error without") << request(1, Outcome::Done, 400) << QStringList{u"400"_s, QString(), u"here"_s};
        QTest::newRow("not reached") << detailed(request(1, Outcome::UpstreamFailed, 502), u"no route"_s)
                                     << QStringList{QString(), u"no route"_s, u"here"_s};
        QTest::newRow("broken off") << detailed(request(1, Outcome::UpstreamClosed), u"cut"_s)
                                    << QStringList{QString(), u"cut"_s, u"here"_s};
        QTest::newRow("silent") << detailed(request(1, Outcome::TimedOut, 504), u"60 s"_s) << QStringList{QString(), u"60 s"_s, u"here"_s};
        QTest::newRow("running") << request(1, Outcome::Running, 0) << none;
        QTest::newRow("the tool left") << request(1, Outcome::ClientClosed) << none;
        QTest::newRow("Homeport refused") << request(1, Outcome::Refused, 403) << none;
        QTest::newRow("Homeport stopped") << request(1, Outcome::Cancelled, 503) << none;
        QTest::newRow("moved on") << moved(1, u"429 Too many requests of yours."_s, Here, There)
                                  << QStringList{u"429"_s, u"Too many requests of yours."_s, u"elsewhere"_s};
        QTest::newRow("moved on, without words") << moved(1, u"529 "_s, Here, There) << QStringList{u"529"_s, QString(), u"elsewhere"_s};
        QTest::newRow("moved on, no status") << moved(1, u"proxy failed: no answer"_s, Here, There)
                                             << QStringList{QString(), u"proxy failed: no answer"_s, u"elsewhere"_s};
        QTest::newRow("moved here") << moved(1, u"429 Too many"_s, There, Here) << none;
        RequestRecord nobody = request(1, Outcome::Refused, 429, 0);
        nobody.trace.steps = {step(Here, u"401 invalid"_s)};
        QTest::newRow("nobody took it on") << nobody << QStringList{u"401"_s, u"invalid"_s, u"here"_s};
        RequestRecord renewed = request(1);
        renewed.trace.steps = {step(Here, {})};
        QTest::newRow("chosen, and served") << renewed << none;
    }
    void tellsWhatIsAnAccountsFailure()
    {
        QFETCH(const RequestRecord, record);
        QFETCH(const QStringList, failure);
        const QList<AccountFailure> found = failuresOf({record}, Here, 5);
        QStringList told;
        for (const AccountFailure &one : found)
            told << one.status << one.words << (one.elsewhere ? u"elsewhere"_s : u"here"_s);
        QCOMPARE(told, failure);
        QVERIFY(failure.isEmpty() || concern({record}, Here));
    }

    void keepsTheNewest()
    {
        QList<RequestRecord> records;
        for (quint64 id = 20; id > 0; --id)
            records << request(id, Outcome::Done, id % 2 == 0 ? 500 : 200, id % 3 == 0 ? There : Here);
        const QList<AccountFailure> failures = failuresOf(records, Here, 3);
        QCOMPARE(failures.size(), 3);
        QCOMPARE(failures.constFirst().request.id, 20U);
        QCOMPARE(failures.constLast().request.id, 14U);
        QCOMPARE(requestsOf(records, Here, 4).constLast().id, 16U);
        QVERIFY(!concern(requestsOf(records, There, 100), Here));
    }

    void followsTheLogWhileShown()
    {
        RequestLog log;
        AccountActivity activity(log, m_theme);
        activity.resize(900, 600);
        activity.setAccount(Here);
        activity.show();
        QVERIFY(activity.findChild<QLabel *>(u"noFailures"_s)->isVisible());
        QVERIFY(activity.findChild<QLabel *>(u"noRequests"_s)->isVisible());
        RequestRecord running = request(1, Outcome::Running, 0);
        log.apply({running, request(2, Outcome::Done, 500, There)});
        QCOMPARE(texts(activity, u"requestModel"_s), QStringList{running.model});
        QVERIFY(activity.findChild<QLabel *>(u"noFailures"_s)->isVisible());
        RequestRecord failed = request(1, Outcome::Done, 401);
        failed.detail = u"invalid x-api-key"_s;
        failed.durationMs = running.durationMs + 1;
        log.apply({failed});
        QCOMPARE(texts(activity, u"failureWords"_s), QStringList{u"invalid x-api-key"_s});
        QCOMPARE(activity.findChild<StateLabel *>(u"failureState"_s)->text(), u"401"_s);
        activity.hide();
        log.apply({request(3)});
        activity.show();
        QCOMPARE(texts(activity, u"requestModel"_s).size(), 2);
        activity.setAccount(There);
        QCOMPARE(texts(activity, u"failureWords"_s).size(), 1);
        QVERIFY(!texts(activity, u"failureWords"_s).constFirst().contains(u"api-key"_s));
    }

    // A thousand are kept: that there was none before them is nothing that anybody knows.
    void saysHowFarItRemembers()
    {
        RequestLog log;
        AccountActivity activity(log, m_theme);
        activity.setAccount(Here);
        activity.show();
        const auto *none = activity.findChild<QLabel *>(u"noFailures"_s);
        QCOMPARE(none->text(), u"None since Homeport was started."_s);
        QList<RequestRecord> many;
        for (quint64 id = 1; id <= RequestLog::Capacity + 1; ++id)
            many << request(id, Outcome::Done, 200, There);
        log.apply(many);
        activity.setAccount(7);
        QCOMPARE(none->text(), u"None among the latest 1,000 requests of all accounts."_s);
    }

    void showsUnknownAsADash()
    {
        RequestRecord record = request(1);
        record.model.clear();
        record.cost = -1;
        RequestGrid grid(m_theme);
        grid.resize(900, 100);
        grid.show();
        grid.setRequests({record}, QDateTime::currentDateTimeUtc());
        QCOMPARE(texts(grid, u"requestModel"_s), QStringList{u"–"_s});
        QCOMPARE(texts(grid, u"requestTokens"_s), QStringList{u"–"_s});
        QCOMPARE(texts(grid, u"requestCost"_s), QStringList{u"–"_s});
        QCOMPARE(texts(grid, u"requestTool"_s), QStringList{record.tool});
        record.usage.known = true;
        record.usage.input = 12'400;
        record.cost = 3'410'000'000;
        grid.setRequests({record}, QDateTime::currentDateTimeUtc());
        QCOMPARE(texts(grid, u"requestTokens"_s), QStringList{u"12.4k"_s});
        QCOMPARE(texts(grid, u"requestCost"_s), QStringList{u"$3.41"_s});
        grid.resize(560, 100);
        QTRY_COMPARE(texts(grid, u"requestTool"_s), QStringList()); // no room
        grid.setRequests({}, QDateTime::currentDateTimeUtc());
        QCOMPARE(texts(grid, u"requestTokens"_s), QStringList());
    }

    void longWordsAreWhole()
    {
        RequestLog log;
        RequestRecord failed = request(1, Outcome::Done, 429);
        failed.detail = u"This request would exceed the limit of your organization. "_s.repeated(5);
        log.apply({failed, moved(2, u"529 Overloaded"_s, Here, There)});
        AccountActivity activity(log, m_theme);
        activity.setAccount(Here);
        activity.resize(560, 700);
        activity.show();
        QTRY_COMPARE(cutOffTexts(&activity).join(u'\n'), QString());
        QCOMPARE(texts(activity, u"failureFacts"_s).constFirst().section(u" · "_s, 1, 1), u"then “Home” took it on"_s);
    }
};

QTEST_MAIN(TestAccountActivity)
#include "tst_accountactivity.moc"
