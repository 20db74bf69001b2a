// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/storage/ledgertraces.h"
#include "core/usage/ledger.h"
#include "core/usage/storedtrace.h"
#include "core/usage/tracenumbers.h"
#include "tests/support/await.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// Why an account: kept once for all requests that were decided alike.
class TestLedgerTraces : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString path() const { return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".db"); }
    static RouteTrace trace(double score)
    {
        RouteTrace made;
        made.steps << TraceStep{TraceStep::Basis::Strategy,
                                u"most-headroom"_s,
                                {{1, u"Work"_s, RouteReason::Chosen, score, 0, {}}, {2, u"Home"_s, RouteReason::Paused, 0, 0, {}}},
                                {}};
        return made;
    }
    static RequestRecord record(quint64 id, const RouteTrace &trace)
    {
        RequestRecord made;
        made.id = id;
        made.startedAt = QDateTime::currentDateTimeUtc();
        made.status = 200;
        made.session = u"0123456789abcdef"_s;
        made.outcome = RequestRecord::Outcome::Done;
        made.trace = trace;
        return made;
    }
    std::unique_ptr<LedgerRepository> open()
    {
        auto opened = LedgerRepository::open(path(), u"one"_s);
        return opened ? std::move(*opened) : nullptr;
    }
    static qint64 count(LedgerRepository &ledger, const char *what)
    {
        return ledger.database().handle().execAndGet(std::string("SELECT count(*) FROM ") + what).getInt64();
    }
    static LedgerRow row(qint64 number, qint64 traceNumber)
    {
        LedgerRow made;
        made.number = number;
        made.startedAt = number;
        made.trace = traceNumber;
        return made;
    }

private Q_SLOTS:
    void aTraceSurvivesTheProgram()
    {
        RouteTrace waited = trace(0.5);
        waited.session = u"0123456789ab"_s;
        waited.queuedMs = 40;
        waited.heldMs = 50;
        qint64 run = 0;
        {
            Ledger ledger;
            QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
            run = ledger.run();
            ledger.append({record(1, waited), record(2, trace(0.5)), record(3, {})});
            ledger.append({record(4, trace(0.75)), record(5, trace(0.5))});
        }
        Ledger again;
        QCOMPARE(again.run(), 0);
        QVERIFY(await(again.open(path(), u"one"_s)).has_value());
        QCOMPARE(again.run(), run + 1);
        again.append({record(1, trace(0.5))});
        const auto first = await(again.request(ledgerId(run, 1)));
        QVERIFY(first.has_value());
        QVERIFY(first->trace == waited);
        QCOMPARE(first->id, static_cast<quint64>(ledgerId(run, 1)));
        QVERIFY(await(again.request(ledgerId(run, 4)))->trace.steps == trace(0.75).steps);
        QVERIFY(await(again.request(ledgerId(run, 3)))->trace.steps.isEmpty());
        QVERIFY(await(again.request(ledgerId(run + 1, 1)))->trace.steps == trace(0.5).steps);
        QCOMPARE(await(again.request(ledgerId(run, 9))).error().code, Error::Code::NotFound);
        const auto ledger = open();
        QCOMPARE(count(*ledger, "trace"), 2);
        QCOMPARE(count(*ledger, "request"), 6);
    }

    void moreThanAreRememberedAreOnceEach()
    {
        {
            Ledger ledger;
            QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
            for (quint64 id = 1; id <= 3000; ++id) { // 1000 of them, three times over
                RouteTrace one = trace(0.5);
                one.steps.first().candidates[0].untilMs = static_cast<qint64>(id % 1000);
                ledger.append({record(id, one)});
            }
        }
        QCOMPARE(count(*open(), "trace"), 1000);
    }

    void whatNoRequestHasAnyMoreGoes()
    {
        const auto ledger = open();
        LedgerTraces &traces = ledger->traces();
        qint64 old = 0;
        qint64 young = 0;
        constexpr qint64 Late = LedgerTraces::LateBy;
        const auto rowAt = [&](qsizetype index) {
            const qint64 number = index == 0 ? 1 : 2 * Late + index;
            const qint64 id = ledger->idOf(number);
            if (index == 0)
                old = traces.number(u"old"_s, id);
            else
                young = traces.number(u"young"_s, id);
            return row(number, index == 0 ? old : young);
        };
        QVERIFY(ledger->take(3, rowAt).has_value());
        QCOMPARE(*ledger->write(QTimeZone::utc()), 3);
        LedgerRetention retention;
        retention.days = 1'000'000;
        QCOMPARE(*ledger->prune(retention, 0), 0);
        QCOMPARE(traces.text(old), u"old"_s);
        retention.rows = 2;
        QCOMPARE(*ledger->prune(retention, 0), 1);
        QCOMPARE(traces.text(old), QString());
        QCOMPARE(traces.text(young), u"young"_s);
        QCOMPARE(count(*ledger, "request"), 2);
    }

    void ofTooManyTheLongestUnusedGo()
    {
        const auto ledger = open();
        LedgerTraces &traces = ledger->traces();
        QList<qint64> numbers;
        for (int i = 1; i <= 10; ++i)
            numbers << traces.number(QString::number(i), i);
        traces.used(numbers.at(0), 100);
        traces.prune(0, 3);
        QCOMPARE(count(*ledger, "trace"), 3);
        for (const int kept : {0, 8, 9})
            QCOMPARE(traces.text(numbers.at(kept)), QString::number(kept + 1));
        const qint64 newest = numbers.at(9);
        traces.prune(1'000'000);
        QVERIFY(traces.number(u"another"_s, 1) > newest); // no old request comes to a trace that is not its own
    }

    // The table is told often enough of a trace that goes on being used.
    void aTraceInUseStaysYoung()
    {
        const auto ledger = open();
        TraceNumbers numbers;
        const RouteTrace one = trace(0.5);
        const qint64 number = numbers.of(one, 1, ledger->traces());
        for (qint64 request = 2; request <= 5 * LedgerTraces::LateBy; ++request)
            QCOMPARE(numbers.of(one, request, ledger->traces()), number);
        ledger->traces().prune(5 * LedgerTraces::LateBy);
        QCOMPARE(ledger->traces().text(number), writeTrace(one));
        QCOMPARE(numbers.of({}, 7, ledger->traces()), 0);
    }

    // What a batch wrote that was undone is written again with the next one.
    void anUndoneTraceIsNotRemembered()
    {
        const auto other = open();
        Ledger ledger(nullptr, LedgerPauses{1ms, 1ms, 50ms});
        const auto hasTrace = [&ledger](qint64 number) {
            const auto found = await(ledger.request(ledgerId(ledger.run(), number)));
            return found && found->trace.steps == trace(0.5).steps;
        };
        QVERIFY(await(ledger.open(path(), u"one"_s)).has_value());
        other->database().handle().exec("CREATE TRIGGER refuse BEFORE INSERT ON word BEGIN SELECT raise(ABORT, 'not now'); END");
        ledger.append({record(1, trace(0.5))});
        QVERIFY(!await(ledger.request(ledgerId(ledger.run(), 1))).has_value());
        other->database().handle().exec("DROP TRIGGER refuse");
        ledger.append({record(2, trace(0.5))});
        QTRY_VERIFY(hasTrace(1));
        QVERIFY(hasTrace(2));
    }
};

QTEST_GUILESS_MAIN(TestLedgerTraces)
#include "tst_ledgertraces.moc"
