// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/truncation.h"
#include "tests/support/sseparser.h"

#include <QStringDecoder>
#include <QTest>

using namespace homeport;
using homeport::test::parseSse;
using homeport::test::SseEvent;

namespace {

const QByteArray Stream =
    "event: message_start\ndata: {\"type\":\"message_start\"}\n\n: a comment\n\nevent: ping\ndata: {\"type\": \"ping\"}\n\n"
    "id: 7\nevent: content_block_delta\ndata: {\"text\":\"gr\xc3\xbc\xc3\x9f \xe0\xa4\x85\xed\x95\x9c "
    "\xf0\x9f\x98\x80\xf4\x8f\xbf\xbd\"}\n\n"
    "data:two\ndata: lines\n\nevent: message_stop\ndata: {}\n\n";
const SseEvent Error{"error", R"({"type":"error"})"};
const QByteArray ErrorBytes = "event: error\ndata: " + Error.data + "\n\n";

HeaderBlock answer(const QByteArray &extra = {}, const QByteArray &type = "text/event-stream")
{
    return *HeaderBlock::parse(QByteArray("Content-Type: " + type + "\r\n" + extra));
}

} // namespace

class TestTruncation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ourEventIsTheLastAndWholeAtEveryCut_data()
    {
        QTest::addColumn<QByteArray>("lineEnd");
        QTest::newRow("LF") << QByteArray("\n");
        QTest::newRow("CRLF") << QByteArray("\r\n");
        QTest::newRow("CR") << QByteArray("\r");
    }

    void ourEventIsTheLastAndWholeAtEveryCut()
    {
        QFETCH(QByteArray, lineEnd);
        const QByteArray stream = QByteArray(Stream).replace("\n", lineEnd);
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            Truncation truncation;
            truncation.begin(answer());
            truncation.passed(stream.first(cut / 2)); // in two chunks
            truncation.passed(stream.first(cut).sliced(cut / 2));
            const QByteArray whole = stream.first(cut) + truncation.ending(ErrorBytes, "event: ping");
            QList<SseEvent> events = parseSse(whole);
            QVERIFY2(!events.isEmpty() && events.takeLast() == Error, whole.constData());
            // What came before is what the whole events were, and at most one ping with what was left of another.
            const QList<SseEvent> delivered = parseSse(stream.first(cut));
            if (events.size() == delivered.size() + 1)
                QCOMPARE(events.takeLast().type, QByteArray("ping"));
            QCOMPARE(events, delivered);
            QStringDecoder decoder(QStringDecoder::Utf8);
            (void)QString(decoder(whole));
            QVERIFY2(!decoder.hasError(), whole.constData());
        }
    }

    void betweenEventsNothingIsAdded()
    {
        Truncation truncation;
        truncation.begin(answer());
        QCOMPARE(truncation.ending(ErrorBytes, "event: ping"), ErrorBytes);
        for (char c : QByteArrayView("data: {}\n\n"))
            truncation.passed(QByteArrayView(&c, 1));
        QCOMPARE(truncation.ending(ErrorBytes, "event: ping"), ErrorBytes);
    }

    void nothingIsSaidWhereItWouldBeDamage_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("extra");
        QTest::addColumn<bool>("fits");
        QTest::newRow("stream") << QByteArray("text/event-stream; charset=utf-8") << QByteArray() << true;
        QTest::newRow("stream in capitals") << QByteArray("Text/Event-Stream") << QByteArray() << true;
        QTest::newRow("with a length") << QByteArray("text/event-stream") << QByteArray("content-length: 1000\r\n") << false;
        QTest::newRow("compressed") << QByteArray("text/event-stream") << QByteArray("Content-Encoding: gzip\r\n") << false;
        QTest::newRow("json") << QByteArray("application/json") << QByteArray() << false;
    }

    void nothingIsSaidWhereItWouldBeDamage()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, extra);
        QFETCH(bool, fits);
        Truncation truncation;
        truncation.begin(answer(extra, type));
        truncation.passed("data: {\"half\":");
        QCOMPARE(!truncation.ending(ErrorBytes, "event: ping").isEmpty(), fits);
    }
};

QTEST_GUILESS_MAIN(TestTruncation)
#include "tst_truncation.moc"
