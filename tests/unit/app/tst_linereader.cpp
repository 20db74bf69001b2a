// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/linereader.h"

#include <QTest>

using namespace homeport;

class TestLineReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameLinesAtEverySplit()
    {
        const QByteArray input("one\n\ntwo\r\nthree");
        for (qsizetype split = 0; split <= input.size(); ++split) {
            LineReader reader(100);
            QList<QByteArray> lines;
            for (const QByteArray &part : {input.first(split), input.sliced(split)}) {
                QVERIFY(reader.feed(part));
                while (auto line = reader.next())
                    lines.append(*line);
            }
            QCOMPARE(lines, (QList<QByteArray>{"one", "", "two"}));
            QVERIFY(reader.feed("\n"));
            QCOMPARE(reader.next().value(), QByteArray("three"));
        }
    }

    void takesALineOfExactlyTheLimit()
    {
        LineReader reader(4);
        QVERIFY(reader.feed("1234\n12"));
        QVERIFY(reader.feed("34"));
        QCOMPARE(reader.next().value(), QByteArray("1234"));
        QVERIFY(!reader.next());
    }

    void refusesALongerLineForGood_data()
    {
        QTest::addColumn<QList<QByteArray>>("parts");
        QTest::newRow("at once") << QList<QByteArray>{"12345\n"};
        QTest::newRow("without an end") << QList<QByteArray>{"12345"};
        QTest::newRow("in parts") << QList<QByteArray>{"123", "45"};
        QTest::newRow("after a good one") << QList<QByteArray>{"1\n12345"};
        QTest::newRow("before a good one") << QList<QByteArray>{"12345\n1\n"};
    }

    void refusesALongerLineForGood()
    {
        QFETCH(QList<QByteArray>, parts);
        LineReader reader(4);
        bool accepted = true;
        for (const QByteArray &part : parts)
            accepted = reader.feed(part);
        QVERIFY(!accepted);
        QVERIFY(!reader.feed("\nok\n"));
        QVERIFY(!reader.next());
    }
};

QTEST_APPLESS_MAIN(TestLineReader)
#include "tst_linereader.moc"
