// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/exportrows.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

LedgerEntry full()
{
    LedgerEntry entry;
    entry.id = (qint64(7) << 32) | 3;
    LedgerRow &row = entry.row;
    row.startedAt = QDateTime::fromString(u"2026-11-26T10:00:00.123Z"_s, Qt::ISODateWithMs).toMSecsSinceEpoch();
    row.duration = 1200;
    row.firstByte = 300;
    row.account = {1, u"work, \"main\""_s};
    row.key = {2, u"=laptop"_s};
    row.model = u"claude-opus-4-8"_s;
    row.tool = u"claude-cli/2.1"_s;
    row.session = u"s\n1"_s;
    row.method = u"POST"_s;
    row.path = u"/v1/messages"_s;
    row.status = 200;
    row.outcome = 1;
    row.bytesUp = 10;
    row.bytesDown = 20;
    row.usage = LedgerRow::Usage::Complete;
    row.input = 1;
    row.output = 2;
    row.cacheRead = 5;
    row.cost = 1'234'567'890;
    row.prices = u"2026-11-01 published"_s;
    return entry;
}

} // namespace

// Single requests as other programs read them.
class TestExportRows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineOfJsonHasEveryField()
    {
        const QByteArray line = exportLine(full(), ExportFormat::JsonLines);
        QVERIFY(line.startsWith("{\"id\":30064771075,\"started_at\":\"2026-11-26T10:00:00.123Z\","));
        QCOMPARE(line.count('\n'), 1);
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        QCOMPARE(json.size(), exportHeader(ExportFormat::Csv).count(',') + 1);
        QCOMPARE(json["account"_L1].toString(), u"work, \"main\""_s);
        QCOMPARE(json["session"_L1].toString(), u"s\n1"_s);
        QCOMPARE(json["outcome"_L1].toString(), u"done"_s);
        QCOMPARE(json["cost_usd"_L1].toString(), u"1.23456789"_s);
        QCOMPARE(json["cache_read"_L1].toInt(), 5);
        QVERIFY(json["detail"_L1].isNull());
    }

    void aLineOfCsvHasTheSameFields()
    {
        QCOMPARE(
            exportLine(full(), ExportFormat::Csv),
            QByteArray("30064771075,2026-11-26T10:00:00.123Z,1200,300,\"work, \"\"main\"\"\",'=laptop,claude-opus-4-8,,claude-cli/2.1,,"
                       "\"s\n1\",POST,/v1/messages,,200,done,10,20,complete,1,2,0,0,5,0,0,,1.23456789,2026-11-01 published,\r\n"));
        QVERIFY(exportHeader(ExportFormat::Csv).startsWith("id,started_at,duration_ms,first_byte_ms,account,key,model,"));
        QVERIFY(exportHeader(ExportFormat::Csv).endsWith(",cost_usd,prices,detail\r\n"));
        QVERIFY(exportHeader(ExportFormat::JsonLines).isEmpty());
    }

    void whatIsNotKnownIsNoZero()
    {
        LedgerEntry entry = full();
        entry.row.firstByte = -1;
        entry.row.cost = -1;
        entry.row.usage = LedgerRow::Usage::Unknown;
        entry.row.status = 0;
        const QJsonObject json = QJsonDocument::fromJson(exportLine(entry, ExportFormat::JsonLines)).object();
        for (const char *field : {"first_byte_ms", "cost_usd", "input", "output", "cache_write_5m", "reasoning", "status"})
            QVERIFY2(json.contains(QLatin1StringView(field)) && json[QLatin1StringView(field)].isNull(), field);
        QVERIFY(exportLine(entry, ExportFormat::Csv).contains(",unknown,,,,,,,,,"));
    }
};

QTEST_GUILESS_MAIN(TestExportRows)
#include "tst_exportrows.moc"
