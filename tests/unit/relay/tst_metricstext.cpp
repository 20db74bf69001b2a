// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/metricstext.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

RequestRecord ended(RequestRecord::Outcome outcome, int status, qint64 firstByteMs = -1, qint64 keyId = 1)
{
    RequestRecord record;
    record.keyId = keyId;
    record.outcome = outcome;
    record.status = status;
    record.firstByteMs = firstByteMs;
    return record;
}

KeyMetrics some()
{
    RelayCounts counts;
    counts.count(ended(RequestRecord::Outcome::Done, 200, 100));
    counts.count(ended(RequestRecord::Outcome::Done, 200, 101));
    counts.count(ended(RequestRecord::Outcome::Done, 429, 70'000));
    counts.count(ended(RequestRecord::Outcome::Refused, 403, 3));
    counts.count(ended(RequestRecord::Outcome::ClientClosed, 0));
    counts.count(ended(RequestRecord::Outcome::Done, 200, 1, 2)); // another key's
    counts.count(ended(RequestRecord::Outcome::Refused, 401, 1, 0));
    UsageReport report;
    report.slices << UsageSlice{{}, u"claude-\"x\"\\\n"_s, {1, 0, 0, 10, 20, 3, 4, 50, 1'250'000'000}};
    report.slices << UsageSlice{{}, u"nobody-answers-to-this"_s, {1, 1, 0, 0, 0, 0, 0, 0, 0}};
    report.total.unpriced = 7;
    return {counts.of(1), 2, report};
}

} // namespace

class TestMetricsText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasCounted_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char *line) { QTest::newRow(line) << QByteArray(line); };
        row("homeport_build_info{version=\"1.2\"} 1");
        row("homeport_requests_running 2");
        row("homeport_requests_total{outcome=\"done\",status=\"2xx\"} 2");
        row("homeport_requests_total{outcome=\"done\",status=\"4xx\"} 1");
        row("homeport_requests_total{outcome=\"refused\",status=\"4xx\"} 1");
        row("homeport_requests_total{outcome=\"client-closed\",status=\"none\"} 1");
        row("homeport_first_byte_seconds_bucket{le=\"0.1\"} 1");
        row("homeport_first_byte_seconds_bucket{le=\"0.25\"} 2");
        row("homeport_first_byte_seconds_bucket{le=\"60\"} 2");
        row("homeport_first_byte_seconds_bucket{le=\"+Inf\"} 3");
        row("homeport_first_byte_seconds_sum 70.201");
        row("homeport_first_byte_seconds_count 3");
        row("homeport_ledger_up 1");
        row("homeport_tokens_total{model=\"claude-\\\"x\\\"\\\\\\n\",kind=\"cache_read\"} 50");
        row("homeport_cost_dollars_total{model=\"claude-\\\"x\\\"\\\\\\n\"} 1.25");
        row("homeport_unpriced_requests_total 7");
    }

    void tellsWhatWasCounted()
    {
        QFETCH(QByteArray, line);
        const QByteArray text = metricsText(some(), "1.2");
        QVERIFY2(text.contains(QByteArray('\n' + line + '\n')), text.constData());
    }

    void withoutALedgerSaysSo()
    {
        KeyMetrics metrics = some();
        metrics.used.reset();
        const QByteArray text = metricsText(metrics, "1.2");
        QVERIFY(text.contains("\nhomeport_ledger_up 0\n"));
        QVERIFY(!text.contains("tokens_total"));
        QVERIFY(text.contains("homeport_requests_total{"));
    }

    // The format's own rules: one HELP and one TYPE before all samples of a family, together, and no sample twice.
    void isWellFormed()
    {
        const QByteArray text = metricsText(some(), "1.2");
        QVERIFY(text.endsWith('\n'));
        QVERIFY(!text.contains("nobody-answers"));
        static const QRegularExpression comment(u"^# (HELP|TYPE) ([a-z_]+) (.+)$"_s);
        static const QRegularExpression line(u"^([a-z_]+)(\\{[a-z]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"(?:,[a-z]+=\"[^\"]*\")*\\})? "
                                             "[0-9.]+$"_s);
        QSet<QString> families;
        QSet<QString> samples;
        QString family;
        QStringList lines = QString::fromUtf8(text).split(u'\n');
        lines.removeLast();
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (const auto said = comment.match(lines[i]); said.hasMatch()) {
                QCOMPARE(said.captured(1), u"HELP"_s);
                family = said.captured(2);
                QVERIFY(!families.contains(family));
                families.insert(family);
                const auto type = comment.match(lines.value(++i));
                QCOMPARE(type.captured(1), u"TYPE"_s);
                QCOMPARE(type.captured(2), family);
                continue;
            }
            const auto sample = line.match(lines[i]);
            QVERIFY2(sample.hasMatch(), qPrintable(lines[i]));
            QVERIFY2(sample.captured(1).startsWith(family), qPrintable(lines[i]));
            const QString which = sample.captured(1) + sample.captured(2);
            QVERIFY2(!samples.contains(which), qPrintable(which));
            samples.insert(which);
        }
        QCOMPARE(families.size(), 8);
    }

    void forgottenKeysBeginAnew()
    {
        RelayCounts counts;
        counts.count(ended(RequestRecord::Outcome::Done, 200, 1));
        counts.forget(1);
        QCOMPARE(counts.of(1), KeyCounts());
    }
};

QTEST_GUILESS_MAIN(TestMetricsText)
#include "tst_metricstext.moc"
