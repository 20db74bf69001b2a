// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/quotajson.h"
#include "core/providers/credit.h"

#include <QJsonArray>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Now(QDate(2026, 11, 26), QTime(12, 0), Qt::UTC); // a Thursday
constexpr int Hour = 3600;

QuotaWindow window(const QString &name, double used, const QDateTime &reset, int seenAgo = 10)
{
    return {name, {}, used, -1, -1, reset, u"anthropic-ratelimit-unified-"_s + name, Now.addSecs(-seenAgo)};
}

} // namespace

class TestQuotaJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThePaceInWords_data()
    {
        QTest::addColumn<QuotaWindow>("quota");
        QTest::addColumn<QString>("text");
        const auto in = [](double hours) { return Now.addMSecs(static_cast<qint64>(hours * Hour * 1000)); };
        QTest::newRow("today") << window(u"5h"_s, 0.75, in(2)) << u"at this pace used up Thu 13:00, 1 h before the reset"_s;
        QTest::newRow("days ahead") << window(u"7d"_s, 0.7, in(84)) << u"at this pace used up Sat 00:00, 2 d before the reset"_s;
        QTest::newRow("two units") << window(u"7d_opus"_s, 0.56, in(84)) << u"at this pace used up Sun 06:00, 18 h before the reset"_s;
        QTest::newRow("a week ahead") << window(u"4w"_s, 0.5, in(432)) << u"at this pace used up 2026-12-06 12:00, 8 d before the reset"_s;
        QTest::newRow("now") << window(u"5h"_s, 0.999, in(2)) << u"at this pace used up any moment, 1 h 59 min before the reset"_s;
        QTest::newRow("lasts") << window(u"5h"_s, 0.3, in(2)) << u"at this pace it lasts until the reset"_s;
        QTest::newRow("used up") << window(u"5h"_s, 1, in(2)) << u"used up until the reset"_s;
        QTest::newRow("early") << window(u"5h"_s, 0.1, in(4.8)) << u"too early to tell a pace: 4 % of the window has passed"_s;
        QTest::newRow("old") << window(u"5h"_s, 0.1, in(2), Hour) << u"too long ago to tell a pace"_s;
        QTest::newRow("no reset") << window(u"5h"_s, 0.1, {}) << u"no pace: its reset was not said"_s;
        QTest::newRow("renewed") << window(u"5h"_s, 0.1, in(-1)) << u"reset since; what is used of the new window was not said yet"_s;
        QTest::newRow("a rate") << window(u"requests"_s, 0.1, in(0.01)) << QString();
        QTest::newRow("no length") << window(u"credits"_s, 0.1, in(2)) << QString();
    }
    void saysThePaceInWords()
    {
        QFETCH(const QuotaWindow, quota);
        QFETCH(const QString, text);
        QCOMPARE(paceText(quota, Now, QTimeZone::utc()), text);
    }

    // The night in which the clock says two o'clock twice: the moment is in the second one.
    void tellsTheTimeOfTheZone()
    {
        const QTimeZone berlin("Europe/Berlin");
        if (!berlin.isValid())
            QSKIP("this system has no zone data");
        const QDateTime now(QDate(2026, 10, 24), QTime(23, 30), Qt::UTC); // Sunday, 1:30 in Berlin
        QuotaWindow quota = window(u"5h"_s, 0.6, now.addSecs(5 * Hour / 2));
        quota.seenAt = now;
        QCOMPARE(paceText(quota, now, berlin), u"at this pace used up Sun 02:10, 50 min before the reset"_s);
    }

    void writesNullForWhatWasNotSaid()
    {
        Account account;
        account.id = 3;
        account.name = u"Work"_s;
        const QuotaWindow said = window(u"5h"_s, 0.75, Now.addSecs(2 * Hour));
        const QuotaWindow unsaid{u"credits"_s, {}, -1, -1, -1, {}, {}, {}};
        const QJsonObject json = limitsJson(account, {{}, {said, unsaid}}, Now, QTimeZone::utc());
        const QJsonObject first = json["windows"_L1][0].toObject();
        QCOMPARE(json["account"_L1].toString(), u"Work"_s);
        QCOMPARE(first["used"_L1].toDouble(), 0.75);
        QCOMPARE(first["resets_in_seconds"_L1].toInteger(), 2 * Hour);
        QCOMPARE(first["window_seconds"_L1].toInteger(), 5 * Hour);
        QCOMPARE(first["age_seconds"_L1].toInteger(), 10);
        QCOMPARE(first["stale"_L1].toBool(true), false);
        QCOMPARE(first["source"_L1].toString(), u"anthropic-ratelimit-unified-5h"_s);
        const QJsonObject pace = first["pace"_L1].toObject();
        QCOMPARE(pace["state"_L1].toString(), u"ends_early"_s);
        QCOMPARE(pace["passed"_L1].toDouble(), 0.6);
        QCOMPARE(pace["ahead"_L1].toBool(), true);
        QCOMPARE(pace["used_up_at"_L1].toString(), u"2026-11-26T13:00:00.000Z"_s);
        QCOMPARE(pace["text"_L1].toString(), paceText(said, Now, QTimeZone::utc()));
        const QJsonObject second = json["windows"_L1][1].toObject();
        for (const QString &name : {u"used"_s, u"limit"_s, u"remaining"_s, u"resets_at"_s, u"resets_in_seconds"_s, u"window_seconds"_s,
                                    u"seen_at"_s, u"age_seconds"_s})
            QVERIFY2(second[name].isNull(), qPrintable(name));
        QVERIFY(second["pace"_L1]["passed"_L1].isNull());
        QVERIFY(second["pace"_L1]["used_up_at"_L1].isNull());
    }

    void creditHasItsUnit()
    {
        const QuotaWindow credit = quotaOf({12'340'000'000, 7'660'000'000, u"Prepaid's /v1/key"_s, Now.addSecs(-3600)});
        const QJsonObject json = limitsJson(Account(), {{}, {credit, window(u"5h"_s, 0.75, Now)}}, Now, QTimeZone::utc());
        const QJsonObject first = json["windows"_L1][0].toObject();
        QCOMPARE(first["unit"_L1].toString(), u"nano_usd"_s);
        QCOMPARE(first["remaining"_L1].toInteger(), qint64(12'340'000'000));
        QCOMPARE(first["stale"_L1].toBool(), true);
        QCOMPARE(first["pace"_L1]["text"_L1].toString(), QString());
        QVERIFY(json["windows"_L1][1]["unit"_L1].isNull());
    }

    void leavesOutParksThatAreOver()
    {
        Account account;
        account.verdict.parkedUntil = Now.addSecs(60);
        AccountLimits limits;
        limits.parks = {{u"opus"_s, Now.addSecs(60), u"weekly"_s, Now}, {u"haiku"_s, Now, u"over"_s, Now}};
        const QJsonArray parks = limitsJson(account, limits, Now, QTimeZone::utc())["parks"_L1].toArray();
        QCOMPARE(parks.size(), 2);
        QVERIFY(parks.at(0)["family"_L1].isNull());
        QCOMPARE(parks.at(1)["family"_L1].toString(), u"opus"_s);
    }
};

QTEST_GUILESS_MAIN(TestQuotaJson)
#include "tst_quotajson.moc"
