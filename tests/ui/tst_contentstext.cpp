// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/contentstext.h"
#include "ui/activity/wiretext.h"

#include <QApplication>
#include <QClipboard>
#include <QLocale>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

namespace {

KeptContents::Side side(const QByteArray &body, qint64 size = -1, const QByteArray &head = "HTTP/1.1 200 OK\r\n\r\n")
{
    return {head, body, size < 0 ? body.size() : size};
}

QString withoutSpaces(QString text)
{
    return text.remove(u' ').remove(u'\n');
}

} // namespace

class TestContentsText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theNoteSaysHowMuchThereIs_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QString>("note");
        QTest::newRow("none") << QByteArray() << qint64{0} << QByteArray() << u"No body"_s;
        QTest::newRow("whole") << QByteArray(48'200, 'a') << qint64{48'200} << QByteArray() << u"Body: 48.2 kB"_s;
        QTest::newRow("cut") << QByteArray(65'536, 'a') << qint64{1'200'000} << QByteArray() << u"Body: first 64 KiB of 1.2 MB"_s;
        QTest::newRow("cut elsewhere") << QByteArray(1500, 'a') << qint64{1501} << QByteArray() << u"Body: first 1.5 kB of 1.5 kB"_s;
        QTest::newRow("a character cut in two")
            << QByteArray("\xc3\xa4\xe2\x9a") << qint64{9} << QByteArray() << u"Body: first 4 bytes of 9 bytes"_s;
        QTest::newRow("binary") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << qint64{10} << QByteArray()
                                << u"Body: 10 bytes of binary data, not shown"_s;
        QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\xfd") << qint64{3000} << QByteArray()
                                  << u"Body: 3.0 kB of binary data, not shown"_s;
        QTest::newRow("packed") << QByteArray("\x1f\x8b\x08\x00", 4) << qint64{4}
                                << QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
                                << u"Body: 4 bytes of binary data (gzip), not shown"_s;
    }
    void theNoteSaysHowMuchThereIs()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const qint64, size);
        QFETCH(const QByteArray, head);
        QFETCH(const QString, note);
        QCOMPARE(sideText(side(body, size, head)).note, note);
    }

    void binaryIsNotShown()
    {
        const SideText text = sideText(side(QByteArray("abc\0def", 7)));
        QVERIFY(text.body.isEmpty());
        QVERIFY(!text.indented);
        QCOMPARE(text.head, u"HTTP/1.1 200 OK"_s);
    }

    void jsonIsIndentedAsItIsWritten_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("indented");
        QTest::newRow("order and numbers stay")
            << u"{\"b\":1.0,\"a\":[1,2e5,{\"z\":null}]}"_s
            << u"{\n  \"b\": 1.0,\n  \"a\": [\n    1,\n    2e5,\n    {\n      \"z\": null\n    }\n  ]\n}"_s;
        QTest::newRow("empty ones stay together") << u"{\"a\":{ },\"b\":[]}"_s << u"{\n  \"a\": {},\n  \"b\": []\n}"_s;
        QTest::newRow("marks in strings") << u"[\"{,:\\\"[\", \"\\\\\"]"_s << u"[\n  \"{,:\\\"[\",\n  \"\\\\\"\n]"_s;
        QTest::newRow("spread already") << u"{\n\t\"a\" :  1\n}"_s << u"{\n  \"a\": 1\n}"_s;
        QTest::newRow("a beginning") << u"{\"a\":[1,{\"b\":\"cut of"_s << u"{\n  \"a\": [\n    1,\n    {\n      \"b\": \"cut of"_s;
    }
    void jsonIsIndentedAsItIsWritten()
    {
        QFETCH(const QString, json);
        QFETCH(const QString, indented);
        QCOMPARE(indentedJson(json).value_or(u"nothing"_s), indented);
    }

    void onlyJsonIsIndented()
    {
        QVERIFY(sideText(side("{\"a\":1}")).indented);
        QVERIFY(sideText(side("{\"a\":[1,", 4000)).indented); // cut
        QVERIFY(!sideText(side("{\"a\":[1,")).indented);      // whole, and none
        QVERIFY(!sideText(side("data: {\"a\":1}\n\n")).indented);
        QVERIFY(!sideText(side("[DONE]")).indented);
        QVERIFY(!indentedJson(u"{}}"_s));
    }

    // Whatever comes: nothing of it is lost, and no text grows beyond measure.
    void anyTextKeepsItsMarks()
    {
        QRandomGenerator random(20261126);
        const QString marks = u"{}[],:\"\\a1 \n"_s;
        for (int run = 0; run < 3000; ++run) {
            QString text;
            for (int i = random.bounded(60); i > 0; --i)
                text += marks.at(random.bounded(static_cast<int>(marks.size())));
            if (const std::optional<QString> indented = indentedJson(text))
                QCOMPARE(withoutSpaces(*indented), withoutSpaces(text));
        }
        const QString deep = QString(200, u'[') + u"1,"_s.repeated(400'000);
        const std::optional<QString> indented = indentedJson(deep);
        QVERIFY(!indented || indented->size() < deep.size() * 7);
    }

    void aLongLineIsFoundAndCopiedAsItIs()
    {
        WireText view(u"Contents"_s);
        const QString text = u"first\n"_s + QString(998, u'x') + u"needle"_s + QString(5000, u'y') + u"NEEDLE\nlast"_s;
        view.setText(text);
        QVERIFY(view.toPlainText().size() > text.size()); // broken where it is shown
        QCOMPARE(view.findAll(u"needle"_s), 2);
        for (const auto &[match, found] : {std::pair{0, u"needle"_s}, std::pair{1, u"NEEDLE"_s}}) {
            view.select(match);
            view.copy();
            QCOMPARE(QApplication::clipboard()->text(), found);
        }
        QCOMPARE(view.matchFrom(0), 0);
        QCOMPARE(view.matchFrom(3000), 1);
        QCOMPARE(view.matchFrom(static_cast<int>(view.toPlainText().size())), 0); // from the top again
        view.selectAll();
        view.copy();
        QCOMPARE(QApplication::clipboard()->text(), text);
        QCOMPARE(view.findAll(u"nothing"_s), 0);
        QCOMPARE(view.matchFrom(0), -1);
        QCOMPARE(view.findAll({}), 0);
    }

    void aSymbolOfTwoPartsIsNotBroken()
    {
        WireText view(u"Contents"_s);
        view.setText(QString(999, u'x') + u"\U0001F6A2"_s.repeated(2000));
        const QStringList lines = view.toPlainText().split(u'\n');
        QVERIFY(lines.size() > 3);
        for (const QString &line : lines)
            QVERIFY(line.isValidUtf16());
    }
};

QTEST_MAIN(TestContentsText)
#include "tst_contentstext.moc"
