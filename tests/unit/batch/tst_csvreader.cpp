// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/csvreader.h"

#include <QTest>

#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

using Table = QList<QList<QByteArray>>;

struct Read
{
    Table cells;
    QList<int> lines;
    QStringList problems;
    QString failure;
};

Read readAll(const QByteArray &text, char separator = ',')
{
    Read all;
    CsvReader reader(text, separator);
    while (true) {
        const auto more = reader.next();
        if (!more)
            all.failure = more.error().detail;
        if (!more || !*more)
            return all;
        QList<QByteArray> row;
        for (const QByteArrayView cell : reader.record().cells)
            row << cell.toByteArray();
        all.cells << row;
        all.lines << reader.record().line;
        all.problems << reader.record().problem;
    }
}

QByteArray quoted(QByteArray cell)
{
    return '"' + cell.replace("\"", "\"\"") + '"';
}

} // namespace

class TestCsvReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRecords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Table>("cells");
        QTest::newRow("lf") << QByteArray("a,b\nc,d\n") << Table{{"a", "b"}, {"c", "d"}};
        QTest::newRow("crlf") << QByteArray("a,b\r\nc,d\r\n") << Table{{"a", "b"}, {"c", "d"}};
        QTest::newRow("cr") << QByteArray("a,b\rc,d") << Table{{"a", "b"}, {"c", "d"}};
        QTest::newRow("no last line end") << QByteArray("a,b\nc,d") << Table{{"a", "b"}, {"c", "d"}};
        QTest::newRow("empty cells") << QByteArray(",\n,,\n") << Table{{"", ""}, {"", "", ""}};
        QTest::newRow("quotes") << QByteArray("\"a,b\",\"c\"\"d\"\n") << Table{{"a,b", "c\"d"}};
        QTest::newRow("line breaks inside") << QByteArray("\"a\nx\",\"c\r\ny\"\r\n") << Table{{"a\nx", "c\r\ny"}};
        QTest::newRow("blanks around quotes") << QByteArray(" \"a\" , \"b\"\n") << Table{{"a", "b"}};
        QTest::newRow("empty in quotes") << QByteArray("\"\",\"\"\"\"\n") << Table{{"", "\""}};
        QTest::newRow("nothing") << QByteArray() << Table{};
    }

    void readsRecords()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const Table, cells);
        const Read read = readAll(text);
        QCOMPARE(read.failure, QString());
        QCOMPARE(read.cells, cells);
        QCOMPARE(read.problems.join(QString()), QString());
    }

    void knowsItsLines()
    {
        const Read read = readAll("a\n\"b\n\nc\"\r\ny\n\ne");
        QCOMPARE(read.lines, (QList<int>{1, 2, 5, 6, 7}));
    }

    void aMisplacedQuoteSpoilsItsRecordOnly()
    {
        const Read read = readAll("a \"b\",c\n\"d\"e,f\ng,h\n");
        QCOMPARE(read.failure, QString());
        QCOMPARE(read.cells.size(), 3);
        QVERIFY(read.problems.at(0).contains(u"quote inside a cell"_s));
        QVERIFY(read.problems.at(1).contains(u"follows a closing quote"_s));
        QCOMPARE(read.problems.at(2), QString());
        QCOMPARE(read.cells.at(2), (QList<QByteArray>{"g", "h"}));
    }

    void whatCannotBeReadNamesItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("failure");
        QTest::newRow("open quote") << QByteArray("a,b\nc,\"d\ne\n") << u"Line 2: a quoted cell has no end"_s;
        QTest::newRow("endless quote") << QByteArray(QByteArray("a\n\"") + QByteArray(100'000, 'x') + "\"\n") << u"Line 2: a quoted cell"_s;
        QTest::newRow("endless cell") << QByteArray(QByteArray("a\n\n") + QByteArray(100'000, 'x')) << u"Line 3: a cell is longer"_s;
        QTest::newRow("endless record") << QByteArray(QByteArray("a\n") + QByteArray(1000, ',')) << u"Line 2: there are more than"_s;
    }

    void whatCannotBeReadNamesItsLine()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, failure);
        const Read read = readAll(text);
        QVERIFY2(read.failure.startsWith(failure), qPrintable(read.failure));
    }

    // Whatever is written by the rules comes back, however it is quoted and whichever line ends it has.
    void anyTableComesBack()
    {
        std::mt19937 random(42);
        const QByteArray letters = "ab\",;\t\n\r \xc3\xa9|=";
        for (int round = 0; round < 3000; ++round) {
            const char separator = ",;\t"[random() % 3];
            const QByteArray lineEnd = QList<QByteArray>{"\n", "\r\n", "\r"}.at(static_cast<qsizetype>(random() % 3));
            Table table;
            QByteArray text;
            for (auto rows = random() % 5 + 1; rows > 0; --rows) {
                QList<QByteArray> row;
                QByteArrayList written;
                for (auto cells = random() % 4 + 1; cells > 0; --cells) {
                    QByteArray cell;
                    for (auto size = random() % 6; size > 0; --size)
                        cell += letters.at(static_cast<qsizetype>(random() % static_cast<unsigned>(letters.size())));
                    const bool plain = !cell.contains('"') && !cell.contains(separator) && !cell.contains('\n') && !cell.contains('\r');
                    row << cell;
                    written << (plain && random() % 2 ? cell : quoted(cell));
                }
                table << row;
                text += written.join(separator) + lineEnd;
            }
            const Read read = readAll(text, separator);
            QCOMPARE(read.failure, QString());
            QCOMPARE(read.cells, table);
            QCOMPARE(read.problems.join(QString()), QString());
        }
    }

    void anyBytesAreReadToTheirEnd()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 3000; ++round) {
            QByteArray text;
            for (auto size = random() % 60; size > 0; --size)
                text += "a\",\n\r "[random() % 6];
            const Read read = readAll(text);
            QVERIFY(!read.cells.isEmpty() || !read.failure.isEmpty() || text.isEmpty());
        }
    }
};

QTEST_APPLESS_MAIN(TestCsvReader)
#include "tst_csvreader.moc"
