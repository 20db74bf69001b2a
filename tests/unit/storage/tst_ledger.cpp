// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/storage/ledgerrepository.h"
#include "core/storage/ledgersums.h"
#include "tests/unit/storage/ledgerrows.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QTimeZone Berlin("Europe/Berlin");

UsageQuestion between(const char *from, const char *to, const QTimeZone &zone = QTimeZone::utc())
{
    UsageQuestion question;
    question.from = QDateTime::fromMSecsSinceEpoch(at(from), Qt::UTC);
    question.to = QDateTime::fromMSecsSinceEpoch(at(to), Qt::UTC);
    question.zone = zone;
    return question;
}

} // namespace

// The ledger's rows and sums.
class TestLedger : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<LedgerRepository> m_ledger;

    [[nodiscard]] QString path() const { return m_folder.filePath(u"ledger.db"_s); }
    void open(const QString &instance = u"one"_s)
    {
        m_ledger.reset();
        auto opened = LedgerRepository::open(path(), instance);
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
        m_ledger = std::move(*opened);
    }
    void add(const QList<LedgerRow> &rows, const QTimeZone &zone = QTimeZone::utc())
    {
        const auto added = m_ledger->add(rows, zone);
        QVERIFY2(added.has_value(), added ? "" : qPrintable(added.error().detail));
        QCOMPARE(*added, rows.size());
    }
    [[nodiscard]] UsageReport report(const UsageQuestion &question) { return m_ledger->report(question).value_or(UsageReport()); }
    [[nodiscard]] qint64 number(const char *sql) { return m_ledger->database().handle().execAndGet(sql).getInt64(); }

private Q_SLOTS:
    void init()
    {
        QFile::remove(path());
        QFile::remove(path() + u"-wal"_s);
        QFile::remove(path() + u"-shm"_s);
        open();
    }
    void cleanup() { m_ledger.reset(); }

    void whatIsWrittenIsReadAgain()
    {
        LedgerRow full = ledgerRow(2, at("2026-11-20T10:00:00"));
        full.answeredModel = u"claude-sonnet-4-5-20250929"_s;
        full.project = u"homeport"_s;
        full.session = u"0123-session"_s;
        full.program = u"node claude (pid 4)"_s;
        full.prices = u"2026-11-01 published"_s;
        full.detail = u"The upstream broke off."_s;
        full.webSearches = 3;
        full.reasoning = 4;
        full.stopReason = u"end_turn"_s;
        full.queued = 7;
        full.held = 8;
        full.bytesUp = 5;
        full.bytesDown = 6;
        LedgerRow bare;
        bare.number = 1;
        bare.startedAt = 5;
        add({bare, full});
        const auto page = m_ledger->pages().page({});
        QVERIFY(page.has_value());
        QCOMPARE(page->entries.size(), 2);
        QVERIFY(page->entries.at(0).row == full);
        QVERIFY(page->entries.at(1).row == bare);
    }

    void theSameRequestCountsOnce()
    {
        const QList<LedgerRow> rows{ledgerRow(1, at("2026-11-20T10:00:00")), ledgerRow(2, at("2026-11-20T10:01:00"))};
        add(rows);
        QCOMPARE(*m_ledger->add(rows + QList<LedgerRow>{ledgerRow(3, at("2026-11-20T10:02:00"))}, QTimeZone::utc()), 1);
        QCOMPARE(report(between("2026-11-20T00:00:00", "2026-11-21T00:00:00")).total.requests, 3);
        QCOMPARE(number("SELECT sum(requests) FROM usage_minute"), 3);
    }

    void aNewRunDoesNotCollideWithTheLast()
    {
        add({ledgerRow(1, at("2026-11-20T10:00:00"))});
        const qint64 run = m_ledger->run();
        open();
        QCOMPARE(m_ledger->run(), run + 1);
        add({ledgerRow(1, at("2026-11-20T10:00:00"))});
        QCOMPARE(number("SELECT count(*) FROM request"), 2);
    }

    void aRenamedAccountKeepsItsHistory()
    {
        add({ledgerRow(1, at("2026-11-20T10:00:00"), u"old name"_s)});
        add({ledgerRow(2, at("2026-11-20T11:00:00"), u"new name"_s)});
        UsageQuestion question = between("2026-11-20T00:00:00", "2026-11-21T00:00:00");
        question.by = UsageDimension::Account;
        const UsageReport told = report(question);
        QCOMPARE(told.slices.size(), 1);
        QCOMPARE(told.slices.first().name, u"new name"_s);
        QCOMPARE(told.slices.first().totals.requests, 2);
    }

    // After a backup of another computer was restored, account 1 is somebody else.
    void accountsOfAnotherDatabaseAreOthers()
    {
        add({ledgerRow(1, at("2026-11-20T10:00:00"), u"work"_s)});
        open(u"two"_s);
        add({ledgerRow(1, at("2026-11-20T11:00:00"), u"home"_s)});
        open(u"one"_s);
        add({ledgerRow(1, at("2026-11-20T12:00:00"), u"work"_s)});
        UsageQuestion question = between("2026-11-20T00:00:00", "2026-11-21T00:00:00");
        question.by = UsageDimension::Account;
        const UsageReport told = report(question);
        QCOMPARE(told.slices.size(), 2);
        QCOMPARE(told.slices[0].totals.requests + told.slices[1].totals.requests, 3);
        QCOMPARE(m_ledger->pages().page({})->entries.at(1).row.account, (LedgerText{1, u"home"_s}));
    }

    void slicesFollowTheLocalClock_data()
    {
        QTest::addColumn<QTimeZone>("zone");
        QTest::addColumn<UsageStep>("step");
        QTest::addColumn<QString>("request"); // UTC
        QTest::addColumn<QString>("slice");   // UTC
        const QTimeZone kolkata("Asia/Kolkata");
        const QTimeZone havana("America/Havana");
        QTest::newRow("before the clock goes forward") << Berlin << UsageStep::Day << u"2026-03-28T22:59:59"_s << u"2026-03-27T23:00:00"_s;
        QTest::newRow("the day of 23 hours begins") << Berlin << UsageStep::Day << u"2026-03-28T23:00:00"_s << u"2026-03-28T23:00:00"_s;
        QTest::newRow("the day of 23 hours ends") << Berlin << UsageStep::Day << u"2026-03-29T21:59:59"_s << u"2026-03-28T23:00:00"_s;
        QTest::newRow("the day after") << Berlin << UsageStep::Day << u"2026-03-29T22:00:00"_s << u"2026-03-29T22:00:00"_s;
        QTest::newRow("the day of 25 hours ends") << Berlin << UsageStep::Day << u"2026-10-25T22:59:59"_s << u"2026-10-24T22:00:00"_s;
        QTest::newRow("two o'clock, the first time") << Berlin << UsageStep::Hour << u"2026-10-25T00:30:00"_s << u"2026-10-25T00:00:00"_s;
        QTest::newRow("two o'clock, the second time") << Berlin << UsageStep::Hour << u"2026-10-25T01:30:00"_s << u"2026-10-25T01:00:00"_s;
        QTest::newRow("an hour at half past") << kolkata << UsageStep::Hour << u"2026-11-20T10:29:59"_s << u"2026-11-20T09:30:00"_s;
        QTest::newRow("a day at half past") << kolkata << UsageStep::Day << u"2026-11-20T18:29:59"_s << u"2026-11-19T18:30:00"_s;
        QTest::newRow("no midnight that day") << havana << UsageStep::Day << u"2024-03-10T05:30:00"_s << u"2024-03-10T05:00:00"_s;
        QTest::newRow("end of February") << Berlin << UsageStep::Month << u"2028-02-29T22:59:59"_s << u"2028-01-31T23:00:00"_s;
        QTest::newRow("March") << Berlin << UsageStep::Month << u"2028-02-29T23:00:00"_s << u"2028-02-29T23:00:00"_s;
        QTest::newRow("new year") << Berlin << UsageStep::Month << u"2026-12-31T23:00:00"_s << u"2026-12-31T23:00:00"_s;
        QTest::newRow("Sunday's end") << Berlin << UsageStep::Week << u"2026-11-22T22:59:59"_s << u"2026-11-15T23:00:00"_s;
        QTest::newRow("Monday") << Berlin << UsageStep::Week << u"2026-11-22T23:00:00"_s << u"2026-11-22T23:00:00"_s;
    }
    void slicesFollowTheLocalClock()
    {
        QFETCH(QTimeZone, zone);
        QFETCH(UsageStep, step);
        QFETCH(QString, request);
        QFETCH(QString, slice);
        add({ledgerRow(1, at(request.toLatin1().constData()))}, zone);
        UsageQuestion question = between("2020-01-01T00:00:00", "2030-01-01T00:00:00", zone);
        question.step = step;
        const UsageReport told = report(question);
        QCOMPARE(told.slices.size(), 1);
        QCOMPARE(told.slices.first().start.toString(Qt::ISODate), slice + u'Z');
    }

    // Whoever moves, or sets his clock back, keeps what was counted where it was counted.
    void aDayStaysTheDayItWas()
    {
        add({ledgerRow(1, at("2026-11-20T23:30:00"))}, Berlin); // the 21st there
        add({ledgerRow(2, at("2026-11-20T10:00:00"))}, Berlin); // the clock was set back
        UsageQuestion question = between("2026-11-20T00:00:00", "2026-11-22T00:00:00", QTimeZone("America/New_York"));
        question.step = UsageStep::Day;
        const UsageReport told = report(question);
        QCOMPARE(told.slices.size(), 2);
        QCOMPARE(told.slices[1].start.toString(Qt::ISODate), u"2026-11-21T05:00:00Z"_s);
    }

    void filtersByName()
    {
        LedgerRow other = ledgerRow(2, at("2026-11-20T10:00:00"));
        other.account = {2, u"home"_s};
        other.cost = -1;
        other.failed = true;
        add({ledgerRow(1, at("2026-11-20T10:00:00")), other});
        UsageQuestion question = between("2026-11-20T00:00:00", "2026-11-21T00:00:00");
        question.where[UsageDimension::Account] = u"home"_s;
        UsageTotals expected{1, 1, 1, 100, 20, 0, 0, 0, 0};
        QCOMPARE(report(question).total, expected);
        question.where[UsageDimension::Account] = u"nobody"_s;
        QCOMPARE(report(question).total, UsageTotals());
        QCOMPARE(*m_ledger->names(UsageDimension::Account), (QStringList{u"home"_s, u"work"_s}));
    }

    // A name may pass from a revoked key to a new one, and back.
    void aKeyIsToldApartByItsId()
    {
        LedgerRow namesake = ledgerRow(2, at("2026-11-20T10:00:00"));
        namesake.key = {8, u"laptop"_s};
        LedgerRow renamed = ledgerRow(3, at("2026-11-20T11:00:00"));
        renamed.key.text = u"desk"_s;
        add({ledgerRow(1, at("2026-11-20T10:00:00")), namesake, renamed});
        UsageQuestion question = between("2026-11-20T00:00:00", "2026-11-21T00:00:00");
        question.by = UsageDimension::Key;
        question.keyId = 7;
        QCOMPARE(report(question).total.requests, 2);
        QCOMPARE(report(question).slices.first().name, u"desk"_s);
        question.keyId = 9;
        QCOMPARE(report(question).total, UsageTotals());
    }

    // The sums are those of the rows, whatever came in whatever order.
    void sumsEqualARecomputation()
    {
        QRandomGenerator random(20261126);
        const qint64 first = at("2026-03-01T00:00:00");
        const qint64 last = at("2026-04-30T00:00:00");
        qint64 next = 1;
        for (int batch = 0; batch < 40; ++batch) {
            QList<LedgerRow> rows;
            for (int i = 0; i < 50; ++i)
                rows << randomRow(random, next++, first, last);
            add(rows, Berlin);
            QVERIFY(m_ledger->add(rows.first(10), Berlin).has_value()); // again: no difference
        }
        for (const char *table : SumTables) {
            for (const char *column : {"input", "output", "cache_write_5m", "cache_write_1h", "cache_read", "coalesce(cost, 0)"}) {
                const std::string sum = std::string(column) == "coalesce(cost, 0)" ? "cost" : column;
                QCOMPARE(number(("SELECT sum(" + sum + ") FROM " + table).c_str()),
                         number((std::string("SELECT sum(") + column + ") FROM request").c_str()));
            }
            const std::string different = std::string(
                                              "SELECT count(*) FROM (SELECT account, model, key, tool, project, sum(requests) AS n, "
                                              "sum(failed) AS f, sum(unpriced) AS u FROM ")
                                          + table
                                          + " GROUP BY 1,2,3,4,5 EXCEPT SELECT account, model, key, tool, project, count(*), "
                                            "sum(status >= 400 OR outcome <> 1), sum(cost IS NULL AND input + output + cache_write_5m + "
                                            "cache_write_1h + cache_read > 0) FROM request GROUP BY 1,2,3,4,5)";
            QCOMPARE(number(different.c_str()), 0);
        }
        QCOMPARE(number("SELECT count(*) FROM request"), 2000);
        QCOMPARE(number("SELECT requests FROM run"), 2000);
    }

    void oldRowsGoAndTheirSumsStay()
    {
        const qint64 now = at("2026-11-20T10:00:00");
        QList<LedgerRow> rows;
        for (int i = 1; i <= 100; ++i)
            rows << ledgerRow(i, now - (101 - i) * 86'400'000LL);
        add(rows);
        LedgerRetention retention;
        retention.days = 50;
        QCOMPARE(*m_ledger->prune(retention, now, 20), 20);
        while (m_ledger->prune(retention, now, 20).value_or(0) == 20) {}
        QCOMPARE(number("SELECT count(*) FROM request"), 50);
        retention.rows = 10;
        QCOMPARE(*m_ledger->prune(retention, now), 40);
        QCOMPARE(number("SELECT min(id) & 4294967295 FROM request"), 91); // the first written go
        QCOMPARE(number("SELECT requests FROM run"), 10);
        QCOMPARE(number("SELECT sum(requests) FROM usage_day"), 100);
        QCOMPARE(number("SELECT sum(requests) FROM usage_hour"), 100);
        QCOMPARE(number("SELECT sum(requests) FROM usage_minute"), 2); // of two days
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
