// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/activity/activitypage.h"
#include "ui/activity/requesttext.h"
#include "ui/activity/routetext.h"
#include "ui/activity/timingbar.h"
#include "ui/activity/tracedialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestRequestTrace final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<ActivityPage> m_page;

    QString fact(const QString &name) { return m_page->findChild<ElidedLabel *>(name)->text(); }
    QString outcome() { return m_page->findChild<QLabel *>(u"outcome"_s)->text(); }
    void select(const RequestRecord &record)
    {
        m_world->requests.apply({record});
        m_page->findChild<QTableView *>(u"requests"_s)->selectRow(0);
    }
    TraceDialog *openTrace()
    {
        m_page->findChild<QPushButton *>(u"why"_s)->click();
        return m_page->findChild<TraceDialog *>();
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_page = std::make_unique<ActivityPage>(m_world->services(), m_theme);
        m_page->resize(700, 520);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void theDetailNamesProgramTokensAndCost()
    {
        select(tracedRequest(1));
        QCOMPARE(fact(u"program"_s), u"claude (pid 48213)"_s);
        QCOMPARE(fact(u"tokens"_s), u"3,100 input, 840 output, 9,400 from the cache"_s);
        QCOMPARE(fact(u"cost"_s), u"$0.0247"_s);
        RequestRecord dated = tracedRequest(1);
        dated.usage.model = dated.model + u"-20250929"_s;
        dated.prices = u"2026-11-01 published"_s;
        m_world->requests.apply({dated});
        QCOMPARE(fact(u"model"_s), u"claude-sonnet-4-5, answered by claude-sonnet-4-5-20250929"_s);
        QCOMPARE(fact(u"cost"_s), u"$0.0247, by the prices of 2026-11-01 published"_s);
        select(sampleRequest(2));
        for (const QString &name : {u"program"_s, u"tokens"_s, u"cost"_s})
            QCOMPARE(fact(name), u"–"_s); // not known is not nothing
    }

    void whoWaitsSaysForWhat()
    {
        RequestRecord queued = waitingRequest(1, RequestRecord::Phase::Queued);
        QCOMPARE(requestStateText(queued).word, u"queued"_s);
        select(queued);
        QVERIFY(outcome().contains(u"its turn"));
        RequestRecord held = waitingRequest(1, RequestRecord::Phase::Held);
        QCOMPARE(requestStateText(held).word, u"held"_s);
        m_world->requests.apply({held});
        QVERIFY(outcome().startsWith(u"Held until "));
        held.heldUntil = {};
        m_world->requests.apply({held});
        QCOMPARE(outcome(), u"Held until a parked account comes free."_s);
        held.phase = RequestRecord::Phase::Asked;
        m_world->requests.apply({held});
        QVERIFY(outcome().contains(u"first byte"));
    }

    void timesAreToldInParts_data()
    {
        QTest::addColumn<qint64>("queued");
        QTest::addColumn<qint64>("held");
        QTest::addColumn<qint64>("firstByte");
        QTest::addColumn<qint64>("whole");
        QTest::addColumn<QString>("words");
        QTest::newRow("plain") << qint64(0) << qint64(0) << qint64(240) << qint64(1800) << u"First byte after 240 ms|Answering 1.6 s"_s;
        QTest::newRow("all") << qint64(100) << qint64(500) << qint64(840) << qint64(1840)
                             << u"Queued 100 ms|Held 500 ms|First byte after 240 ms|Answering 1.0 s"_s;
        QTest::newRow("no answer") << qint64(0) << qint64(0) << qint64(-1) << qint64(900) << u"No answer for 900 ms"_s;
        QTest::newRow("nothing") << qint64(0) << qint64(0) << qint64(-1) << qint64(0) << QString();
    }
    void timesAreToldInParts()
    {
        QFETCH(const qint64, queued);
        QFETCH(const qint64, held);
        QFETCH(const qint64, firstByte);
        QFETCH(const qint64, whole);
        QFETCH(const QString, words);
        RequestRecord record = sampleRequest(1);
        record.trace.queuedMs = queued;
        record.trace.heldMs = held;
        record.firstByteMs = firstByte;
        record.durationMs = whole;
        QStringList told;
        for (const TimingBar::Part &part : timingParts(record))
            told << part.words;
        QCOMPARE(told.join(u'|'), words);
    }

    void whoWaitsIsToldSo()
    {
        QCOMPARE(timingParts(waitingRequest(1, RequestRecord::Phase::Queued)).constFirst().words.section(u' ', 0, 0), u"Queued"_s);
        QCOMPARE(timingParts(waitingRequest(1, RequestRecord::Phase::Held)).constLast().words.section(u' ', 0, 0), u"Held"_s);
    }

    void withoutATraceNothingIsOffered()
    {
        select(sampleRequest(1));
        QVERIFY(!m_page->findChild<QPushButton *>(u"why"_s)->isVisible());
        select(tracedRequest(2));
        QVERIFY(m_page->findChild<QPushButton *>(u"why"_s)->isVisible());
    }

    void theTraceTellsEveryChoice()
    {
        select(tracedRequest(1));
        TraceDialog *dialog = openTrace();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLabel *>(u"traceTitle"_s)->text(), u"Home, after 2 choices"_s);
        const QString notes = dialog->findChild<QLabel *>(u"traceNotes"_s)->text();
        QVERIFY(notes.contains(u"waited 1.2 s") && notes.contains(u"was on Work before"));
        auto *first = dialog->findChild<QWidget *>(u"step1"_s);
        const auto candidate = [first](int id) { return dumpTexts(first->findChild<QWidget *>(u"candidate%1"_s.arg(id))); };
        QCOMPARE(first->findChild<QLabel *>(u"stepTitle"_s)->text(), u"Choice 1. Strategy: Most headroom"_s);
        QVERIFY(candidate(1).contains(u"Chosen") && candidate(1).contains(u"61 % left"));
        QVERIFY(candidate(2).contains(u"another one came first") && candidate(2).contains(u"34 % left"));
        QVERIFY(candidate(3).contains(u"Parked until ") && candidate(3).contains(u"Too many requests of your organization."));
        QVERIFY(candidate(4).contains(u"The key may not use it"));
        QVERIFY(first->findChild<StateLabel *>(u"stepOutcome"_s)->text().contains(u"429"));
        auto *second = dialog->findChild<QWidget *>(u"step2"_s);
        QVERIFY(dumpTexts(second->findChild<QWidget *>(u"candidate1"_s)).contains(u"Was tried already"));
        QVERIFY(!second->findChild<StateLabel *>(u"stepOutcome"_s));
    }

    void anOpenTraceFollowsItsRequest()
    {
        RequestRecord record = tracedRequest(1);
        record.trace.steps.pop_back();
        select(record);
        TraceDialog *dialog = openTrace();
        QVERIFY(!dialog->findChild<QWidget *>(u"step2"_s));
        m_world->requests.apply({tracedRequest(1)});
        QTRY_VERIFY(dialog->findChild<QWidget *>(u"step2"_s));
        RequestRecord other = tracedRequest(2);
        other.trace.steps.clear();
        dialog->follow(other);
        QVERIFY(dialog->findChild<QWidget *>(u"step2"_s));
    }

    void everyReasonHasItsWords()
    {
        QStringList all;
        for (int reason = 0; reason <= static_cast<int>(RouteReason::CallNotServed); ++reason) {
            const TraceCandidate candidate{1, u"Work"_s, static_cast<RouteReason>(reason), 0, 0, {}};
            const CandidateText text = candidateText({}, candidate, QDateTime::currentDateTimeUtc());
            QVERIFY2(!text.reason.isEmpty() && !text.icon.isEmpty(), qPrintable(QString::number(reason)));
            all << text.reason;
        }
        QCOMPARE(all.removeDuplicates(), 0);
    }

    void scoresAreInTheUnitOfTheirStrategy_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<double>("score");
        QTest::addColumn<QString>("text");
        QTest::newRow("priority") << u"priority"_s << -10.0 << u"priority 10"_s;
        QTest::newRow("headroom") << u"most-headroom"_s << 0.25 << u"25 % left"_s;
        QTest::newRow("reset") << u"soonest-reset"_s << -7300.0 << u"resets in 2 hours"_s;
        QTest::newRow("reset not known") << u"soonest-reset"_s << -1e9 << u"reset not known"_s;
        QTest::newRow("rested") << u"least-recently-used"_s << 90'000.0 << u"rested 1 min"_s;
        QTest::newRow("never used") << u"least-recently-used"_s << 1.79e12 << u"not used yet"_s;
        QTest::newRow("weighted") << u"weighted"_s << -0.5 << u"score -0.5"_s;
    }
    void scoresAreInTheUnitOfTheirStrategy()
    {
        QFETCH(const QString, rule);
        QFETCH(const double, score);
        QFETCH(const QString, text);
        const TraceStep step{TraceStep::Basis::Strategy, rule, {}, {}};
        const TraceCandidate candidate{1, u"Work"_s, RouteReason::NotBetter, score, 0, {}};
        QCOMPARE(candidateText(step, candidate, QDateTime::currentDateTimeUtc()).score, text);
        const TraceStep session{TraceStep::Basis::Session, {}, {}, {}};
        QVERIFY(candidateText(session, candidate, QDateTime::currentDateTimeUtc()).score.isEmpty()); // nothing was compared
    }

    void everythingIsNamedReachedAndWhole()
    {
        select(tracedRequest(1));
        QTRY_COMPARE(cutOffTexts(m_page.get()).join(u'\n'), QString());
        TraceDialog *dialog = openTrace();
        dialog->resize(dialog->minimumSize());
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTRY_COMPARE(cutOffTexts(dialog).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(dialog).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestRequestTrace)
#include "tst_requesttrace.moc"
