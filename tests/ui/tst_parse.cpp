// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/format.h"
#include "ui/text/parse.h"

#include <QLocale>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

namespace {

constexpr qint64 None = -1;

} // namespace

class TestParse final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void countsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("count");
        QTest::newRow("plain") << u"60"_s << qint64(60);
        QTest::newRow("blanks") << u" 60 "_s << qint64(60);
        QTest::newRow("grouped") << u"1,200"_s << qint64(1200);
        QTest::newRow("thousands") << u"200k"_s << qint64(200'000);
        QTest::newRow("millions") << u"1.5M"_s << qint64(1'500'000);
        QTest::newRow("zero") << u"0"_s << qint64(0);
        for (const char *wrong : {"", "k", "many", "-1", "+1", "1.5", "1.0005k", "1e3", "0x10", ".", "1 2", "99999999999999999999"})
            QTest::addRow("no count: %s", wrong) << QString::fromLatin1(wrong) << None;
    }
    void countsAreRead()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, count);
        QCOMPARE(countFromText(text).value_or(None), count);
    }

    void moneyIsReadExactly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanos");
        QTest::newRow("dollars") << u"5"_s << qint64(5'000'000'000);
        QTest::newRow("sign") << u"$2.50"_s << qint64(2'500'000'000);
        QTest::newRow("a tenth") << u"0.1"_s << qint64(100'000'000); // no binary fraction
        QTest::newRow("smallest") << u"0.000000001"_s << qint64(1);
        QTest::newRow("without a whole") << u".5"_s << qint64(500'000'000);
        for (const char *wrong : {"", "$", "5 euros", "-1", "1.0000000001", "1.2.3", "9999999999999999"})
            QTest::addRow("no money: %s", wrong) << QString::fromLatin1(wrong) << None;
    }
    void moneyIsReadExactly()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, nanos);
        QCOMPARE(moneyFromText(text).value_or(None), nanos);
    }

    void aPointThatDoesNotGroupIsADecimalOne_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanos");
        const QLocale german(QLocale::German, QLocale::Germany);
        const QLocale arabic(QLocale::Arabic, QLocale::Egypt);
        QTest::newRow("German, comma") << german << u"2,50"_s << qint64(2'500'000'000);
        QTest::newRow("German, point") << german << u"2.50"_s << qint64(2'500'000'000); // not 250 dollars
        QTest::newRow("German, grouped") << german << u"1.250,5"_s << qint64(1'250'500'000'000);
        QTest::newRow("German, both wrong") << german << u"1.2,5"_s << None;
        QTest::newRow("English, comma") << QLocale(QLocale::English, QLocale::UnitedStates) << u"1,5"_s << None;
        QTest::newRow("Arabic digits") << arabic << u"٢٫٥"_s << qint64(2'500'000'000);
        QTest::newRow("Arabic, Latin digits") << arabic << u"2.5"_s << qint64(2'500'000'000);
    }
    void aPointThatDoesNotGroupIsADecimalOne()
    {
        QFETCH(const QLocale, locale);
        QFETCH(const QString, text);
        QLocale::setDefault(locale);
        QTEST(moneyFromText(text).value_or(None), "nanos");
    }

    void whatIsShownIsReadBack_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("C") << QLocale::c();
        QTest::newRow("English") << QLocale(QLocale::English, QLocale::UnitedStates);
        QTest::newRow("German") << QLocale(QLocale::German, QLocale::Germany);
        QTest::newRow("French") << QLocale(QLocale::French, QLocale::France);
        QTest::newRow("Chinese") << QLocale(QLocale::Chinese, QLocale::China);
        QTest::newRow("Arabic") << QLocale(QLocale::Arabic, QLocale::Egypt);
    }
    void whatIsShownIsReadBack()
    {
        QFETCH(const QLocale, locale);
        QLocale::setDefault(locale);
        QRandomGenerator random(20261125);
        for (int i = 0; i < 2000; ++i) {
            const qint64 count = 1 + random.bounded(qint64(1) << (1 + i % 40));
            const qint64 round = count * 1000 < 1'000'000'000'000 ? count * 1000 : count;
            QCOMPARE(countFromText(countText(count)).value_or(None), count);
            QCOMPARE(countFromText(countText(round)).value_or(None), round);
            QCOMPARE(moneyFromText(moneyText(count)).value_or(None), count);
        }
        QCOMPARE(countText(0), QString());
        QCOMPARE(moneyText(0), QString());
    }

    void aDayIsGoodToItsEnd()
    {
        const QDateTime end = endFromText(u" 2026-12-31 "_s).value_or(QDateTime());
        QCOMPARE(end, QDate(2027, 1, 1).startOfDay());
        QCOMPARE(endText(end), u"2026-12-31"_s);
        const QDateTime minute = endFromText(u"2026-12-31 14:30"_s).value_or(QDateTime());
        QCOMPARE(minute, QDateTime({2026, 12, 31}, {14, 30}));
        QCOMPARE(endText(minute), u"2026-12-31 14:30"_s);
        for (const QString &wrong : {u""_s, u"2026-02-30"_s, u"31.12.2026"_s, u"tomorrow"_s, u"2026-12-31 25:00"_s})
            QVERIFY2(!endFromText(wrong), qPrintable(wrong));
    }

    void numbersAreShort()
    {
        QCOMPARE(formatCount(9999), u"9,999"_s);
        QCOMPARE(formatCount(10'000), u"10.0k"_s);
        QCOMPARE(formatCount(999'960), u"1.0M"_s);
        QCOMPARE(formatCount(450'000'000), u"450M"_s);
        QCOMPARE(formatMoney(0), u"$0.00"_s);
        QCOMPARE(formatMoney(3'414'900'000), u"$3.41"_s);
        QCOMPARE(formatMoney(24'700'000), u"$0.0247"_s);
        QCOMPARE(formatMoney(500'000'000), u"$0.50"_s);
        QCOMPARE(formatMoney(99'999), u"< $0.0001"_s);
        QCOMPARE(formatPercent(0.996), u"99 %"_s); // never whole before it is
        QCOMPARE(formatPercent(1.204), u"120 %"_s);
        QCOMPARE(formatSpan(std::chrono::seconds(59)), u"59 s"_s);
        QCOMPARE(formatSpan(std::chrono::minutes(119)), u"119 min"_s);
        QCOMPARE(formatSpan(std::chrono::hours(47)), u"47 hours"_s);
        QCOMPARE(formatSpan(std::chrono::hours(48)), u"2 days"_s);
    }
};

QTEST_GUILESS_MAIN(TestParse)
#include "tst_parse.moc"
