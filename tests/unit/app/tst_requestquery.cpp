// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/requestlisting.h"
#include "app/control/requestquery.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// What homeportctl says about requests, as a question to the ledger.
class TestRequestQuery : public QObject
{
    Q_OBJECT

    static Result<RequestQuery> query(const QJsonObject &args)
    {
        return requestQuery(args, QDateTime({2026, 11, 26}, {12, 0}, Qt::UTC), QTimeZone("Europe/Berlin"));
    }

private Q_SLOTS:
    void withoutArgumentsAllAreWanted()
    {
        const auto plain = query({});
        QVERIFY(plain.has_value());
        QVERIFY(plain->filter.isEmpty());
        QCOMPARE(plain->before, 0);
        QCOMPARE(plain->count, 50);
    }

    void everyArgumentArrives()
    {
        const auto full = query({{u"since"_s, u"today"_s},
                                 {u"account"_s, u"work"_s},
                                 {u"model"_s, u"opus"_s},
                                 {u"holder"_s, u"laptop"_s},
                                 {u"tool"_s, u"curl/8"_s},
                                 {u"project"_s, u""_s},
                                 {u"session"_s, u"0123"_s},
                                 {u"status"_s, u"broken-off"_s},
                                 {u"search"_s, u"two words"_s},
                                 {u"before"_s, qint64(4'294'967'297)},
                                 {u"count"_s, 7}});
        QVERIFY(full.has_value());
        LedgerFilter expected;
        expected.since = QDateTime({2026, 11, 25}, {23, 0}, Qt::UTC).toMSecsSinceEpoch();
        expected.where = {{UsageDimension::Account, u"work"_s},
                          {UsageDimension::Model, u"opus"_s},
                          {UsageDimension::Key, u"laptop"_s},
                          {UsageDimension::Tool, u"curl/8"_s},
                          {UsageDimension::Project, u""_s}};
        expected.session = u"0123"_s;
        expected.status = LedgerFilter::Status::BrokenOff;
        expected.text = u"two words"_s;
        QVERIFY(full->filter == expected);
        QCOMPARE(full->before, 4'294'967'297);
        QCOMPARE(full->count, 7);
    }

    void tooManyAreAsManyAsThereMayBe()
    {
        QCOMPARE(query({{u"count"_s, 1'000'000}})->count, RequestQuery::Most);
        QCOMPARE(query({{u"count"_s, -1}})->count, 0);
    }

    void saysWhatMayStandThere_data()
    {
        QTest::addColumn<QJsonObject>("args");
        QTest::addColumn<QString>("words");
        QTest::newRow("status") << QJsonObject{{u"status"_s, u"bad"_s}} << u"broken-off"_s;
        QTest::newRow("since") << QJsonObject{{u"since"_s, u"yesterday"_s}} << u"24h"_s;
    }
    void saysWhatMayStandThere()
    {
        QFETCH(const QJsonObject, args);
        QFETCH(const QString, words);
        const auto refused = query(args);
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QVERIFY2(refused.error().detail.contains(words), qPrintable(refused.error().detail));
    }

    void idsAreSmallInThisRunAndStayInTheLedger_data()
    {
        QTest::addColumn<qint64>("id");
        QTest::addColumn<qint64>("run");
        QTest::addColumn<qint64>("shown");
        QTest::addColumn<qint64>("kept");
        QTest::newRow("running") << qint64(7) << qint64(3) << qint64(7) << ledgerId(3, 7);
        QTest::newRow("of this run") << ledgerId(3, 7) << qint64(3) << qint64(7) << ledgerId(3, 7);
        QTest::newRow("of another run") << ledgerId(2, 7) << qint64(3) << ledgerId(2, 7) << ledgerId(2, 7);
        QTest::newRow("no ledger") << qint64(7) << qint64(0) << qint64(7) << qint64(-1);
    }
    void idsAreSmallInThisRunAndStayInTheLedger()
    {
        QFETCH(const qint64, id);
        QFETCH(const qint64, run);
        QFETCH(const qint64, shown);
        QFETCH(const qint64, kept);
        RequestRecord record;
        record.id = static_cast<quint64>(id);
        const QJsonObject json = requestJson(record, run);
        QCOMPARE(json["id"_L1].toInteger(), shown);
        QCOMPARE(json["ledger_id"_L1].toInteger(-1), kept);
    }
};

QTEST_GUILESS_MAIN(TestRequestQuery)
#include "tst_requestquery.moc"
