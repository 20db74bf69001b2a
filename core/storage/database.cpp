// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include "core/base/logging.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <QFile>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int BusyTimeoutMs = 5000;

Error storage(const QString &text)
{
    return {Error::Code::Storage, text};
}

// What went wrong and what to do, by SQLite's primary result code.
Error explain(const SQLite::Exception &exception, const QString &path)
{
    const QString words = QString::fromUtf8(exception.what());
    switch (exception.getErrorCode() & 0xff) {
    case SQLITE_FULL:
        return storage(u"The disk that holds %1 is full: free some space and try again; nothing was changed."_s.arg(path));
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return storage(u"%1 or its folder is read-only: make both writable for your user and try again."_s.arg(path));
    case SQLITE_CANTOPEN:
        return storage(u"%1 can't be opened: check that its folder exists and is writable for your user (%2)."_s.arg(path, words));
    case SQLITE_NOTADB:
        return storage(u"%1 is not a Homeport database: move it away, or choose another folder with --state-dir."_s.arg(path));
    case SQLITE_CORRUPT:
        return storage(u"%1 is damaged: restore a backup, or move it away to start anew (%2)."_s.arg(path, words));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return storage(u"%1 is in use by another program: close it and try again."_s.arg(path));
    case SQLITE_IOERR:
        return storage(u"%1 can't be read or written (%2): check that its disk works and has free space."_s.arg(path, words));
    default: {
        const bool taken = exception.getExtendedErrorCode() == SQLITE_CONSTRAINT_UNIQUE;
        return {taken ? Error::Code::Conflict : Error::Code::Storage, u"%1: %2; nothing was changed."_s.arg(path, words)};
    }
    }
}

// Created before SQLite sees it, so that there is no moment in which others could open it; SQLite
// gives its -wal and -shm files the same mode.
Result<void> createPrivate(const QString &path)
{
    QFile file(path);
    if (file.exists())
        return {};
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return storage(
            u"%1 can't be created: check that its folder exists and is writable for your user (%2)."_s.arg(path, file.errorString()));
    return {};
}

// A file that was copied back from a backup often comes with the mode of all the others.
void makePrivate(const QString &path)
{
    constexpr auto foreign = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther
                             | QFileDevice::WriteOther | QFileDevice::ExeOther;
    const QFileDevice::Permissions mode = QFile::permissions(path);
    if ((mode & foreign) && !QFile::setPermissions(path, mode & ~foreign))
        qCWarning(lcStorage).noquote() << "other users may read" << path << "and its mode can't be changed";
}

void configure(SQLite::Database &db)
{
    sqlite3_extended_result_codes(db.getHandle(), 1);
    const std::string mode = db.execAndGet("PRAGMA journal_mode = WAL").getString();
    if (mode != "wal") // a file system without shared memory: slower, and safe only with FULL
        qCWarning(lcStorage) << "the database runs without a write-ahead log, journal mode:" << mode.c_str();
    // Not NORMAL: a rotated refresh token must survive a power cut, for the old one is worth nothing any more.
    db.exec("PRAGMA synchronous = FULL");
    db.exec("PRAGMA foreign_keys = ON");
    db.exec("PRAGMA secure_delete = ON"); // removed credentials do not linger in free pages
}

int versionOf(SQLite::Database &db)
{
    return db.execAndGet("PRAGMA user_version").getInt();
}

Result<void> copyInto(SQLite::Database &db, const QString &copy)
{
    QFile::remove(copy); // of an earlier attempt
    if (const auto created = createPrivate(copy); !created)
        return created.error();
    SQLite::Statement statement(db, "VACUUM INTO ?"); // takes an empty file
    statement.bind(1, copy.toStdString());
    try {
        statement.exec();
    } catch (...) {
        QFile::remove(copy); // half a copy is worse than none
        throw;
    }
    return {};
}

Result<void> backUp(SQLite::Database &db, const QString &path, int version)
{
    const QString copy = u"%1.before-v%2"_s.arg(path).arg(version);
    const auto copied = copyInto(db, copy);
    if (copied)
        qCInfo(lcStorage).noquote() << "copied the database to" << copy << "before migrating";
    return copied;
}

// One transaction per step: a step that fails leaves the version before it, complete.
Result<void> migrate(SQLite::Database &db, const QString &path, const std::vector<Migration> &migrations)
{
    const int current = versionOf(db);
    for (const Migration &step : migrations) {
        if (step.version <= current)
            continue;
        if (current > 0 && step.version == current + 1)
            if (const auto saved = backUp(db, path, step.version); !saved)
                return saved.error();
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        db.exec(step.sql.toStdString());
        db.exec("PRAGMA user_version = " + std::to_string(step.version));
        transaction.commit();
    }
    return {};
}

// What opens without an error and yet can't serve: told before anything is written to it.
Result<void> inspect(SQLite::Database &db, const QString &path, int newest)
{
    const int current = versionOf(db); // the first read: throws for a damaged file, or one that is no database
    // Ours counts from 1; another program may have written anything there.
    const bool foreign = current < 0 || (current == 0 && db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() > 0);
    if (current > newest)
        return storage(
            u"%1 was written by a newer Homeport (schema %2, this program knows %3): update Homeport; the file was not touched."_s.arg(path)
                .arg(current)
                .arg(newest));
    if (foreign)
        return storage(
            u"%1 belongs to another program: move it away, or choose another folder with --state-dir; the file was not touched."_s.arg(
                path));
    if (sqlite3_db_readonly(db.getHandle(), "main") == 1) // SQLite falls back to reading without a word
        return storage(u"%1 is read-only: make it writable for your user and try again."_s.arg(path));
    return {};
}

} // namespace

Database::Database(QString path, std::unique_ptr<SQLite::Database> handle) : m_path(std::move(path)), m_handle(std::move(handle)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const QString &path, const std::vector<Migration> &migrations)
{
    if (const auto created = createPrivate(path); !created)
        return created.error();
    try {
        auto handle = std::make_unique<SQLite::Database>(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, BusyTimeoutMs);
        // What a crash left in the write-ahead log stays there too when the file is refused.
        sqlite3_db_config(handle->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        if (const auto usable = inspect(*handle, path, migrations.empty() ? 0 : migrations.back().version); !usable)
            return usable.error();
        sqlite3_db_config(handle->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
        for (const QString &file : QStringList{path, path + u"-wal"_s, path + u"-shm"_s})
            makePrivate(file);
        configure(*handle);
        if (const auto migrated = migrate(*handle, path, migrations); !migrated)
            return migrated.error();
        return std::unique_ptr<Database>(new Database(path, std::move(handle)));
    } catch (const SQLite::Exception &exception) {
        return storage(explain(exception, path).detail); // a migration's broken UNIQUE is no one's conflict
    }
}

int Database::schemaVersion() const
{
    return versionOf(*m_handle);
}

Result<void> Database::copyTo(const QString &copy)
{
    return guarded([&] { return copyInto(*m_handle, copy); });
}

Result<void> Database::checkpoint()
{
    return guarded([this]() -> Result<void> {
        SQLite::Statement statement(*m_handle, "PRAGMA wal_checkpoint(TRUNCATE)");
        const bool busy = statement.executeStep() && statement.getColumn(0).getInt() != 0;
        return busy ? Result<void>(storage(u"%1 is in use by another program: close it and try again."_s.arg(m_path))) : Result<void>();
    });
}

Error Database::errorOf(const std::exception &exception) const
{
    if (const auto *sqlite = dynamic_cast<const SQLite::Exception *>(&exception))
        return explain(*sqlite, m_path);
    return {Error::Code::Internal, QString::fromUtf8(exception.what())};
}

Result<void> Database::begin()
{
    return guarded([this]() -> Result<void> {
        m_handle->exec("BEGIN IMMEDIATE");
        return {};
    });
}

Result<void> Database::commit()
{
    return guarded([this]() -> Result<void> {
        m_handle->exec("COMMIT");
        return {};
    });
}

void Database::rollback()
{
    // SQLite has rolled back by itself after some errors (disk full): then there is nothing to undo.
    if (sqlite3_get_autocommit(m_handle->getHandle()) == 0)
        sqlite3_exec(m_handle->getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace homeport
