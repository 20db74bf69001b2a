// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/activity/requestfeed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

using State = RequestFeed::Progress::State;
using enum RequestRecord::Outcome;

// Which part of all requests is in memory, and how more of it comes.
class TestRequestFeed final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RequestLog> m_requests;
    std::unique_ptr<FakeActivity> m_service;
    std::unique_ptr<RequestFeed> m_feed;

    static quint64 old(int number) { return static_cast<quint64>(ledgerId(2, number)); }
    [[nodiscard]] bool isIdle() const { return m_feed->progress().state == State::Idle; }
    [[nodiscard]] bool isInOrder() const
    {
        const QList<RequestRecord> rows = m_feed->rows();
        return std::adjacent_find(rows.cbegin(), rows.cend(),
                                  [](const RequestRecord &a, const RequestRecord &b) {
                                      return (a.outcome == Running) == (b.outcome == Running) ? a.id <= b.id : b.outcome == Running;
                                  })
               == rows.cend();
    }
    void show(const LedgerFilter &filter = {})
    {
        m_feed->setFilter(filter);
        QTRY_VERIFY(isIdle() && !m_feed->rows().isEmpty());
    }
    void pageOlder()
    {
        m_feed->older();
        QTRY_VERIFY(isIdle());
    }
    static LedgerFilter textFilter(const QString &text)
    {
        LedgerFilter filter;
        filter.text = text;
        return filter;
    }

private Q_SLOTS:
    void init()
    {
        m_requests = std::make_unique<RequestLog>();
        m_service = std::make_unique<FakeActivity>(*m_requests);
        m_feed = std::make_unique<RequestFeed>(*m_service, *m_requests);
        m_feed->setActive(true);
    }
    void cleanup()
    {
        m_feed.reset();
        m_service.reset();
        m_requests.reset();
    }

    void beginsWithTheNewestAndGoesOnDownwards()
    {
        m_service->storeOld(450);
        show();
        QCOMPARE(m_feed->rows().size(), RequestFeed::PageSize);
        QCOMPARE(m_feed->rows().constFirst().id, old(450));
        QCOMPARE(m_feed->progress().total, 450);
        pageOlder();
        pageOlder();
        QCOMPARE(m_feed->rows().size(), 450);
        QVERIFY(m_feed->hasOldest() && m_feed->hasNewest());
        m_service->asked.clear();
        m_feed->older();
        QVERIFY(m_service->asked.isEmpty());
    }

    void oneQuestionAtATime()
    {
        m_service->storeOld(450);
        m_service->hold = true;
        m_feed->setFilter({});
        m_feed->older();
        m_feed->older();
        QCOMPARE(m_service->waiting(), std::size_t(1));
    }

    // What is far from the place that is read is let go, at either end, and comes again.
    void neverHoldsMoreThanAFewThousand()
    {
        constexpr int All = 8000;
        m_service->storeOld(All);
        show();
        int largest = 0;
        while (!m_feed->hasOldest()) {
            m_feed->setPlace(m_feed->rows().constLast().id);
            pageOlder();
            largest = std::max(largest, static_cast<int>(m_feed->rows().size()));
            QVERIFY(isInOrder());
        }
        QVERIFY(largest <= RequestFeed::MostRows);
        QCOMPARE(m_feed->rows().constLast().id, old(1));
        QVERIFY(!m_feed->hasNewest());
        while (!m_feed->hasNewest()) {
            m_feed->setPlace(m_feed->rows().constFirst().id);
            m_feed->newer();
            QTRY_VERIFY(isIdle());
            QVERIFY(m_feed->rows().size() <= RequestFeed::MostRows);
        }
        QCOMPARE(m_feed->rows().constFirst().id, old(All));
        QVERIFY(!m_feed->hasOldest());
        QVERIFY(isInOrder());
        const QList<RequestRecord> rows = m_feed->rows();
        for (qsizetype i = 1; i < rows.size(); ++i)
            QCOMPARE(rows.at(i).id, rows.at(i - 1).id - 1); // without a gap
    }

    void thoseThatRunAreOnTopAndEndInTheirPlace()
    {
        m_service->storeOld(3);
        show();
        m_requests->apply({sampleRequest(1, Running), sampleRequest(2, Running), sampleRequest(3)});
        QCOMPARE(m_feed->rows().size(), 6);
        QCOMPARE(m_feed->rows().at(0).id, m_service->idOf(2));
        QCOMPARE(m_feed->rows().at(1).outcome, Running);
        QCOMPARE(m_feed->rows().at(2).id, m_service->idOf(3));
        m_requests->apply({sampleRequest(1)});
        QCOMPARE(m_feed->rows().at(2).id, m_service->idOf(1));
        QCOMPARE(m_feed->rows().at(2).outcome, Done);
        QVERIFY(isInOrder());
    }

    void onlyWhatFitsComesIn()
    {
        m_requests->apply({sampleRequest(1)});
        show();
        m_feed->setFilter(textFilter(u"openrouter"_s));
        QTRY_VERIFY(isIdle() && m_feed->hasOldest());
        QVERIFY(m_feed->rows().isEmpty());
        m_requests->apply({sampleRequest(2), sampleRequest(4), sampleRequest(8, Running), sampleRequest(9, Running)});
        QCOMPARE(m_feed->rows().size(), 2);
        QCOMPARE(m_feed->rows().constLast().account, u"OpenRouter"_s);
    }

    // A burst is more than the log hands on; who follows sees its end, who reads stays where he is.
    void burstsComeFromTheLedger_data()
    {
        QTest::addColumn<bool>("follows");
        QTest::newRow("follows") << true;
        QTest::newRow("reads") << false;
    }
    void burstsComeFromTheLedger()
    {
        QFETCH(const bool, follows);
        m_service->storeOld(50);
        show();
        m_feed->setFollowing(follows);
        m_service->store(sampleRequests(1, 20));
        m_service->tellChanged();
        QTRY_COMPARE(m_feed->rows().size(), 70);
        m_service->store(sampleRequests(21, 1000));
        m_service->tellChanged();
        if (follows) {
            QTRY_COMPARE(m_feed->rows().constFirst().id, m_service->idOf(1000));
            QCOMPARE(m_feed->rows().size(), RequestFeed::PageSize);
            pageOlder();
            QCOMPARE(m_feed->rows().size(), 2 * RequestFeed::PageSize);
        } else {
            QTRY_VERIFY(!m_feed->hasNewest());
            QCOMPARE(m_feed->rows().constFirst().id, m_service->idOf(20));
            m_feed->newer();
            QTRY_COMPARE(m_feed->rows().size(), 270);
            m_feed->toNewest();
            QTRY_COMPARE(m_feed->rows().value(0).id, m_service->idOf(1000));
        }
        QVERIFY(isInOrder());
    }

    void nobodyLooksNobodyAsks()
    {
        m_service->storeOld(5);
        show();
        m_feed->setActive(false);
        m_service->asked.clear();
        m_service->tellChanged();
        QVERIFY(m_service->asked.isEmpty());
        m_feed->setActive(true);
        QCOMPARE(m_service->asked.size(), 1);
        QCOMPARE(m_service->asked.constFirst().until, static_cast<qint64>(old(5))); // only what is new
    }

    void aSearchTellsHowFarItIs()
    {
        m_service->storeOld(1000);
        m_service->lookAt = 100;
        m_service->hold = true;
        m_feed->setFilter(textFilter(u"session-0"_s)); // the oldest nine
        for (int step = 1; step <= 9; ++step) {
            m_service->answer();
            QTRY_COMPARE(m_feed->progress().lookedAt, step * 100);
            QCOMPARE(m_feed->progress().state, State::Loading);
            QCOMPARE(m_feed->progress().total, 1000);
        }
        m_service->answer();
        QTRY_COMPARE(m_feed->rows().size(), 9);
        QTRY_COMPARE(m_service->waiting(), std::size_t(0));
        QVERIFY(isIdle() && m_feed->hasOldest());
    }

    void aSearchStopsAndGoesOn()
    {
        m_service->storeOld(1000);
        m_service->lookAt = 100;
        m_service->hold = true;
        m_feed->setFilter(textFilter(u"session-0"_s));
        m_service->answer();
        QTRY_COMPARE(m_service->waiting(), std::size_t(1));
        m_feed->stop();
        QCOMPARE(m_feed->progress().state, State::Stopped);
        m_service->answer(); // too late
        QCoreApplication::processEvents();
        QCOMPARE(m_feed->progress().lookedAt, 100);
        QCOMPARE(m_service->waiting(), std::size_t(0));
        m_feed->older(); // by scrolling: it stays stopped
        QCOMPARE(m_service->waiting(), std::size_t(0));
        m_service->hold = false;
        m_feed->goOn();
        QTRY_COMPARE(m_feed->rows().size(), 9);
        QCOMPARE(m_feed->progress().lookedAt, 1000);
    }

    void anotherFilterEndsTheSearch()
    {
        m_service->storeOld(1000);
        m_service->hold = true;
        m_feed->setFilter(textFilter(u"session-0"_s));
        m_feed->setFilter(textFilter(u"session-99"_s));
        QCOMPARE(m_service->waiting(), std::size_t(2));
        m_service->answer();
        QCoreApplication::processEvents();
        QVERIFY(m_feed->rows().isEmpty());
        m_service->answer();
        QTRY_COMPARE(m_feed->rows().size(), 10);
    }

    void withoutALedgerThereAreThoseOfThisRun()
    {
        m_service->failWith = Error{Error::Code::Storage, u"database disk image is malformed"_s};
        m_requests->apply({sampleRequest(1), sampleRequest(2, Running)});
        m_feed->setFilter({});
        QTRY_COMPARE(m_feed->progress().state, State::Failed);
        QCOMPARE(m_feed->rows().size(), 2);
        m_requests->apply({sampleRequest(3)});
        QCOMPARE(m_feed->rows().size(), 3);
        m_service->asked.clear();
        m_feed->older();
        QVERIFY(m_service->asked.isEmpty()); // not again and again
        m_service->failWith.reset();
        m_service->storeOld(5);
        m_feed->goOn();
        QTRY_COMPARE(m_feed->rows().size(), 8);
        QVERIFY(isIdle());
    }

    void whatEndedBeforeTheLedgerWasOpenIsThereOnce()
    {
        m_service->isOpen = false;
        m_service->hold = true;
        m_feed->setFilter({});
        m_requests->apply({sampleRequest(1), sampleRequest(2, Running)});
        QCOMPARE(m_feed->rows().size(), 2);
        m_service->isOpen = true;
        m_service->answer();
        QTRY_VERIFY(isIdle() && m_feed->rows().size() == 2);
        QCOMPARE(m_feed->rows().at(0).id, m_service->idOf(2));
        QCOMPARE(m_feed->rows().at(1).id, m_service->idOf(1));
    }

    void aWholeRecordTakesItsRowsPlace()
    {
        m_service->storeOld(3);
        show();
        RequestRecord whole = m_feed->rows().at(1);
        whole.trace.steps << TraceStep();
        m_feed->take(whole);
        QCOMPARE(m_feed->rows().at(1), whole);
        whole.id += 100;
        m_feed->take(whole);
        QCOMPARE(m_feed->rows().size(), 3);
    }
};

QTEST_MAIN(TestRequestFeed)
#include "tst_requestfeed.moc"
