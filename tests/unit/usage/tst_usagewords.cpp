// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/usagewords.h"

#include <QJsonArray>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// Questions as scripts write them.
class TestUsageWords final : public QObject
{
    Q_OBJECT

    const QTimeZone m_zone{"Europe/Berlin"};
    const QDateTime m_now = QDateTime::fromString(u"2026-11-20T10:30:00Z"_s, Qt::ISODate);

private Q_SLOTS:
    void readsTimes_data()
    {
        QTest::addColumn<QString>("since");
        QTest::addColumn<QString>("from");
        QTest::newRow("minutes") << u"90m"_s << u"2026-11-20T09:00:00Z"_s;
        QTest::newRow("hours") << u"24h"_s << u"2026-11-19T10:30:00Z"_s;
        QTest::newRow("days") << u"7d"_s << u"2026-11-13T10:30:00Z"_s;
        QTest::newRow("today there") << u"today"_s << u"2026-11-19T23:00:00Z"_s;
        QTest::newRow("this month there") << u"month"_s << u"2026-10-31T23:00:00Z"_s;
        QTest::newRow("a date there") << u"2026-07-01"_s << u"2026-06-30T22:00:00Z"_s;
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("a word") << u"soon"_s << QString();
        QTest::newRow("no such date") << u"2026-02-30"_s << QString();
        QTest::newRow("negative") << u"-1d"_s << QString();
        QTest::newRow("too many digits") << u"123456h"_s << QString();
    }

    void readsTimes()
    {
        QFETCH(QString, since);
        QFETCH(QString, from);
        const auto question = usageQuestion({{u"since"_s, since}}, m_now, m_zone);
        QCOMPARE(question.has_value(), !from.isEmpty());
        if (!question) {
            QVERIFY(question.error().detail.contains(u"is no time"_s));
        } else {
            QCOMPARE(question->from.toString(Qt::ISODate), from);
            QCOMPARE(question->to, m_now);
        }
    }

    void sessionsAreAQuestionOfTheirOwn()
    {
        QVERIFY(!sessionQuestion({{u"by"_s, u"model"_s}}, m_now, m_zone));
        QVERIFY(!usageQuestion({{u"by"_s, u"colour"_s}}, m_now, m_zone));
        const auto question = sessionQuestion({{u"by"_s, u"session"_s}, {u"since"_s, u"7d"_s}, {u"holder"_s, u"laptop"_s}}, m_now, m_zone);
        QVERIFY(question && *question);
        QCOMPARE((*question)->from, m_now.addDays(-7));
        QCOMPARE((*question)->where, (std::map<UsageDimension, QString>{{UsageDimension::Key, u"laptop"_s}}));
        const auto wrong = sessionQuestion({{u"by"_s, u"session"_s}, {u"since"_s, u"soon"_s}}, m_now, m_zone);
        QVERIFY(wrong && !*wrong);
    }

    void tellsSessions()
    {
        SessionReport report;
        report.sessions << SessionUsage{u"=cmd,1"_s, u"tool/1"_s,       u"p"_s,
                                        m_now,       m_now.addSecs(60), {2, 1, 0, 10, 20, 0, 0, 5, 1'500'000'000}};
        report.total = report.sessions.first().totals;
        report.leftOut = 3;
        QCOMPARE(usageCsv(report), u"first_at,last_at,session,tool,project,requests,failed,unpriced,input,output,cache_write_5m,"
                                   "cache_write_1h,cache_read,cost_usd\r\n"
                                   "2026-11-20T10:30:00Z,2026-11-20T10:31:00Z,\"'=cmd,1\",tool/1,p,2,1,0,10,20,0,0,5,1.50\r\n"_s);
        const QJsonObject json = usageJson(report, {m_now, m_now, {}, 0, {}});
        QCOMPARE(json["left_out"_L1].toInt(), 3);
        QCOMPARE(json["rows"_L1][0]["session"_L1].toString(), u"=cmd,1"_s);
        QCOMPARE(json["rows"_L1][0]["cost"_L1].toString(), u"1.50"_s);
    }
};

QTEST_GUILESS_MAIN(TestUsageWords)
#include "tst_usagewords.moc"
