// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Private = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QFileDevice::Permissions modeOf(const QString &path)
{
    return QFileInfo(path).permissions() & ~(QFileDevice::ReadUser | QFileDevice::WriteUser | QFileDevice::ExeUser);
}

std::string pragma(Database &database, const char *name)
{
    return database.handle().execAndGet(std::string("PRAGMA ") + name).getString();
}

int count(Database &database)
{
    return database.handle().execAndGet("SELECT count(*) FROM meta").getInt();
}

void insert(Database &database, const char *key)
{
    SQLite::Statement statement(database.handle(), "INSERT INTO meta (key, value) VALUES (?, 'x')");
    statement.bind(1, key);
    statement.exec();
}

} // namespace

class TestDatabase final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    std::unique_ptr<Database> open() { return *Database::open(m_path, *bundledMigrations()); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"homeport.db"_s);
    }

    void aNewFileIsPrivateAndComplete()
    {
        const auto database = open();
        QCOMPARE(database->path(), m_path);
        QCOMPARE(database->schemaVersion(), bundledMigrations()->back().version);
        insert(*database, "a");
        for (const QString &file : QStringList{m_path, m_path + u"-wal"_s, m_path + u"-shm"_s})
            QCOMPARE(modeOf(file), Private);
        QVERIFY(QDir(m_folder->path()).entryList({u"*before*"_s}).isEmpty()); // nothing to back up
    }

    void aFileOthersMayReadIsMadePrivate()
    {
        open();
        const auto everyone = Private | QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY(QFile::setPermissions(m_path, everyone)); // as a copy from a backup would be
        QCOMPARE(modeOf(m_path), everyone);
        const auto database = open();
        insert(*database, "a");
        for (const QString &file : QStringList{m_path, m_path + u"-wal"_s, m_path + u"-shm"_s})
            QCOMPARE(modeOf(file), Private);
    }

    void runsAsPromised()
    {
        const auto database = open();
        QCOMPARE(pragma(*database, "journal_mode"), std::string("wal"));
        QCOMPARE(pragma(*database, "foreign_keys"), std::string("1"));
        QCOMPARE(pragma(*database, "synchronous"), std::string("2")); // FULL
        QCOMPARE(pragma(*database, "busy_timeout"), std::string("5000"));
        QCOMPARE(pragma(*database, "secure_delete"), std::string("1"));
        QCOMPARE(pragma(*database, "integrity_check"), std::string("ok"));
        SQLite::Statement tables(database->handle(),
                                 "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'");
        int strict = 0;
        while (tables.executeStep()) {
            QVERIFY2(tables.getColumn(1).getInt() == 1, tables.getColumn(0).getText());
            ++strict;
        }
        QVERIFY(strict >= 3);
    }

    void whatWasCommittedIsThereAgain()
    {
        {
            const auto database = open();
            insert(*database, "kept");
        }
        const auto database = open();
        QCOMPARE(count(*database), 1);
    }

    void aTransactionCommitsWhatWorked()
    {
        const auto database = open();
        const auto done = database->transaction([&]() -> Result<int> {
            insert(*database, "a");
            insert(*database, "b");
            return 2;
        });
        QCOMPARE(*done, 2);
        QCOMPARE(count(*database), 2);
    }

    void anErrorUndoesTheWholeTransaction()
    {
        const auto database = open();
        const auto done = database->transaction([&]() -> Result<int> {
            insert(*database, "a");
            return Error{Error::Code::Locked, u"no key"_s};
        });
        QCOMPARE(done.error(), (Error{Error::Code::Locked, u"no key"_s}));
        QCOMPARE(count(*database), 0);
    }

    void anExceptionUndoesItToo()
    {
        const auto database = open();
        const auto sql = database->transaction([&]() -> Result<void> {
            insert(*database, "a");
            database->handle().exec("INSERT INTO nowhere VALUES (1)");
            return {};
        });
        QCOMPARE(sql.error().code, Error::Code::Storage);
        QVERIFY(sql.error().detail.contains(u"nowhere"_s));
        const auto other = database->transaction([&]() -> Result<void> {
            insert(*database, "a");
            throw std::runtime_error("not of the database");
        });
        QCOMPARE(other.error(), (Error{Error::Code::Internal, u"not of the database"_s}));
        QCOMPARE(count(*database), 0);
        QVERIFY(database->transaction([&]() -> Result<void> {
            insert(*database, "a");
            return {};
        }));
    }

    void aBrokenUniqueIsAConflict()
    {
        const auto database = open();
        database->handle().exec("CREATE TABLE one (value TEXT UNIQUE) STRICT");
        const auto twice = database->guarded([&]() -> Result<void> {
            database->handle().exec("INSERT INTO one VALUES ('a')");
            database->handle().exec("INSERT INTO one VALUES ('a')");
            return {};
        });
        QCOMPARE(twice.error().code, Error::Code::Conflict);
        const auto wrongType = database->guarded([&]() -> Result<void> {
            database->handle().exec("INSERT INTO local_key (name, hash, hint, created_at) VALUES ('n', 'text', 'h', 1)");
            return {};
        });
        QCOMPARE(wrongType.error().code, Error::Code::Storage);
    }

    void aTransactionInsideAnotherIsRefusedWithoutHarm()
    {
        const auto database = open();
        const auto outer = database->transaction([&]() -> Result<void> {
            insert(*database, "outer");
            const auto inner = database->transaction([&]() -> Result<void> {
                insert(*database, "inner");
                return {};
            });
            return inner ? Result<void>(Error{Error::Code::Internal, u"it was allowed"_s}) : Result<void>();
        });
        QVERIFY2(outer, qPrintable(outer ? QString() : outer.error().detail));
        QCOMPARE(count(*database), 1);
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
