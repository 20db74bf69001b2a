// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importformat.h"
#include "core/batch/importjob.h"
#include "tests/support/sanitizer.h"
#include "tests/unit/batch/importbench.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// @p bad rows of the thousand have no key.
QByteArray rows(int count, int bad = 0)
{
    QByteArray text = "provider,name,api_key\n";
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        text += "one,account " + number + "," + (i % 100 == 50 && i / 100 < bad ? QByteArray() : QByteArray("sk-planted-" + number)) + "\n";
    }
    return text;
}

ImportOutcome outcomeOf(int added, int duplicates = 0, int wrong = 0, const QStringList &refused = {})
{
    ImportOutcome outcome;
    outcome.added = added;
    outcome.duplicates = duplicates;
    outcome.wrong = wrong;
    outcome.refused = refused;
    return outcome;
}

} // namespace

class TestImportJob final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ImportBench> m_bench;

    AccountStore &store() { return *m_bench->store; }

    ImportPlan plan(const QByteArray &text)
    {
        ImportContext context;
        context.profiles = importProfiles();
        context.known = *await(m_bench->secrets.known());
        context.hash = [sealer = m_bench->vault.sealer()](const QString &baseUrl, const Secret &credential) {
            return credentialHash(*sealer, baseUrl, credential);
        };
        context.now = QDateTime::currentDateTimeUtc();
        const auto file = parseImport(text);
        return file ? planImport(*file, context) : ImportPlan();
    }

    ImportOutcome run(const ImportPlan &planned, ImportMode mode)
    {
        ImportJob job(store(), planned, mode);
        QSignalSpy finished(&job, &ImportJob::finished);
        job.start();
        [&finished] { QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000); }();
        return finished.isEmpty() ? ImportOutcome() : finished.at(0).at(0).value<ImportOutcome>();
    }

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<ImportOutcome>(); }

    void init()
    {
        m_bench = std::make_unique<ImportBench>();
        QVERIFY(m_bench->open());
    }

    void cleanup() { m_bench.reset(); }

    void aThousandRowsWithSevenBadOnes()
    {
        QElapsedTimer timer;
        timer.start();
        const ImportPlan planned = plan(rows(1000, 7));
        const qint64 previewed = timer.elapsed();
        QCOMPARE(planned.wrong, 7);
        QCOMPARE(planned.rows.at(150).why, u"There is no API key: fill in api_key."_s);
        QCOMPARE(planned.rows.at(150).line, 152);

        const ImportOutcome refused = run(planned, ImportMode::AllOrNothing);
        QCOMPARE(refused.error->code, Error::Code::Invalid);
        QVERIFY(refused.error->detail.startsWith(u"7 of 1000 rows have errors"_s));
        QCOMPARE(refused.added, 0);
        QVERIFY(store().accounts().isEmpty());

        timer.restart();
        const ImportOutcome skipped = run(planned, ImportMode::SkipBad);
        const qint64 imported = timer.elapsed();
        qInfo("1,000 rows: preview %lld ms, import %lld ms", previewed, imported);
        QVERIFY2(test::Sanitized || previewed + imported < 5000, "1,000 rows in under 5 s");
        QVERIFY(!skipped.error);
        QCOMPARE(skipped.added, 993);
        QCOMPARE(skipped.wrong, 7);
        QCOMPARE(store().accounts().size(), 993);
    }

    void allAtOnceIsOneTransaction()
    {
        QSignalSpy changed(&store(), &AccountStore::accountsChanged);
        QElapsedTimer timer;
        timer.start();
        const ImportOutcome outcome = run(plan(rows(1000)), ImportMode::AllOrNothing);
        const qint64 took = timer.elapsed();
        qInfo("1,000 rows in one transaction, preview included: %lld ms", took);
        QVERIFY2(test::Sanitized || took < 5000, "1,000 rows in under 5 s");
        QCOMPARE(outcome, outcomeOf(1000));
        QCOMPARE(changed.count(), 1);
        const auto relay = await(store().relayAccounts());
        QVERIFY(*relay->at(999).secret == Secret(QByteArray("sk-planted-999")));
    }

    void theSameFileTwiceAddsNothing()
    {
        const QByteArray text = rows(300);
        QCOMPARE(run(plan(text), ImportMode::AllOrNothing).added, 300);
        const ImportPlan again = plan(text);
        QCOMPARE(again.duplicates, 300);
        QCOMPARE(again.ready(), 0);
        for (const ImportMode mode : {ImportMode::AllOrNothing, ImportMode::SkipBad})
            QCOMPARE(run(again, mode), outcomeOf(0, 300));
        QCOMPARE(store().accounts().size(), 300);
    }

    void tellsHowFarItIs()
    {
        ImportJob job(store(), plan(rows(250)), ImportMode::SkipBad);
        QSignalSpy progressed(&job, &ImportJob::progressed);
        QSignalSpy finished(&job, &ImportJob::finished);
        job.start();
        QCOMPARE(finished.count(), 0); // never from inside start()
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(progressed.count(), 3);
        QCOMPARE(progressed.at(1), (QVariantList{200, 250}));
        QCOMPARE(progressed.at(2), (QVariantList{250, 250}));
    }

    void cancelledItStopsBetweenBatches()
    {
        ImportJob job(store(), plan(rows(1000)), ImportMode::SkipBad);
        connect(&job, &ImportJob::progressed, &job, [&job](int done) {
            if (done == 300)
                job.cancel();
        });
        QSignalSpy finished(&job, &ImportJob::finished);
        job.start();
        QTRY_COMPARE(finished.count(), 1);
        ImportOutcome expected = outcomeOf(300);
        expected.cancelled = true;
        QCOMPARE(finished.at(0).at(0).value<ImportOutcome>(), expected);
        QCOMPARE(store().accounts().size(), 300);
    }

    void cancelledBeforeItBeganNothingIsAdded()
    {
        for (const ImportMode mode : {ImportMode::AllOrNothing, ImportMode::SkipBad}) {
            ImportJob job(store(), plan(rows(10)), mode);
            QSignalSpy finished(&job, &ImportJob::finished);
            job.start();
            job.cancel();
            QTRY_COMPARE(finished.count(), 1);
            QVERIFY(finished.at(0).at(0).value<ImportOutcome>().cancelled);
            QVERIFY(store().accounts().isEmpty());
        }
    }

    void aNameTakenMeanwhileSpoilsAllOrOne()
    {
        const ImportPlan planned = plan(rows(150));
        NewAccount rival;
        rival.providerId = u"one"_s;
        rival.name = u"account 120"_s;
        rival.secret = shareSecret(QByteArray("sk-rival"));
        QVERIFY(await(store().add(std::move(rival))));
        const ImportOutcome all = run(planned, ImportMode::AllOrNothing);
        QCOMPARE(all.error->code, Error::Code::Conflict);
        QVERIFY(all.error->detail.contains(u"account 120"_s));
        QCOMPARE(store().accounts().size(), 1);
        const ImportOutcome most = run(planned, ImportMode::SkipBad);
        QCOMPARE(most, outcomeOf(149, 0, 1, {u"account 120"_s}));
    }

    void aFailureTellsWhatStays()
    {
        ImportJob job(store(), plan(rows(300)), ImportMode::SkipBad);
        connect(&job, &ImportJob::progressed, &job, [this](int done) {
            if (done == 100)
                m_bench->vault.lock();
        });
        QSignalSpy finished(&job, &ImportJob::finished);
        job.start();
        QTRY_COMPARE(finished.count(), 1);
        const auto outcome = finished.at(0).at(0).value<ImportOutcome>();
        QCOMPARE(outcome.error->code, Error::Code::Locked);
        QCOMPARE(outcome.added, 100);
    }

    void aLockedVaultKnowsNothing()
    {
        m_bench->vault.lock();
        QCOMPARE(await(m_bench->secrets.known()).error().code, Error::Code::Locked);
        QCOMPARE(await(m_bench->secrets.open()).error().code, Error::Code::Locked);
    }

    void whatDoesNotOpenIsNamedAndTakesItsName()
    {
        QCOMPARE(run(plan(rows(2)), ImportMode::AllOrNothing).added, 2);
        m_bench->database->handle().exec("UPDATE account SET secret = x'00' WHERE id = 1");
        const auto opened = await(m_bench->secrets.open());
        QCOMPARE(opened->damaged, QStringList{u"account 0"_s});
        QCOMPARE(opened->accounts.size(), 1);
        const ImportPlan again = plan(rows(2));
        QCOMPARE(again.rows.at(0).verdict, PlannedRow::Verdict::Error); // its name is taken, its key can't be compared
        QCOMPARE(again.rows.at(1).verdict, PlannedRow::Verdict::Duplicate);
    }

    void noFileOfTheDatabaseHoldsAKey()
    {
        QCOMPARE(run(plan(rows(50)), ImportMode::SkipBad).added, 50);
        const QDir folder(m_bench->folder.path());
        const QStringList files = folder.entryList(QDir::Files);
        QVERIFY(files.contains(u"homeport.db"_s));
        for (const QString &name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("sk-planted"), qPrintable(name));
        }
    }
};

QTEST_GUILESS_MAIN(TestImportJob)
#include "tst_importjob.moc"
