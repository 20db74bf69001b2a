// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/chunkeddecoder.h"

#include <QTest>

using namespace homeport;
using Status = ChunkedDecoder::Status;

class TestChunkedDecoder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesAtEverySplit()
    {
        const QByteArray wire = "5;name=\"v\"\r\nhello\r\n1\r\n \r\n0a\r\nwor\r\nld!!!\r\n0\r\nTrailer: x\r\nOther: y\r\n\r\nNEXT";
        for (qsizetype split = 0; split <= wire.size(); ++split) {
            ChunkedDecoder decoder(1000);
            QByteArray body;
            QByteArrayView first = QByteArrayView(wire).first(split);
            Status status = decoder.feed(&first, &body);
            QByteArray rest = first.toByteArray() + wire.sliced(split);
            QByteArrayView second(rest);
            if (status == Status::NeedMore)
                status = decoder.feed(&second, &body);
            QCOMPARE(status, Status::Done);
            QCOMPARE(body, QByteArray("hello wor\r\nld!!!"));
            QCOMPARE(second.toByteArray(), QByteArray("NEXT"));
        }
    }

    void refusesMalformed_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("no size") << QByteArray("\r\n");
        QTest::newRow("not hex") << QByteArray("g\r\n");
        QTest::newRow("sign") << QByteArray("-1\r\n");
        QTest::newRow("too many digits") << QByteArray("000000001\r\n");
        QTest::newRow("bare LF after size") << QByteArray("1\na\r\n");
        QTest::newRow("no CRLF after data") << QByteArray("1\r\nab");
        QTest::newRow("LF after data") << QByteArray("1\r\na\n");
        QTest::newRow("LF in extension") << QByteArray("1;a\nb\r\n");
        QTest::newRow("CR alone after last chunk") << QByteArray("0\r\n\rx");
    }

    void refusesMalformed()
    {
        QFETCH(QByteArray, wire);
        ChunkedDecoder decoder(1000);
        QByteArray body;
        QByteArrayView view(wire);
        QCOMPARE(decoder.feed(&view, &body), Status::Malformed);
    }

    void holdsTheLimit()
    {
        ChunkedDecoder decoder(4);
        QByteArray body;
        QByteArrayView view("4\r\nabcd\r\n1\r\ne\r\n");
        QCOMPARE(decoder.feed(&view, &body), Status::TooLarge);
        QVERIFY(body.size() <= 4);
    }

    void boundsExtensionsAndTrailers()
    {
        ChunkedDecoder decoder(4);
        QByteArray body;
        const QByteArray wire = "1;" + QByteArray(20'000, 'x');
        QByteArrayView view(wire);
        QCOMPARE(decoder.feed(&view, &body), Status::Malformed);
    }
};

QTEST_GUILESS_MAIN(TestChunkedDecoder)
#include "tst_chunkeddecoder.moc"
