// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/contentsrepository.h"

#include "core/base/faultpoint.h"
#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 WorthCompacting = 4 * 1024 * 1024; // bytes that are free

int64_t sqlNumber(qint64 number)
{
    return static_cast<int64_t>(number);
}

qint64 pragma(SQLite::Database &db, const char *name)
{
    return db.execAndGet(std::string("PRAGMA ") + name).getInt64();
}

} // namespace

ContentsRepository::ContentsRepository(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
ContentsRepository::~ContentsRepository() = default;

Result<std::unique_ptr<ContentsRepository>> ContentsRepository::open(const QString &path)
{
    const auto migrations = bundledMigrations(MigrationSet::Contents);
    if (!migrations)
        return migrations.error();
    auto database = Database::open(path, *migrations);
    if (!database)
        return database.error();
    return std::unique_ptr<ContentsRepository>(new ContentsRepository(*std::move(database)));
}

Result<QList<SealedDataKey>> ContentsRepository::dataKeys()
{
    return m_database->guarded([&]() -> Result<QList<SealedDataKey>> {
        QList<SealedDataKey> keys;
        SQLite::Statement select(m_database->handle(), "SELECT id, sealed FROM data_key ORDER BY id");
        while (select.executeStep())
            keys.append({select.getColumn(0).getInt64(), sql::blob(select.getColumn(1))});
        return keys;
    });
}

Result<void> ContentsRepository::addDataKey(const Seal &seal)
{
    return m_database->transaction([&]() -> Result<void> {
        SQLite::Database &db = m_database->handle();
        db.exec("INSERT INTO data_key (sealed) VALUES (x'')");
        const qint64 id = db.getLastInsertRowid();
        const auto sealed = seal(id);
        if (!sealed)
            return sealed.error();
        SQLite::Statement update(db, "UPDATE data_key SET sealed = ? WHERE id = ?");
        sql::bind(update, 1, *sealed);
        update.bind(2, sqlNumber(id));
        update.exec();
        return {};
    });
}

Result<void> ContentsRepository::keepOnlyDataKey(qint64 id)
{
    const auto deleted = m_database->transaction([&]() -> Result<void> {
        SQLite::Statement others(m_database->handle(), "DELETE FROM data_key WHERE id <> ?");
        others.bind(1, sqlNumber(id));
        others.exec();
        return {};
    });
    return deleted ? m_database->checkpoint() : deleted;
}

Result<void> ContentsRepository::add(const QList<ContentsRow> &rows, const CapOf &capOf)
{
    const auto added = m_database->transaction([&]() -> Result<void> {
        SQLite::Database &db = m_database->handle();
        SQLite::Statement insert(db,
                                 "INSERT OR IGNORE INTO contents (id, key, kept_at, expires_at, size, sealed) VALUES (?, ?, ?, ?, ?, ?)");
        QSet<qint64> keys;
        (void)sums(); // before the rows, which it would count too
        for (const ContentsRow &row : rows) {
            insert.reset();
            insert.bind(1, sqlNumber(row.id));
            insert.bind(2, sqlNumber(row.key));
            insert.bind(3, sqlNumber(row.keptAt));
            insert.bind(4, sqlNumber(row.expiresAt));
            insert.bind(5, sqlNumber(row.sealed.size()));
            sql::bind(insert, 6, row.sealed);
            if (insert.exec() == 0)
                continue;
            sums()[row.key] += row.sealed.size();
            keys.insert(row.key);
        }
        for (const qint64 key : std::as_const(keys))
            trim(key, capOf(key), std::numeric_limits<int>::max());
        return {};
    });
    if (!added)
        m_sums.reset();
    return added;
}

Result<ContentsRow> ContentsRepository::row(qint64 id, qint64 now)
{
    return m_database->guarded([&]() -> Result<ContentsRow> {
        SQLite::Statement select(m_database->handle(),
                                 "SELECT id, key, kept_at, expires_at, sealed FROM contents WHERE id = ? AND expires_at > ?");
        select.bind(1, sqlNumber(id));
        select.bind(2, sqlNumber(now));
        if (!select.executeStep())
            return Error{Error::Code::NotFound, u"Nothing is kept of request %1."_s.arg(id)};
        return ContentsRow{select.getColumn(0).getInt64(), select.getColumn(1).getInt64(), select.getColumn(2).getInt64(),
                           select.getColumn(3).getInt64(), sql::blob(select.getColumn(4))};
    });
}

Result<int> ContentsRepository::prune(qint64 now, const CapOf &capOf, int most)
{
    const auto pruned = m_database->transaction([&]() -> Result<int> {
        SQLite::Database &db = m_database->handle();
        SQLite::Statement expired(
            db, "DELETE FROM contents WHERE id IN (SELECT id FROM contents WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)");
        expired.bind(1, sqlNumber(now));
        expired.bind(2, most);
        int deleted = expired.exec();
        if (deleted > 0)
            m_sums.reset();
        const QList<qint64> keys = sums().keys();
        for (const qint64 key : keys)
            deleted += trim(key, capOf(key), most - deleted);
        return deleted;
    });
    if (!pruned)
        m_sums.reset();
    return pruned;
}

QHash<qint64, qint64> &ContentsRepository::sums()
{
    if (!m_sums) {
        QHash<qint64, qint64> read;
        SQLite::Statement select(m_database->handle(), "SELECT key, sum(size) FROM contents GROUP BY key");
        while (select.executeStep())
            read.insert(select.getColumn(0).getInt64(), select.getColumn(1).getInt64());
        m_sums = std::move(read);
    }
    return *m_sums;
}

// Inside a transaction. The oldest are those of the lowest ids.
int ContentsRepository::trim(qint64 key, qint64 cap, int most)
{
    qint64 surplus = sums().value(key) - cap;
    if (surplus <= 0 || most <= 0)
        return 0;
    int count = 0;
    qint64 last = 0;
    qint64 freed = 0;
    SQLite::Statement oldest(m_database->handle(), "SELECT id, size FROM contents WHERE key = ? ORDER BY id");
    oldest.bind(1, sqlNumber(key));
    while (freed < surplus && count < most && oldest.executeStep()) {
        last = oldest.getColumn(0).getInt64();
        freed += oldest.getColumn(1).getInt64();
        ++count;
    }
    oldest.reset(); // a row under a cursor is not deleted
    SQLite::Statement gone(m_database->handle(), "DELETE FROM contents WHERE key = ? AND id <= ?");
    gone.bind(1, sqlNumber(key));
    gone.bind(2, sqlNumber(last));
    gone.exec();
    sums()[key] -= freed;
    return count;
}

Result<void> ContentsRepository::compact()
{
    return m_database->guarded([&]() -> Result<void> {
        SQLite::Database &db = m_database->handle();
        const qint64 free = pragma(db, "freelist_count");
        if (free * pragma(db, "page_size") < WorthCompacting || free * 2 < pragma(db, "page_count"))
            return {};
        db.exec("VACUUM");
        return m_database->checkpoint();
    });
}

Result<ContentsTotals> ContentsRepository::totals(qint64 now)
{
    return m_database->guarded([&]() -> Result<ContentsTotals> {
        SQLite::Statement select(m_database->handle(), "SELECT count(*), coalesce(min(kept_at), 0) FROM contents WHERE expires_at > ?");
        select.bind(1, sqlNumber(now));
        (void)select.executeStep();
        const QString path = m_database->path();
        return ContentsTotals{select.getColumn(0).getInt64(), QFileInfo(path).size() + QFileInfo(path + u"-wal"_s).size(),
                              select.getColumn(1).getInt64()};
    });
}

Result<qint64> ContentsRepository::newestId()
{
    return m_database->guarded(
        [&]() -> Result<qint64> { return m_database->handle().execAndGet("SELECT coalesce(max(id), 0) FROM contents").getInt64(); });
}

Result<qint64> ContentsRepository::forgetDataKey()
{
    const auto rows = m_database->transaction([&]() -> Result<qint64> {
        m_database->handle().exec("DELETE FROM data_key"); // secure_delete: overwritten
        return m_database->handle().execAndGet("SELECT count(*) FROM contents").getInt64();
    });
    if (!rows)
        return rows;
    faultPoint("contents:forgotten"_L1);
    const auto emptied = m_database->checkpoint();
    return emptied ? rows : Result<qint64>(emptied.error());
}

Result<void> ContentsRepository::removeFiles(const QString &path)
{
    const QFileInfo info(path);
    const QStringList names = info.dir().entryList({info.fileName() + u"*"_s}, QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        QFile file(info.dir().filePath(name));
        (void)file.resize(0);
        if (!file.remove())
            return Error{Error::Code::Storage, u"%1 can't be deleted (%2): delete it yourself."_s.arg(file.fileName(), file.errorString())};
    }
    return {};
}

} // namespace homeport
