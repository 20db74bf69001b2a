// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/usage/ledgerstore.h"
#include "tests/support/await.h"
#include "tests/support/sqlitelock.h"
#include "tests/unit/usage/ledgersamples.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr LedgerPauses Impatient{50ms, 50ms, 100ms};

} // namespace

// A ledger that can't be written for a while: nothing is lost, and nobody has to come for it to go on.
class TestLedgerFailures : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString path() const { return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".db"); }
    static qint64 rowsIn(const QString &path)
    {
        SQLite::Database file(path.toStdString(), SQLite::OPEN_READONLY);
        return file.execAndGet("SELECT count(*) FROM request").getInt64();
    }

private Q_SLOTS:
    void afterALockItWritesByItself()
    {
        Ledger ledger(nullptr, Impatient);
        QVERIFY(await(ledger.open(path(), u"one"_s)));
        const QSignalSpy failed(&ledger, &Ledger::failed);
        auto other = lockAsAnotherProgram(path());
        ledger.append({record(1)});
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 15'000);
        other.reset();
        QTRY_COMPARE_WITH_TIMEOUT(rowsIn(path()), 1, 15'000); // and nobody has asked for anything
        QCOMPARE(failed.count(), 1);
    }

    // Each try waits for the lock: after one that failed nobody else waits for it, or the end of the program would take minutes.
    void afterAFailureNothingIsTriedForAWhile()
    {
        LedgerStore store;
        store.pauses = {1h, 1h, 1h};
        QVERIFY(store.open(path(), u"one"_s, {}));
        auto other = lockAsAnotherProgram(path());
        const auto first = store.take({record(1)});
        QVERIFY(!first);
        other.reset(); // a try would go well now
        QVERIFY(!store.take({record(2)}));
        QCOMPARE(store.write().error().detail, first.error().detail);
        QVERIFY(store.ready());
        QCOMPARE(rowsIn(path()), 0);
        QVERIFY(store.writeAtTheEnd());
        QCOMPARE(rowsIn(path()), 2);
    }

    // Also where nothing is appended: what is kept of the next request needs the run.
    void aQuestionOpensIt()
    {
        const QString folder = m_folder.filePath(u"asked"_s);
        Ledger ledger(nullptr, Impatient);
        const QSignalSpy opened(&ledger, &Ledger::opened);
        QVERIFY(!await(ledger.open(folder + u"/ledger.db", u"one"_s)));
        QVERIFY(QDir().mkpath(folder));
        QTRY_VERIFY(await(ledger.report(today())).has_value());
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(ledger.run(), 1);
    }

    void theEndIsATryOfItsOwn()
    {
        auto ledger = std::make_unique<Ledger>();
        QVERIFY(await(ledger->open(path(), u"one"_s)));
        const QSignalSpy failed(ledger.get(), &Ledger::failed);
        auto other = lockAsAnotherProgram(path());
        ledger->append({record(1)});
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 15'000);
        other.reset();
        ledger.reset();
        QCOMPARE(rowsIn(path()), 1);
    }

    // A full disk at the log-in, or a backup program that holds the file: the requests that come meanwhile are written later.
    void aFileThatCanNotBeOpenedIsTriedAgain()
    {
        const QString folder = m_folder.filePath(u"later"_s);
        const QString file = folder + u"/ledger.db";
        Ledger ledger(nullptr, Impatient);
        const QSignalSpy opened(&ledger, &Ledger::opened);
        const auto first = await(ledger.open(file, u"one"_s));
        QVERIFY(!first);
        ledger.setNames(UsageDimension::Account, {{3, u"home"_s}});
        ledger.append({record(1), record(2)});
        QCOMPARE(await(ledger.report(today())).error().detail, first.error().detail);
        QCOMPARE(ledger.run(), 0);
        QVERIFY(QDir().mkpath(folder));
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(ledger.run(), 1);
        QCOMPARE(await(ledger.report(today()))->total.requests, 2);
        QCOMPARE(*await(ledger.names(UsageDimension::Account)), QStringList{u"home"_s}); // as it was called meanwhile
        ledger.append({record(3)});
        QTRY_COMPARE(rowsIn(file), 3);
        QCOMPARE(opened.count(), 1);
    }

    void itsRunIsNotBelowTheOneAskedFor()
    {
        for (const qint64 expected : {7, 8, 20}) {
            Ledger ledger;
            QVERIFY(await(ledger.open(path(), u"one"_s, [expected]() -> qint64 { return expected == 8 ? 3 : expected; })));
            QCOMPARE(ledger.run(), expected);
        }
    }

    void openingTellsOnce()
    {
        Ledger ledger;
        const QSignalSpy opened(&ledger, &Ledger::opened);
        QVERIFY(await(ledger.open(path(), u"one"_s)));
        ledger.append({record(1)});
        QCOMPARE(await(ledger.report(today()))->total.requests, 1);
        QTRY_COMPARE(opened.count(), 1);
    }

    // SQLite tells the error of a statement once more when it is made ready again.
    void aFailedInsertDoesNotFailTheNextWriteToo()
    {
        auto repository = LedgerRepository::open(path(), u"one"_s);
        QVERIFY(repository);
        const auto rowAt = [](qsizetype index) { return ledgerRowOf(record(static_cast<quint64>(index) + 1)); };
        SQLite::Database &file = (*repository)->database().handle();
        QVERIFY((*repository)->take(1, rowAt));
        file.exec("CREATE TEMP TRIGGER full BEFORE INSERT ON main.request BEGIN SELECT raise(ABORT, 'as a full disk'); END");
        QVERIFY(!(*repository)->write(QTimeZone::utc()));
        file.exec("DROP TRIGGER full");
        const auto written = (*repository)->write(QTimeZone::utc());
        QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
        QCOMPARE(rowsIn(path()), 1);
    }
};

QTEST_GUILESS_MAIN(TestLedgerFailures)
#include "tst_ledgerfailures.moc"
