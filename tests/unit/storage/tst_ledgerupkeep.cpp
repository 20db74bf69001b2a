// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "tests/unit/storage/ledgerfixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QFileInfo>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The ledger's file over the years: its size, its names, copies of it.
class TestLedgerUpkeep final : public QObject
{
    Q_OBJECT

    LedgerFixture m_fixture;

    LedgerRepository &ledger() { return m_fixture.ledger(); }
    qint64 number(const char *sql) { return ledger().database().handle().execAndGet(sql).getInt64(); }
    void addTexts(qint64 first, qint64 last) // larger rows: fewer are needed
    {
        QList<LedgerRow> rows;
        for (qint64 i = first; i <= last; ++i) {
            rows << ledgerRow(i, at("2026-11-20T10:00:00") + i);
            rows.last().detail = QString(1500, u'd');
        }
        m_fixture.add(rows);
    }
    void pruneTo(qint64 rows)
    {
        LedgerRetention retention;
        retention.rows = rows;
        while (ledger().prune(retention, at("2026-11-20T12:00:00")).value_or(0) == 5000) {}
    }
    QStringList accountsSeen()
    {
        QStringList names;
        for (const LedgerEntry &entry : m_fixture.all({}))
            names << entry.row.account.text;
        return names;
    }
    UsageReport reportOf(const QString &account)
    {
        UsageQuestion question;
        question.from = QDateTime::fromMSecsSinceEpoch(at("2026-11-20T00:00:00"), Qt::UTC);
        question.to = question.from.addDays(1);
        question.where[UsageDimension::Account] = account;
        return *ledger().report(question);
    }

private Q_SLOTS:
    void init() { m_fixture.clear(); }

    void retentionHasBounds()
    {
        QCOMPARE(LedgerRetention::of(1, 1'000)->days, 1);
        QCOMPARE(LedgerRetention::of(36'500, 100'000'000)->rows, 100'000'000);
        for (const auto &[days, rows] : {std::pair<qint64, qint64>{0, 1'000},
                                         {-1, 1'000},
                                         {36'501, 1'000},
                                         {1, 999},
                                         {1, 0},
                                         {1, 100'000'001},
                                         {qint64(1) << 40, 1'000}}) {
            const auto refused = LedgerRetention::of(days, rows);
            QVERIFY(!refused.has_value());
            QCOMPARE(refused.error().code, Error::Code::Invalid);
        }
    }

    void muchFreeRoomGoesBackToTheDisk()
    {
        addTexts(1, 10'000);
        const qint64 full = ledger().state()->bytes;
        pruneTo(1'000);
        QVERIFY(number("PRAGMA freelist_count") > 1'000);
        int steps = 1;
        while (*ledger().shrink(500))
            ++steps;
        QVERIFY2(steps > 3, QByteArray::number(steps).constData()); // in short ones
        QCOMPARE(number("PRAGMA freelist_count"), 0);
        const LedgerState state = *ledger().state();
        QVERIFY2(state.bytes * 4 < full, QByteArray::number(state.bytes).constData());
        QCOMPARE(state.rows, 1'000);
        QCOMPARE(state.oldest, at("2026-11-20T10:00:00") + 9'001);
        QCOMPARE(m_fixture.all({}).size(), 1'000);
        QCOMPARE(ledger().database().handle().execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
    }

    void littleFreeRoomIsUsedAgain()
    {
        addTexts(1, 8'000);
        pruneTo(7'000);
        const qint64 pages = number("PRAGMA page_count");
        QVERIFY(!*ledger().shrink());
        QCOMPARE(number("PRAGMA page_count"), pages);
        addTexts(8'001, 8'900);
        QCOMPARE(number("PRAGMA page_count"), pages);
    }

    void aRenamedAccountKeepsWhatItUsed()
    {
        m_fixture.addPlain(1, 3);
        QCOMPARE(*ledger().rename(UsageDimension::Account, {{1, u"office"_s}, {2, u"other"_s}}), 1);
        QCOMPARE(accountsSeen(), QStringList(3, u"office"_s));
        QCOMPARE(reportOf(u"office"_s).total.requests, 3);
        QCOMPARE(reportOf(u"work"_s).total.requests, 0);
        m_fixture.addPlain(4, 4); // it began when the account had its former name
        QCOMPARE(accountsSeen(), QStringList(4, u"office"_s));
        QCOMPARE(*ledger().rename(UsageDimension::Account, {{1, u"office"_s}, {2, u"other"_s}}), 0);
        QCOMPARE(*ledger().names(UsageDimension::Key), QStringList{u"laptop"_s}); // keys have ids of their own
    }

    void aCopyHoldsWhatWasWrittenMeanwhile()
    {
        addTexts(1, 6'000);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"copy"_s);
        {
            auto copy = *ledger().copyTo(path);
            int steps = 0;
            bool more = true;
            for (; more; ++steps) {
                more = *copy->step();
                if (more)
                    addTexts(6'001 + steps, 6'001 + steps);
            }
            QVERIFY2(steps > 2, QByteArray::number(steps).constData());
            QCOMPARE(copy->percent(), 100);
            QCOMPARE(copy->schema(), ledger().database().schemaVersion());
        }
        QVERIFY(!(QFileInfo(path).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
        const auto opened = LedgerRepository::open(path, u"one"_s);
        QVERIFY(opened.has_value());
        QCOMPARE((*opened)->state()->rows, ledger().state()->rows);
        QCOMPARE((*opened)->database().handle().execAndGet("SELECT count(*) FROM request").getInt64(),
                 number("SELECT count(*) FROM request"));
        QCOMPARE((*opened)->database().handle().execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
    }

    void aCopyOfAFileThatShrinksMeanwhileIsWhole()
    {
        addTexts(1, 10'000);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"copy"_s);
        {
            auto copy = *ledger().copyTo(path);
            QVERIFY(*copy->step());
            QVERIFY(*copy->step());
            pruneTo(500);
            while (*ledger().shrink()) {}
            while (*copy->step()) {}
        }
        const auto opened = LedgerRepository::open(path, u"one"_s);
        QVERIFY(opened.has_value());
        QCOMPARE((*opened)->state()->rows, 500);
        QCOMPARE((*opened)->database().handle().execAndGet("SELECT count(*) FROM request").getInt64(), 500);
        QCOMPARE((*opened)->database().handle().execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
        QVERIFY(QFileInfo(path).size() < 3'000'000);
    }

    void aCopyThatIsGivenUpLeavesNothing()
    {
        addTexts(1, 6'000);
        QTemporaryDir folder;
        {
            auto copy = *ledger().copyTo(folder.filePath(u"copy"_s));
            QVERIFY(*copy->step());
        }
        QVERIFY(QDir(folder.path()).isEmpty());
        QVERIFY(!ledger().copyTo(folder.filePath(u"none/copy"_s)).has_value());
        addTexts(6'001, 6'001); // the ledger is not held by it
    }

    void anotherDatabaseTakesTheFormersPlace()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"ledger.db"_s);
        const QList<LedgerRow> row{ledgerRow(1, at("2026-11-20T10:00:00"))};
        {
            const auto first = LedgerRepository::open(path, u"former"_s);
            QCOMPARE(*(*first)->add(row, QTimeZone::utc()), 1);
        }
        QVERIFY(LedgerRepository::adopt(path, u"former"_s, u"present"_s).has_value());
        const auto second = LedgerRepository::open(path, u"present"_s);
        QCOMPARE(*(*second)->rename(UsageDimension::Account, {{1, u"office"_s}}), 1); // account 1 is the same one
        QCOMPARE(*(*second)->names(UsageDimension::Account), QStringList{u"office"_s});
        QVERIFY(!LedgerRepository::adopt(folder.path(), u"a"_s, u"b"_s).has_value());
    }
};

QTEST_GUILESS_MAIN(TestLedgerUpkeep)
#include "tst_ledgerupkeep.moc"
