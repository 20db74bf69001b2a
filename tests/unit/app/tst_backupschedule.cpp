// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backupschedule.h"
#include "core/base/onresult.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

// In a future that the system's clock does not reach: only look() makes anything due.
class GivenClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return time; }
    QDateTime time{QDate(2150, 3, 1), QTime(9, 0), Qt::UTC};
};

} // namespace

// Backups that are made by themselves, with a given clock.
class TestBackupSchedule final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    GivenClock m_clock;
    std::unique_ptr<BackupSchedule> m_schedule;
    QStringList m_made;
    std::optional<Error> m_fails;
    bool m_holds = false;
    std::shared_ptr<QPromise<Result<qint64>>> m_held;

    [[nodiscard]] QFuture<Result<qint64>> make(const QString &path)
    {
        m_made << path;
        if (m_fails)
            return readyResult<qint64>(*m_fails);
        if (m_holds) {
            m_held = startedPromise<qint64>();
            return m_held->future();
        }
        QFile file(path);
        return readyResult<qint64>(file.open(QIODevice::NewOnly) ? file.write("sealed") : -1);
    }
    void begin(const Settings &settings)
    {
        BackupSchedule::Parts parts;
        parts.folder = m_folder->filePath(u"backups"_s);
        parts.record = m_folder->filePath(u"backups.json"_s);
        parts.passphrase = [] { return readyResult<SharedSecret>(shareSecret(QByteArray("passphrase"))); };
        parts.make = [this](const QString &path, const SharedSecret &, bool) { return make(path); };
        m_schedule = std::make_unique<BackupSchedule>(std::move(parts), m_clock);
        m_schedule->setSettings(settings);
        m_schedule->setUnlocked(true);
    }
    [[nodiscard]] static Settings daily(int keep = 3)
    {
        Settings settings;
        settings.backupEvery = u"daily"_s;
        settings.backupKeep = keep;
        return settings;
    }
    void pass(qint64 seconds)
    {
        m_clock.time = m_clock.time.addSecs(seconds);
        m_schedule->look();
    }
    [[nodiscard]] QStringList files() const { return QDir(m_schedule->folder()).entryList(QDir::Files, QDir::Name); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_made.clear();
        m_fails.reset();
        m_holds = false;
        m_clock.time = GivenClock().time;
    }
    void cleanup() { m_schedule.reset(); }

    void noneIsMadeWhileItIsOff()
    {
        begin({});
        QVERIFY(!m_schedule->due().isValid());
        pass(100L * 24 * 3600);
        QTest::qWait(0);
        QVERIFY(m_made.isEmpty());
    }

    void theFirstIsMadeAtOnceAndTheNextADayLater()
    {
        begin(daily());
        QTRY_COMPARE(m_schedule->backups().size(), 1);
        QCOMPARE(m_schedule->due(), m_clock.time.addDays(1));
        pass(24 * 3600 - 1);
        QTest::qWait(0);
        QCOMPARE(m_made.size(), 1);
        pass(1);
        QTRY_COMPARE(m_schedule->backups().size(), 2);
        QVERIFY(m_schedule->lastError().detail.isEmpty());
    }

    void afterALongSleepOneIsMade()
    {
        begin(daily());
        QTRY_COMPARE(m_schedule->backups().size(), 1);
        pass(20L * 24 * 3600);
        QTRY_COMPARE(m_schedule->backups().size(), 2);
        QTest::qWait(0);
        QCOMPARE(m_made.size(), 2);
        QCOMPARE(m_schedule->due(), m_clock.time.addDays(1));
    }

    void theRecordOutlivesTheProcess()
    {
        begin(daily());
        QTRY_COMPARE(m_schedule->backups().size(), 1);
        const QList<KeptBackup> before = m_schedule->backups();
        begin(daily());
        QCOMPARE(m_schedule->backups(), before);
        QTest::qWait(0);
        QCOMPARE(m_made.size(), 1);
    }

    void theNewestAreKeptAndWhatOthersPutThereStays()
    {
        begin(daily(2));
        QTRY_COMPARE(m_schedule->backups().size(), 1);
        QFile other(m_schedule->folder() + u"/homeport-21500101-090000.backup"_s); // the same form, but not ours
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.close();
        QFile replaced(m_made.constFirst()); // something else in the place of ours
        QVERIFY(replaced.open(QIODevice::WriteOnly));
        replaced.write("a file of the user");
        replaced.close();
        for (int i = 0; i < 4; ++i) {
            const auto count = m_made.size();
            pass(24 * 3600);
            QTRY_VERIFY(m_made.size() == count + 1 && !m_schedule->isBusy());
        }
        QCOMPARE(m_schedule->backups().size(), 2);
        QCOMPARE(files().size(), 4); // the two newest, and both that are the user's
        QVERIFY(QFile::exists(m_made.constFirst()) && QFile::exists(other.fileName()));
        QCOMPARE(m_schedule->backups().constFirst().file, m_made.constLast());
    }

    void aFailureIsToldAndTriedAgainAnHourLater()
    {
        m_fails = Error{Error::Code::Storage, u"no space"_s};
        begin(daily());
        QTRY_COMPARE(m_schedule->lastError().detail, u"no space"_s);
        QCOMPARE(m_schedule->due(), m_clock.time.addSecs(3600));
        pass(3599);
        QTest::qWait(0);
        QCOMPARE(m_made.size(), 1);
        m_fails.reset();
        pass(1);
        QTRY_COMPARE(m_schedule->backups().size(), 1);
        QVERIFY(m_schedule->lastError().detail.isEmpty());
    }

    void aLockedVaultIsWaitedFor()
    {
        begin({});
        m_schedule->setUnlocked(false);
        m_schedule->setSettings(daily());
        pass(7200);
        QTest::qWait(0);
        QVERIFY(m_made.isEmpty());
        m_schedule->setUnlocked(true);
        QTRY_COMPARE(m_schedule->backups().size(), 1);
    }

    void oneIsMadeAtATime()
    {
        m_holds = true;
        begin(daily());
        QTRY_VERIFY(m_held);
        QVERIFY(m_schedule->isBusy());
        pass(48 * 3600);
        const auto second = m_schedule->makeNow();
        QVERIFY(second.isFinished());
        QCOMPARE(second.result().error().code, Error::Code::Conflict);
        QCOMPARE(m_made.size(), 1);
        complete<qint64>(m_held, 6);
        QTRY_VERIFY(!m_schedule->isBusy());
    }

    void aClockThatWasWrongOnceDoesNotPutItOffForYears()
    {
        begin(daily());
        QTRY_COMPARE(m_schedule->backups().size(), 1);
        m_clock.time = m_clock.time.addYears(-20);
        QCOMPARE(m_schedule->due(), m_clock.time.addDays(1));
        begin(daily()); // a start, which reads the record of then
        m_schedule->tryAgain();
        pass(24 * 3600);
        QTRY_COMPARE(m_made.size(), 2);
    }

    void aDamagedRecordDeletesNothing()
    {
        QFile record(m_folder->filePath(u"backups.json"_s));
        QVERIFY(record.open(QIODevice::WriteOnly));
        record.write(R"({"last_at":"yesterday","files":[{"file":"relative","bytes":1,"made_at":"2026-01-01T00:00:00Z"},7]})");
        record.close();
        QCOMPARE(readBackupRecord(record.fileName()), BackupRecord());
    }

    void twoWithinASecondAreTwo()
    {
        begin(Settings());
        for (int i = 0; i < 3; ++i) {
            const auto made = m_schedule->makeNow();
            QTRY_VERIFY(made.isFinished());
            QVERIFY2(made.result(), qPrintable(made.result() ? QString() : made.result().error().detail));
        }
        QCOMPARE(QSet<QString>(m_made.cbegin(), m_made.cend()).size(), 3);
        QCOMPARE(m_schedule->backups().size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestBackupSchedule)
#include "tst_backupschedule.moc"
