// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Private = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate, Private));
    QCOMPARE(file.write(content), content.size());
}

std::vector<Migration> migrations()
{
    return *bundledMigrations();
}

Error openError(const QString &path)
{
    const auto opened = Database::open(path, migrations());
    return opened ? Error{Error::Code::Internal, u"it opened"_s} : opened.error();
}

} // namespace

#define COMPARE_STORAGE_ERROR(error, path, words)                                                                                          \
    do {                                                                                                                                   \
        const Error found = error;                                                                                                         \
        QVERIFY2(found.code == Error::Code::Storage && found.detail.contains(path) && found.detail.contains(words),                        \
                 qPrintable(found.detail));                                                                                                \
    } while (false)

class TestDatabaseErrors final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    // A closed database of the newest version with something in it.
    void make()
    {
        const auto database = *Database::open(m_path, migrations());
        database->handle().exec("INSERT INTO meta (key, value) VALUES ('kept', 'value')");
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"homeport.db"_s);
    }

    void aNewerFileIsRefusedUntouched()
    {
        make();
        SQLite::Database(m_path.toStdString(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 9999");
        const QByteArray before = contentOf(m_path);
        COMPARE_STORAGE_ERROR(openError(m_path), m_path, u"newer Homeport"_s);
        COMPARE_STORAGE_ERROR(openError(m_path), m_path, u"update Homeport"_s);
        QCOMPARE(contentOf(m_path), before);
    }

    // A newer program that crashed: its version is in the write-ahead log only.
    void aNewerFileKeepsItsWriteAheadLog()
    {
        make();
        const QString copy = m_folder->filePath(u"copy.db"_s);
        {
            SQLite::Database other(m_path.toStdString(), SQLite::OPEN_READWRITE);
            other.exec("PRAGMA journal_mode = WAL");
            other.exec("PRAGMA user_version = 9999");
            QVERIFY(QFile::copy(m_path, copy));
            QVERIFY(QFile::copy(m_path + u"-wal"_s, copy + u"-wal"_s));
        }
        const QByteArray before = contentOf(copy);
        const QByteArray log = contentOf(copy + u"-wal"_s);
        QVERIFY(!log.isEmpty());
        COMPARE_STORAGE_ERROR(openError(copy), copy, u"newer Homeport (schema 9999"_s);
        QCOMPARE(contentOf(copy), before);
        QCOMPARE(contentOf(copy + u"-wal"_s), log);
    }

    void aBusyDatabaseIsNamedAndServesLater()
    {
        const auto database = *Database::open(m_path, migrations());
        database->handle().exec("PRAGMA busy_timeout = 1");
        SQLite::Database other(m_path.toStdString(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN IMMEDIATE");
        bool ran = false;
        const auto work = [&]() -> Result<void> {
            ran = true;
            database->handle().exec("INSERT INTO meta (key, value) VALUES ('mine', 'x')");
            return {};
        };
        const auto refused = database->transaction(work);
        QVERIFY(!refused);
        COMPARE_STORAGE_ERROR(refused.error(), m_path, u"in use by another program: close it"_s);
        QVERIFY(!ran);
        other.exec("ROLLBACK");
        QVERIFY(database->transaction(work));
        QVERIFY(ran);
    }

    void anotherProgramsDatabaseIsRefusedUntouched_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("a table") << u"CREATE TABLE theirs (a)"_s;
        QTest::newRow("a version below ours") << u"CREATE TABLE theirs (a); PRAGMA user_version = -3"_s;
        QTest::newRow("only a version below ours") << u"PRAGMA user_version = -3"_s;
    }

    void anotherProgramsDatabaseIsRefusedUntouched()
    {
        QFETCH(const QString, sql);
        SQLite::Database(m_path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql.toStdString());
        const QByteArray before = contentOf(m_path);
        COMPARE_STORAGE_ERROR(openError(m_path), m_path, u"another program"_s);
        QCOMPARE(contentOf(m_path), before);
    }

    void whatIsNoDatabaseIsRefusedUntouched_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray("just some notes\n").repeated(500);
        QTest::newRow("short") << QByteArray("xy");
        QTest::newRow("zeros") << QByteArray(8192, '\0');
    }

    void whatIsNoDatabaseIsRefusedUntouched()
    {
        QFETCH(const QByteArray, content);
        write(m_path, content);
        COMPARE_STORAGE_ERROR(openError(m_path), m_path, u"not a Homeport database"_s);
        QCOMPARE(contentOf(m_path), content);
    }

    void aTruncatedFileIsRefusedUntouched_data()
    {
        QTest::addColumn<qint64>("lost");
        for (const qint64 lost : {1, 2, 3, 5})
            QTest::addRow("%lld pages", static_cast<long long>(lost)) << 4096 * lost;
        QTest::newRow("all but 1000 bytes") << qint64(-1000);
        QTest::newRow("all but 100 bytes") << qint64(-100);
        QTest::newRow("all but 20 bytes") << qint64(-20);
    }

    void aTruncatedFileIsRefusedUntouched()
    {
        QFETCH(const qint64, lost);
        make();
        QFile file(m_path);
        QVERIFY(file.resize(lost > 0 ? file.size() - lost : -lost));
        const QByteArray before = contentOf(m_path);
        const Error error = openError(m_path);
        QVERIFY2(error.code == Error::Code::Storage && error.detail.contains(m_path), qPrintable(error.detail));
        QVERIFY2(error.detail.contains(u"is damaged"_s) || error.detail.contains(u"not a Homeport database"_s), qPrintable(error.detail));
        QCOMPARE(contentOf(m_path), before);
    }

    void damageFoundLaterIsNamedToo()
    {
        make();
        // Only the table that is read: the schema, which is read when the file is opened, is whole.
        const int page =
            SQLite::Database(m_path.toStdString()).execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = 'meta'").getInt();
        QByteArray content = contentOf(m_path);
        std::fill_n(content.begin() + 4096 * (page - 1), 4096, '\xa5');
        write(m_path, content);
        const auto database = Database::open(m_path, migrations());
        QVERIFY2(database, qPrintable(database ? QString() : database.error().detail));
        const auto read = (*database)->guarded([&]() -> Result<void> {
            (*database)->handle().execAndGet("SELECT value FROM meta WHERE key = 'kept'").getString();
            return {};
        });
        QVERIFY(!read);
        COMPARE_STORAGE_ERROR(read.error(), m_path, u"is damaged: restore a backup"_s);
    }

    void aFolderIsNoDatabase() { COMPARE_STORAGE_ERROR(openError(m_folder->path()), m_folder->path(), u"can't be opened"_s); }

    void aMissingFolderIsNamed()
    {
        const QString path = m_folder->filePath(u"none/homeport.db"_s);
        COMPARE_STORAGE_ERROR(openError(path), path, u"check that its folder exists"_s);
    }

    void aFullDatabaseKeepsWhatItHad()
    {
        const auto database = *Database::open(m_path, migrations());
        database->handle().exec("INSERT INTO meta (key, value) VALUES ('kept', 'value')");
        const int pages = database->handle().execAndGet("PRAGMA page_count").getInt();
        database->handle().exec("PRAGMA max_page_count = " + std::to_string(pages)); // SQLite's own way to run out of space
        const auto written = database->transaction([&]() -> Result<void> {
            database->handle().exec("UPDATE meta SET value = 'changed' WHERE key = 'kept'");
            database->handle().exec("INSERT INTO meta (key, value) VALUES ('big', hex(zeroblob(100000)))");
            return {};
        });
        QVERIFY(!written);
        COMPARE_STORAGE_ERROR(written.error(), m_path, u"is full: free some space"_s);
        QCOMPARE(database->handle().execAndGet("SELECT group_concat(key || '=' || value) FROM meta").getString(),
                 std::string("kept=value"));
        database->handle().exec("PRAGMA max_page_count = 1000000");
        QVERIFY(database->transaction([&]() -> Result<void> { // and goes on once there is space
            database->handle().exec("UPDATE meta SET value = 'changed' WHERE key = 'kept'");
            return {};
        }));
    }
};

QTEST_GUILESS_MAIN(TestDatabaseErrors)
#include "tst_databaseerrors.moc"
