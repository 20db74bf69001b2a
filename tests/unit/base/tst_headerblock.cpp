// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/headerblock.h"

#include <QTest>

using namespace homeport;

class TestHeaderBlock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Against Qt's own comparison, for each pair of characters: only ASCII letters have a case ('@' and '`', '[' and '{' have none).
    void comparesNamesAsAsciiWithoutCase()
    {
        for (int a = 0; a < 256; ++a) {
            for (int b = 0; b < 256; ++b) {
                const QByteArray left = QByteArray("x-") + static_cast<char>(a) + 'A';
                const QByteArray right = QByteArray("X-") + static_cast<char>(b) + 'a';
                const bool same = left.toLower() == right.toLower();
                QVERIFY2(HeaderBlock::sameName(left, right) == same, QByteArray(left + " and " + right).toHex(' ').constData());
            }
        }
        QVERIFY(!HeaderBlock::sameName("accept", "accep"));
        QVERIFY(HeaderBlock::sameName("", ""));
    }

    void findsTheFirstOfANameAndCountsThem()
    {
        HeaderBlock headers;
        headers.append("Via", "one");
        headers.append("vIA", "two");
        headers.append("Empty", "");
        QCOMPARE(headers.value("VIA").toByteArray(), "one");
        QCOMPARE(headers.count("via"), 2);
        QVERIFY(headers.contains("empty"));
        QVERIFY(headers.value("empty").isEmpty());
        QVERIFY(headers.value("via2").isNull());
        QCOMPARE(headers.count("vi"), 0);
    }

    void knowsWhetherConnectionNamesFields_data()
    {
        QTest::addColumn<QByteArrayList>("values");
        QTest::addColumn<bool>("names");
        QTest::newRow("no field") << QByteArrayList{} << false;
        QTest::newRow("keep-alive") << QByteArrayList{"Keep-Alive"} << false;
        QTest::newRow("close") << QByteArrayList{"close"} << false;
        QTest::newRow("a field") << QByteArrayList{"x-own"} << true;
        QTest::newRow("both") << QByteArrayList{"keep-alive, x-own"} << true;
        QTest::newRow("in the second") << QByteArrayList{"keep-alive", "x-own"} << true;
    }

    void knowsWhetherConnectionNamesFields()
    {
        QFETCH(QByteArrayList, values);
        HeaderBlock headers;
        headers.append("host", "localhost");
        for (const QByteArray &value : values)
            headers.append("Connection", value);
        QTEST(headers.namesConnectionFields(), "names");
    }
};

QTEST_APPLESS_MAIN(TestHeaderBlock)
#include "tst_headerblock.moc"
