// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/storedtrace.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::RouteTrace)

namespace {

using Basis = TraceStep::Basis;

TraceStep step(Basis basis, const QString &rule, std::vector<TraceCandidate> candidates, const QString &outcome = {})
{
    return {basis, rule, std::move(candidates), outcome};
}

RouteTrace traceOf(const QList<TraceStep> &steps)
{
    RouteTrace trace;
    trace.steps = steps;
    return trace;
}

RouteTrace chosen(double score)
{
    return traceOf({step(Basis::Strategy, u"most-headroom"_s,
                         {{1, u"Work"_s, RouteReason::Chosen, score, 0, {}}, {2, u"Home"_s, RouteReason::NotBetter, 0.25, 0, {}}})});
}

} // namespace

// Decision traces as texts of the ledger.
class TestStoredTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain_data()
    {
        QTest::addColumn<RouteTrace>("trace");
        QTest::newRow("nothing was decided") << RouteTrace();
        QTest::newRow("one account") << traceOf({step(Basis::Pin, {}, {{7, u"Work"_s, RouteReason::Chosen, 0, 0, {}}})});
        QTest::newRow("nobody there") << traceOf({step(Basis::None, {}, {})});
        QTest::newRow("scores") << traceOf({step(Basis::Strategy, u"priority"_s,
                                                 {{1, u"a"_s, RouteReason::Chosen, -1000, 0, {}},
                                                  {2, u"b"_s, RouteReason::NotBetter, 1000, 0, {}},
                                                  {3, u"c"_s, RouteReason::NotBetter, 0.5, 0, {}},
                                                  {4, u"d"_s, RouteReason::NotBetter, 0, 0, {}}})});
        RouteTrace moved = traceOf(
            {step(Basis::Strategy, u"team"_s,
                  {{1, u"Work"_s, RouteReason::Chosen, 0.75, 0, {}},
                   {2, u"Höme \"2\"\n"_s, RouteReason::Parked, 0, 1'795'651'200'123, u"Too many requests, 再試行"_s}},
                  u"429 rate_limit_error"_s),
             step(Basis::HeldBack, {}, {{2, u"Home"_s, RouteReason::AlreadyTried, 0, 0, {}}})});
        moved.sessionWas = u"Work"_s;
        moved.askedModel = u"fast"_s;
        moved.noToken = u"the refresh was refused"_s;
        QTest::newRow("a move") << moved;
        std::vector<TraceCandidate> all;
        for (int reason = 0; reason <= static_cast<int>(RouteReason::CallNotServed); ++reason)
            all.push_back({reason + 1, u"account"_s, static_cast<RouteReason>(reason), 0, 0, {}});
        QList<TraceStep> steps;
        for (int basis = 0; basis <= static_cast<int>(Basis::None); ++basis)
            steps << step(static_cast<Basis>(basis), {}, all);
        QTest::newRow("every reason and basis") << traceOf(steps);
    }
    void whatIsWrittenIsReadAgain()
    {
        QFETCH(RouteTrace, trace);
        const QString text = writeTrace(trace);
        QCOMPARE(text.isEmpty(), trace.steps.isEmpty());
        QVERIFY(!text.contains(u'\n'));
        QVERIFY(readTrace(text) == trace);
        QVERIFY(isSameTrace(readTrace(text), trace));
        QCOMPARE(traceHash(readTrace(text)), traceHash(trace));
        QCOMPARE(writeTrace(readTrace(text)), text);
    }

    void whatIsNoTraceReadsAsNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("no JSON") << u"{\"steps\":[{"_s;
        QTest::newRow("an array") << u"[1]"_s;
        QTest::newRow("other types") << u"{\"steps\":{\"of\":1}}"_s;
    }
    void whatIsNoTraceReadsAsNone()
    {
        QFETCH(QString, text);
        QVERIFY(readTrace(text) == RouteTrace());
    }

    void numbersOfOtherVersionsStayInRange()
    {
        const RouteTrace trace = readTrace(u"{\"steps\":[{\"basis\":99,\"of\":[[1,\"a\",99,0,0,\"\"],[2,\"b\",-1,0,0,\"\"],7]}]}"_s);
        QCOMPARE(trace.steps.size(), 1);
        QCOMPARE(trace.steps.first().basis, Basis::None);
        QCOMPARE(trace.steps.first().candidates.size(), std::size_t(3));
        QCOMPARE(trace.steps.first().candidates[0].reason, RouteReason::CallNotServed);
        QCOMPARE(trace.steps.first().candidates[1].reason, RouteReason::Chosen);
    }

    void whatNobodyWouldSeeIsNoDifference_data()
    {
        QTest::addColumn<double>("a");
        QTest::addColumn<double>("b");
        QTest::addColumn<bool>("same");
        QTest::newRow("equal") << 0.61 << 0.61 << true;
        QTest::newRow("a ten-thousandth") << 0.61001 << 0.61003 << true;
        QTest::newRow("a percent") << 0.61 << 0.62 << false;
        QTest::newRow("priorities") << -999.0 << -1000.0 << false;
        QTest::newRow("milliseconds of days") << 86'400'000.0 << 86'400'001.0 << true;
        QTest::newRow("signs") << 1.0 << -1.0 << false;
    }
    void whatNobodyWouldSeeIsNoDifference()
    {
        QFETCH(double, a);
        QFETCH(double, b);
        QFETCH(bool, same);
        QCOMPARE(isSameTrace(chosen(a), chosen(b)), same);
        QCOMPARE(writeTrace(chosen(a)) == writeTrace(chosen(b)), same);
        QCOMPARE(traceHash(chosen(a)) == traceHash(chosen(b)), same);
    }

    void whatIsOfOneRequestStaysOut()
    {
        RouteTrace waited = chosen(0.5);
        waited.queuedMs = 12;
        waited.heldMs = 13;
        waited.session = u"0123"_s;
        QVERIFY(isSameTrace(waited, chosen(0.5)));
        QCOMPARE(writeTrace(waited), writeTrace(chosen(0.5)));
    }

    void everyTextTellsTracesApart()
    {
        const RouteTrace plain = chosen(0.5);
        for (const auto change :
             {+[](RouteTrace &t) { t.sessionWas = u"x"_s; }, +[](RouteTrace &t) { t.noToken = u"x"_s; },
              +[](RouteTrace &t) { t.steps.first().rule = u"x"_s; }, +[](RouteTrace &t) { t.steps.first().outcome = u"x"_s; },
              +[](RouteTrace &t) { t.steps.first().candidates[1].account = u"x"_s; },
              +[](RouteTrace &t) { t.steps.first().candidates[1].detail = u"x"_s; },
              +[](RouteTrace &t) { t.steps.first().candidates[1].untilMs = 5; },
              +[](RouteTrace &t) { t.steps.first().candidates.pop_back(); }, +[](RouteTrace &t) { t.steps << TraceStep(); }}) {
            RouteTrace other = plain;
            change(other);
            QVERIFY(!isSameTrace(plain, other));
            QVERIFY(writeTrace(plain) != writeTrace(other));
        }
    }
};

QTEST_GUILESS_MAIN(TestStoredTrace)
#include "tst_storedtrace.moc"
