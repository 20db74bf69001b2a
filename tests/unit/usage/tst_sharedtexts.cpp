// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/sharedtexts.h"

#include <QTest>

using namespace homeport;

namespace {

// Texts of its own, as from a parser.
RequestRecord made(int session, const char *model)
{
    RequestRecord record;
    record.tool = QString::fromLatin1("claude-cli/2.1.330");
    record.model = QString::fromLatin1(model);
    record.usage.model = QString::fromLatin1(model) + QStringLiteral("-dated");
    record.usage.stopReason = QString::fromLatin1("end_turn");
    record.session = QString::number(session) + QStringLiteral("-session");
    record.trace.session = record.session.left(5);
    TraceStep step;
    step.rule = QString::fromLatin1("priority");
    step.candidates.push_back({3, QStringLiteral("work"), RouteReason::Chosen, 1, 0, {}});
    record.trace.steps.append(step);
    return record;
}

} // namespace

class TestSharedTexts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsStayWhatTheyAre()
    {
        SharedTexts texts;
        for (int i = 0; i < 1000; ++i) {
            RequestRecord record = made(i % 150, i % 3 == 0 ? "claude-opus-4-8" : i % 3 == 1 ? "claude-haiku-4-5" : "");
            if (i % 7 == 0)
                record.trace.steps.front().candidates.front().score = i;
            if (i % 11 == 0)
                record.session.clear();
            const RequestRecord before = record;
            texts.share(record);
            QVERIFY2(record == before, qPrintable(QString::number(i)));
        }
    }

    void equalOnesHaveOneMemory()
    {
        SharedTexts texts;
        RequestRecord first = made(1, "claude-opus-4-8");
        RequestRecord between = made(2, "claude-opus-4-8");
        RequestRecord second = made(1, "claude-opus-4-8");
        QVERIFY(first.tool.constData() != second.tool.constData());
        for (RequestRecord *record : {&first, &between, &second})
            texts.share(*record);
        QCOMPARE(second.tool.constData(), first.tool.constData());
        QCOMPARE(second.model.constData(), first.model.constData());
        QCOMPARE(second.usage.model.constData(), first.usage.model.constData());
        QCOMPARE(second.usage.stopReason.constData(), first.usage.stopReason.constData());
        QCOMPARE(second.trace.steps.constData(), first.trace.steps.constData());
        // Unless two sessions happen to have one slot.
        QVERIFY(second.session.constData() == first.session.constData() || qHash(between.session) % 64 == qHash(first.session) % 64);
    }

    void aChangedRecordChangesNoOther()
    {
        SharedTexts texts;
        RequestRecord first = made(1, "claude-opus-4-8");
        RequestRecord second = made(1, "claude-opus-4-8");
        texts.share(first);
        texts.share(second);
        second.trace.steps.back().outcome = QStringLiteral("429");
        second.tool += u'x';
        QCOMPARE(first.trace.steps.constFirst().outcome, QString());
        QCOMPARE(first.tool, QStringLiteral("claude-cli/2.1.330"));
    }
};

QTEST_GUILESS_MAIN(TestSharedTexts)
#include "tst_sharedtexts.moc"
