// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/routing/routingbench.h"

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 TenPastThree = Noon + 3 * Hour + 10 * Minute; // the tests run in UTC

TraceCandidate because(RouteReason reason, const QString &detail = {}, qint64 untilMs = 0)
{
    return {1, u"work"_s, reason, 0, untilMs, detail};
}

} // namespace

class TestTraceText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysEachReason_data()
    {
        QTest::addColumn<TraceCandidate>("candidate");
        QTest::addColumn<QString>("text");
        const auto row = [](const TraceCandidate &candidate, const QString &text) { QTest::newRow(qPrintable(text)) << candidate << text; };
        using enum RouteReason;
        row(because(Chosen), u"work was chosen."_s);
        row(because(NotBetter), u"work could serve too, but another account came first."_s);
        row(because(OtherProtocol), u"work speaks another protocol."_s);
        row(because(NotPermitted), u"work is not among the accounts this key may use."_s);
        row(because(ModelNotServed), u"work does not serve this model."_s);
        row(because(Paused), u"work is paused."_s);
        row(because(NeedsSignIn), u"work needs a new sign-in."_s);
        row(because(NeedsSignIn, u"token revoked"_s), u"work needs a new sign-in (token revoked)."_s);
        row(because(Blocked, u"This organization has been disabled."_s),
            u"work was switched off by its provider (This organization has been disabled)."_s);
        row(because(Parked, u"5h limit"_s, TenPastThree), u"work is parked until 15:10 (5h limit)."_s);
        row(because(Parked, {}, TenPastThree + 1), u"work is parked until 15:11."_s);
        row(because(Parked, u"wait..."_s, Noon + 13 * Hour), u"work is parked until 2026-11-26 01:00 (wait...)."_s);
        row(because(FamilyParked, u"weekly limit"_s, TenPastThree),
            u"work is parked for models of this kind until 15:10 (weekly limit)."_s);
        row(because(Reserve, u"5h"_s, TenPastThree), u"work keeps the rest of its quota 5h in reserve until 15:10."_s);
        row(because(Reserve), u"work keeps the rest of its quota in reserve."_s);
        row(because(NoWay, u"The proxy was removed."_s), u"work has no way to its provider (The proxy was removed)."_s);
        row(because(NoCredential), u"work has no credential."_s);
        row(because(AlreadyTried), u"work was already tried for this request."_s);
        row(because(WantsOwnLogin), u"work passes a tool's own login through, but this request brings none."_s);
        row(because(HasOwnLogin), u"work is not asked, because this request brings a login of its own."_s);
        row(because(HalfOpen), u"work was parked until just now, and another request is finding out whether it serves again."_s);
        row(because(CallNotServed), u"work does not serve this kind of call."_s); // as older traces have it
        row(because(CallNotServed, u"Vertex AI has none"_s), u"work does not serve this kind of call (Vertex AI has none)."_s);
    }

    void saysEachReason()
    {
        QFETCH(TraceCandidate, candidate);
        QTEST(traceText(candidate, Noon), "text");
    }

    void aTimeOfAnotherDayHasItsDate()
    {
        const TraceCandidate parked = because(RouteReason::Parked, {}, TenPastThree);
        QCOMPARE(traceText(parked, Noon - 12 * Hour), u"work is parked until 15:10."_s);
        QCOMPARE(traceText(parked, Noon - 12 * Hour - 1), u"work is parked until 2026-11-25 15:10."_s);
    }

    void aRefusalNamesEveryAccount()
    {
        TraceStep step;
        QCOMPARE(refusalText(step, Noon), u"There is no account yet: add one in Homeport."_s);
        step.candidates.push_back(because(RouteReason::Parked, u"5h limit"_s, TenPastThree));
        step.candidates.push_back({2, u"home"_s, RouteReason::Paused, 0, 0, {}});
        QCOMPARE(refusalText(step, Noon), u"No account can serve this request: work is parked until 15:10 (5h limit); home is paused."_s);
    }
};

QTEST_GUILESS_MAIN(TestTraceText)
#include "tst_tracetext.moc"
