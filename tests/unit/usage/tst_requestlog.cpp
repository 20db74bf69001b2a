// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/requestlog.h"

#include <QSignalSpy>
#include <QTest>

using namespace homeport;

namespace {

RequestRecord record(quint64 id, RequestRecord::Outcome outcome = RequestRecord::Outcome::Done, qint64 durationMs = 10)
{
    RequestRecord result;
    result.id = id;
    result.outcome = outcome;
    result.durationMs = durationMs;
    return result;
}

QList<RequestRecord> records(quint64 first, quint64 last)
{
    QList<RequestRecord> result;
    for (quint64 id = first; id <= last; ++id)
        result << record(id);
    return result;
}

QList<quint64> ids(const RequestLog &log)
{
    QList<quint64> result;
    for (const RequestRecord &entry : log.records())
        result << entry.id;
    return result;
}

constexpr auto Running = RequestRecord::Outcome::Running;

} // namespace

class TestRequestLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirstWhateverTheOrderOfArrival()
    {
        RequestLog log;
        log.apply({record(2), record(5), record(1)});
        log.apply({record(4), record(3)});
        QCOMPARE(ids(log), (QList<quint64>{5, 4, 3, 2, 1}));
    }

    void aNewStateReplacesTheOldOneInPlace()
    {
        RequestLog log;
        log.apply({record(1, Running), record(2, Running)});
        RequestRecord done = record(1, RequestRecord::Outcome::Done, 40);
        done.status = 200;
        log.apply({done});
        QCOMPARE(ids(log), (QList<quint64>{2, 1}));
        QCOMPARE(log.records().last(), done);
        QCOMPARE(log.totalCount(), 2);
    }

    void whatEndedStaysEnded()
    {
        RequestLog log;
        log.apply({record(1, RequestRecord::Outcome::ClientClosed, 40), record(1, Running, 90)});
        QCOMPARE(log.records().first().outcome, RequestRecord::Outcome::ClientClosed);
        QCOMPARE(log.runningCount(), 0);
    }

    void anOlderProgressReportIsIgnored()
    {
        RequestLog log;
        log.apply({record(1, Running, 90)});
        log.apply({record(1, Running, 40)});
        QCOMPARE(log.records().first().durationMs, 90);
    }

    void forgetsTheOldestBeyondItsCapacity()
    {
        RequestLog log;
        log.apply(records(1, RequestLog::Capacity + 5));
        QCOMPARE(log.records().size(), RequestLog::Capacity);
        QCOMPARE(log.records().first().id, quint64(RequestLog::Capacity + 5));
        QCOMPARE(log.records().last().id, quint64(6));
        QCOMPARE(log.totalCount(), RequestLog::Capacity + 5);
    }

    void keepsRunningRequestsHoweverOld()
    {
        RequestLog log;
        log.apply({record(1, Running)});
        log.apply(records(2, RequestLog::Capacity + 5));
        QCOMPARE(log.records().size(), RequestLog::Capacity);
        QCOMPARE(log.records().last().id, quint64(1));
        log.apply({record(1), record(RequestLog::Capacity + 6)});
        QVERIFY(log.records().last().id != 1);
    }

    void moreRunningThanTheCapacityAreAllKept()
    {
        RequestLog log;
        QList<RequestRecord> batch;
        for (quint64 id = 1; id <= RequestLog::Capacity + 20; ++id)
            batch << record(id, Running);
        log.apply(batch);
        QCOMPARE(log.runningCount(), RequestLog::Capacity + 20);
    }

    void tellsOncePerBatchAndNothingForAnEmptyOne()
    {
        RequestLog log;
        QSignalSpy changed(&log, &RequestLog::changed);
        log.apply({});
        QCOMPARE(changed.count(), 0);
        const QList<RequestRecord> batch = records(1, 3);
        log.apply(batch);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().value<QList<RequestRecord>>(), batch);
    }
};

QTEST_GUILESS_MAIN(TestRequestLog)
#include "tst_requestlog.moc"
