// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/pricelist.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::ModelPrice)

namespace {

// A list with one model, "m", whose entry is written with ' for ".
QByteArray listOf(const QByteArray &entry, const QByteArray &rest = {})
{
    return QByteArray("{'version':'1','models':{'m':{" + entry + "}}" + rest + '}').replace('\x27', '"');
}

PriceList parsed(const QByteArray &json)
{
    const auto list = PriceList::parse(json);
    return list ? *list : PriceList();
}

QJsonObject bundledFile()
{
    QFile file(QStringLiteral(PROJECT_ROOT "/resources/prices/prices.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

class TestPriceList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pricesAreExact_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<ModelPrice>("price");
        QTest::newRow("whole dollars") << QByteArray("'input':3,'output':15") << ModelPrice{3000, 15'000, 3750, 6000, 300, 0};
        QTest::newRow("cents") << QByteArray("'input':0.8,'output':4.05") << ModelPrice{800, 4050, 1000, 1600, 80, 0};
        QTest::newRow("a nano-dollar") << QByteArray("'input':0.02,'output':0.001") << ModelPrice{20, 1, 25, 40, 2, 0};
        QTest::newRow("decimals no double holds") << QByteArray("'input':1.1,'output':2.3") << ModelPrice{1100, 2300, 1375, 2200, 110, 0};
        QTest::newRow("with an exponent") << QByteArray("'input':3e0,'output':1.5E1") << ModelPrice{3000, 15'000, 3750, 6000, 300, 0};
        QTest::newRow("its own figures") << QByteArray(
            "'input':0.25,'output':1.25,'cache_write_5m':0.3,'cache_write_1h':0.5,'cache_read':0.03,'web_search':10")
                                         << ModelPrice{250, 1250, 300, 500, 30, 10'000'000};
        QTest::newRow("free") << QByteArray("'input':0,'output':0") << ModelPrice{};
        QTest::newRow("large") << QByteArray("'input':100000,'output':999999.999")
                               << ModelPrice{100'000'000, 999'999'999, 125'000'000, 200'000'000, 10'000'000, 0};
    }

    void pricesAreExact()
    {
        QFETCH(QByteArray, entry);
        const auto list = PriceList::parse(listOf(entry));
        QVERIFY2(list, list ? "" : qPrintable(list.error().detail));
        QVERIFY(list->find(u"m"_s));
        QTEST(*list->find(u"m"_s), "price");
    }

    void refusesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("named");
        QTest::newRow("no JSON") << QByteArray("prices") << u"JSON"_s;
        QTest::newRow("no version") << QByteArray(R"({"models":{}})") << u"\"version\""_s;
        QTest::newRow("no output") << listOf("'input':3") << u"\"m.output\""_s;
        QTest::newRow("no input") << listOf("'output':3") << u"\"m.input\""_s;
        QTest::newRow("text") << listOf("'input':'3','output':3") << u"\"m.input\""_s;
        QTest::newRow("negative") << listOf("'input':3,'output':-3") << u"\"m.output\""_s;
        QTest::newRow("absurd") << listOf("'input':3,'output':1e300") << u"\"m.output\""_s;
        QTest::newRow("half a nano-dollar") << listOf("'input':3,'output':0.0005") << u"\"m.output\""_s;
        QTest::newRow("nearly whole") << listOf("'input':3.0000000001,'output':3") << u"\"m.input\""_s;
        QTest::newRow("a default that is not whole") << listOf("'input':0.005,'output':1") << u"\"m.cache_write_5m\""_s;
        QTest::newRow("web search") << listOf("'input':3,'output':3,'web_search':0.0000001") << u"\"m.web_search\""_s;
        QTest::newRow("model is no object") << QByteArray(R"({"version":"1","models":{"m":3}})") << u"\"m\""_s;
        QTest::newRow("models are no object") << QByteArray(R"({"version":"1","models":[]})") << u"\"models\""_s;
        QTest::newRow("twice") << listOf("'input':3,'output':3", ",'simulated':{'m':{'input':1,'output':1}}") << u"\"m\""_s;
        QTest::newRow("model and alias") << listOf("'input':3,'output':3", ",'aliases':{'m':'x'}") << u"\"m\""_s;
        QTest::newRow("alias of nothing") << listOf("'input':3,'output':3", ",'aliases':{'a':''}") << u"\"a\""_s;
        QTest::newRow("aliases are no object") << listOf("'input':3,'output':3", ",'aliases':'a'") << u"\"aliases\""_s;
        QTest::newRow("long prompts from nowhere")
            << listOf("'input':3,'output':3,'long_prompt':{'input':1,'output':1}") << u"\"m.long_prompt\""_s;
        QTest::newRow("long prompts without a price")
            << listOf("'input':3,'output':3,'long_prompt':{'above':5,'input':1}") << u"\"m.long_prompt.output\""_s;
    }

    void refusesWhatIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, named);
        const auto list = PriceList::parse(json);
        QVERIFY(!list);
        QCOMPARE(list.error().code, Error::Code::Invalid);
        QVERIFY2(list.error().detail.contains(named), qPrintable(list.error().detail));
    }

    void onlyExactNamesHaveAPrice()
    {
        const PriceList list = parsed(listOf("'input':3,'output':15", ",'aliases':{'short':'m','far':'short','lost':'none'}"));
        QVERIFY(list.find(u"m"_s) && list.find(u"short"_s));
        for (const QString &name : {u""_s, u"M"_s, u"m-2"_s, u"m "_s, u"mm"_s, u"far"_s, u"lost"_s, u"none"_s}) {
            QVERIFY2(!list.find(name), qPrintable(name));
            QVERIFY2(!list.cost(name, {}), qPrintable(name));
        }
        QVERIFY(!PriceList().find(u"m"_s));
    }

    void costIsTheSumOfAllKinds()
    {
        const PriceList list = parsed(
            listOf("'input':3,'output':15,'cache_write_5m':4,'cache_write_1h':6,'cache_read':0.3,'web_search':10"));
        TokenUsage usage;
        usage.input = 1;
        usage.output = 20;
        usage.cacheWrite5m = 300;
        usage.cacheWrite1h = 4000;
        usage.cacheRead = 50'000;
        usage.webSearches = 6;
        QCOMPARE(*list.cost(u"m"_s, usage), 3000 + 20 * 15'000 + 300 * 4000 + 4000 * 6000 + 50'000 * 300 + 6 * 10'000'000);
        QCOMPARE(*list.cost(u"m"_s, {}), 0);
        TokenUsage million;
        million.input = 1'000'000;
        QCOMPARE(*list.cost(u"m"_s, million), 3 * NanosPerDollar);
    }

    void longPromptsCostMore()
    {
        const PriceList list = parsed(
            listOf("'input':1,'output':2,'web_search':10,'long_prompt':{'above':100,'input':5,'output':10,'cache_read':1}"));
        TokenUsage usage;
        usage.input = 40;
        usage.cacheWrite1h = 30;
        usage.cacheRead = 30;
        usage.output = 1000; // not part of the prompt
        QCOMPARE(*list.cost(u"m"_s, usage), 40 * 1000 + 30 * 2000 + 30 * 100 + 1000 * 2000);
        usage.cacheRead = 31;
        usage.webSearches = 1;
        QCOMPARE(*list.cost(u"m"_s, usage), 40 * 5000 + 30 * 10'000 + 31 * 1000 + 1000 * 10'000 + 10'000'000);
        QCOMPARE(list.find(u"m"_s)->input, 1000);
        QCOMPARE(list.find(u"m"_s, 101)->input, 5000);
    }

    void absurdCountsDoNotWrapAround()
    {
        const PriceList list = parsed(listOf("'input':100000,'output':100000"));
        TokenUsage usage;
        usage.input = usage.output = 1'000'000'000'000;
        QCOMPARE(*list.cost(u"m"_s, usage), std::numeric_limits<NanoDollars>::max());
    }

    void anotherListGoesOnTop()
    {
        const PriceList base = parsed(
            R"({"version":"a","models":{"x":{"input":1,"output":1},"y":{"input":2,"output":2}},"aliases":{"z":"x"}})");
        const PriceList mine = parsed(R"({"version":"b","models":{"z":{"input":9,"output":9}},"aliases":{"y":"x","v":"x"}})");
        const PriceList both = base.with(mine);
        QCOMPARE(both.find(u"x"_s)->input, 1000);
        QCOMPARE(both.find(u"y"_s)->input, 1000);
        QCOMPARE(both.find(u"z"_s)->input, 9000);
        QCOMPARE(both.find(u"v"_s)->input, 1000);
        QCOMPARE(both.version(), u"a + b"_s);
        QCOMPARE(base.find(u"y"_s)->input, 2000);
        QCOMPARE(PriceList().with(mine).version(), u"b"_s);
    }

    void theBundledListIsWhole()
    {
        const auto list = PriceList::bundled();
        QVERIFY2(list, list ? "" : qPrintable(list.error().detail));
        const QJsonObject file = bundledFile();
        QCOMPARE(list->version(), file["version"_L1].toString());
        QVERIFY(!file["source"_L1].toString().isEmpty());
        for (const QString &section : {u"models"_s, u"simulated"_s, u"aliases"_s}) {
            const QStringList names = file[section].toObject().keys();
            QVERIFY(!names.isEmpty());
            for (const QString &name : names)
                QVERIFY2(list->find(name), qPrintable(name)); // an alias leads somewhere, too
        }
        for (const QString &simulated : {u"claude-demo"_s, u"claude-demo-large"_s, u"claude-demo-small"_s})
            QVERIFY(file["simulated"_L1].toObject().contains(simulated) && !file["models"_L1].toObject().contains(simulated));
        QCOMPARE(*list->find(u"claude-opus-4-1"_s), (ModelPrice{15'000, 75'000, 18'750, 30'000, 1500, 10'000'000}));
        QCOMPARE(*list->find(u"claude-haiku-4-5"_s), (ModelPrice{1000, 5000, 1250, 2000, 100, 10'000'000}));
        QCOMPARE(list->find(u"claude-haiku-5-5"_s, 100'001)->output, 2500);
    }

    void aRequestIsPricedByTheDayItBegan_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<qint64>("input"); // -1: no price
        QTest::newRow("before all") << u"2026-01-31"_s << qint64(-1);
        QTest::newRow("its first day") << u"2026-02-01"_s << qint64(3000);
        QTest::newRow("its last day") << u"2026-06-30"_s << qint64(3000);
        QTest::newRow("a gap") << u"2026-07-01"_s << qint64(-1);
        QTest::newRow("the next one") << u"2026-08-01"_s << qint64(2000);
        QTest::newRow("for ever") << u"2099-01-01"_s << qint64(2000);
        QTest::newRow("whatever the day") << QString() << qint64(2000);
    }

    void aRequestIsPricedByTheDayItBegan()
    {
        QFETCH(QString, day);
        QFETCH(qint64, input);
        const auto list = PriceList::parse(QByteArray(R"({"version":"1","models":{"m":[{"input":2,"output":1,"from":"2026-08-01"},
            {"input":3,"output":1,"from":"2026-02-01","until":"2026-06-30"}]},"aliases":{"a":"m"}})"));
        QVERIFY2(list, list ? "" : qPrintable(list.error().detail));
        for (const QString &model : {u"m"_s, u"a"_s}) {
            const auto price = list->find(model, 0, QDate::fromString(day, Qt::ISODate));
            QCOMPARE(price ? price->input : -1, input);
            TokenUsage usage;
            usage.input = 2;
            QCOMPARE(list->cost(model, usage, QDate::fromString(day, Qt::ISODate)).value_or(-1), input < 0 ? -1 : 2 * input);
        }
        QCOMPARE(list->pricedAs(u"a"_s).size(), 2);
    }

    void refusesDatesThatAreWrong_data()
    {
        QTest::addColumn<QByteArray>("periods");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const char *periods, const QString &why) {
            QTest::newRow(name) << QByteArray(periods) << why;
        };
        row("no date", "{'input':1,'output':1,'from':'soon'}", u"\"m.from\" must be a date"_s);
        row("a number", "{'input':1,'output':1,'until':20261101}", u"\"m.until\" must be a date"_s);
        row("no such day", "{'input':1,'output':1,'until':'2026-02-30'}", u"\"m.until\" must be a date"_s);
        row("ends before it begins", "{'input':1,'output':1,'from':'2026-02-02','until':'2026-02-01'}", u"ends before it begins"_s);
        row("two of one day", "[{'input':1,'output':1,'until':'2026-02-01'},{'input':2,'output':1,'from':'2026-02-01'}]",
            u"two prices for one day"_s);
        row("two without dates", "[{'input':1,'output':1},{'input':2,'output':1}]", u"two prices for one day"_s);
        row("the first for ever", "[{'input':1,'output':1},{'input':2,'output':1,'from':'2026-02-01'}]", u"two prices for one day"_s);
        row("none", "[]", u"has no price"_s);
        row("no object", "[3]", u"must be an object"_s);
    }

    void refusesDatesThatAreWrong()
    {
        QFETCH(QByteArray, periods);
        QFETCH(QString, why);
        const auto list = PriceList::parse(QByteArray("{'version':'1','models':{'m':" + periods + "}}").replace('\'', '"'));
        QVERIFY(!list);
        QVERIFY2(list.error().detail.contains(why), qPrintable(list.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestPriceList)
#include "tst_pricelist.moc"
