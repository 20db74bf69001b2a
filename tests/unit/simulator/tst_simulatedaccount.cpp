// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulatedaccount.h"

#include "core/providers/anthropic/answersignals.h"
#include "core/providers/anthropic/errors.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Meaning = AnswerSignal::Meaning;
using Kind = SimulatedAccount::Kind;

// Faults and counts of one simulated account, by a stepped clock; what its fields say is read as the relay reads it.
class TestSimulatedAccount final : public QObject
{
    Q_OBJECT

    const QDateTime m_start{QDate(2026, 11, 23), QTime(12, 0, 0, 250), Qt::UTC};
    const QString m_opus = u"claude-opus-4-1"_s;

    [[nodiscard]] static AnswerSignal signalOf(const SimulatedAccount::Refusal &refusal, const QString &model, const QDateTime &now)
    {
        const QByteArray body = anthropicErrorBody(refusal.status, refusal.message, {});
        return anthropicSignal(refusal.status, refusal.headers, body, model, now);
    }

private Q_SLOTS:
    void aSpentWindowRefusesUntilItsReset()
    {
        SimulatedAccount account(Kind::Plan);
        KeyFaults faults;
        faults.windowSpent = 300s;
        account.setFaults(faults, m_start);
        const QDateTime reset = QDateTime(QDate(2026, 11, 23), QTime(12, 5, 1), Qt::UTC);
        const auto refusal = account.refuseMessages(m_opus, m_start);
        QVERIFY(refusal);
        QCOMPARE(refusal->headers.value("retry-after").toByteArray(), QByteArray("301"));
        const AnswerSignal signal = signalOf(*refusal, m_opus, m_start);
        QCOMPARE(signal.meaning, Meaning::WindowSpent);
        QCOMPARE(signal.until, reset);
        QVERIFY(account.refuseMessages(m_opus, reset.addMSecs(-1)));
        QVERIFY(!account.refuseMessages(m_opus, reset)); // no later than it said
    }

    void aFamilysWindowRefusesThatFamily()
    {
        SimulatedAccount account(Kind::Plan);
        KeyFaults faults;
        faults.windowSpent = 300s;
        faults.family = u"opus"_s;
        account.setFaults(faults, m_start);
        const auto refusal = account.refuseMessages(m_opus, m_start);
        QVERIFY(refusal);
        const AnswerSignal signal = signalOf(*refusal, m_opus, m_start);
        QCOMPARE(signal.meaning, Meaning::FamilySpent);
        QCOMPARE(signal.family, u"opus"_s);
        QCOMPARE(signal.until, QDateTime(QDate(2026, 11, 23), QTime(12, 5, 1), Qt::UTC));
        QVERIFY(!account.refuseMessages(u"claude-haiku-4-5"_s, m_start));
    }

    void burstsThenOverloadsThenItServes()
    {
        SimulatedAccount account(Kind::ApiKey);
        KeyFaults faults;
        faults.bursts = 2;
        faults.burstRetryAfter = 7;
        faults.overloads = 1;
        account.setFaults(faults, m_start);
        QList<Meaning> meanings;
        while (const auto refusal = account.refuseMessages(m_opus, m_start)) {
            const AnswerSignal signal = signalOf(*refusal, m_opus, m_start);
            meanings << signal.meaning;
            QCOMPARE(signal.until, signal.meaning == Meaning::Burst ? m_start.addSecs(7) : QDateTime());
        }
        QCOMPARE(meanings, QList<Meaning>({Meaning::Burst, Meaning::Burst, Meaning::Overloaded}));
    }

    void aBanIsRecognised()
    {
        SimulatedAccount account(Kind::ApiKey);
        QVERIFY(!account.refusal());
        KeyFaults faults;
        faults.banned = true;
        account.setFaults(faults, m_start);
        QVERIFY(account.refusal());
        QCOMPARE(signalOf(*account.refusal(), m_opus, m_start).meaning, Meaning::Banned);
        account.setFaults({}, m_start);
        QVERIFY(!account.refusal());
    }

    void fieldsByKindOfAccount()
    {
        HeaderBlock ofKey;
        SimulatedAccount(Kind::ApiKey).countLimits(100, 10, m_start, ofKey);
        const auto keyWindows = anthropicQuota(ofKey, m_start);
        QCOMPARE(keyWindows.size(), 4);
        QCOMPARE(keyWindows.first().name, u"requests"_s);

        SimulatedAccount plan(Kind::Plan);
        HeaderBlock first;
        plan.countLimits(1'000'000, 500'000, m_start, first);
        const auto windows = anthropicQuota(first, m_start);
        QCOMPARE(windows.size(), 2);
        QCOMPARE(windows[0].name, u"5h"_s);
        QCOMPARE(windows[0].status, u"allowed"_s);
        QCOMPARE(windows[0].utilization, 0.3);
        QCOMPARE(windows[0].resetsAt.toSecsSinceEpoch(), m_start.addSecs(5 * 3600).toSecsSinceEpoch());
        QCOMPARE(windows[1].name, u"7d"_s);
        QCOMPARE(windows[1].utilization, 0.03);
        HeaderBlock second;
        plan.countLimits(3'000'000, 0, m_start.addSecs(60), second);
        QCOMPARE(anthropicQuota(second, m_start)[0].status, u"allowed_warning"_s);
        HeaderBlock nextWindow;
        plan.countLimits(500'000, 0, m_start.addSecs(5 * 3600), nextWindow);
        QCOMPARE(anthropicQuota(nextWindow, m_start)[0].utilization, 0.1);
        QCOMPARE(anthropicQuota(nextWindow, m_start)[1].utilization, 0.1); // the week goes on
    }

    void usageAddsUp()
    {
        SimulatedAccount account(Kind::ApiKey);
        QVERIFY(!account.usage().known);
        const TokenUsage one{1, 2, 3, 4, 5, 6, u"m"_s, true, true};
        account.countTold(one, true);
        account.countTold(one, true);
        QCOMPARE(account.usage(), (TokenUsage{2, 4, 6, 8, 10, 12, {}, true, true}));
        account.countTold(std::nullopt, false);
        QCOMPARE(account.usage(), (TokenUsage{2, 4, 6, 8, 10, 12, {}, true, false}));
    }
};

QTEST_GUILESS_MAIN(TestSimulatedAccount)
#include "tst_simulatedaccount.moc"
