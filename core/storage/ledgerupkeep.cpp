// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// LedgerRepository: what keeps the file as large and its names as new as they should be.
#include "core/storage/database.h"
#include "core/storage/ledgerrepository.h"
#include "core/storage/sqlvalues.h"

#include <QFileInfo>

#include <string>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 KeptMinutes = 2 * 24 * 60 * qint64(60'000); // ms
constexpr qint64 LeastFree = 1000;                           // pages: less is no matter

} // namespace

void LedgerRepository::countRows(int change)
{
    SQLite::Statement count(m_database->handle(), "UPDATE run SET requests = requests + ?");
    count.bind(1, change);
    count.exec();
}

Result<int> LedgerRepository::prune(const LedgerRetention &retention, qint64 now, int most)
{
    return m_database->transaction([&]() -> Result<int> {
        SQLite::Database &db = m_database->handle();
        SQLite::Statement minutes(db, "DELETE FROM usage_minute WHERE start < ?");
        minutes.bind(1, static_cast<int64_t>(now - KeptMinutes));
        minutes.exec();
        SQLite::Statement old(db, "DELETE FROM request WHERE id IN (SELECT id FROM request ORDER BY id LIMIT ?) AND started_at < ?");
        old.bind(1, most);
        old.bind(2, static_cast<int64_t>(now - retention.days * 86'400'000LL));
        int deleted = old.exec();
        const qint64 rows = db.execAndGet("SELECT requests FROM run").getInt64() - deleted;
        if (rows > retention.rows && deleted < most) {
            SQLite::Statement surplus(db, "DELETE FROM request WHERE id IN (SELECT id FROM request ORDER BY id LIMIT ?)");
            surplus.bind(1, static_cast<int64_t>(std::min<qint64>(most - deleted, rows - retention.rows)));
            deleted += surplus.exec();
        }
        countRows(-deleted);
        if (deleted < most)
            m_traces.prune(db.execAndGet("SELECT coalesce(min(id), 0) FROM request").getInt64());
        return deleted;
    });
}

Result<bool> LedgerRepository::shrink(int most)
{
    return m_database->guarded([&]() -> Result<bool> {
        SQLite::Database &db = m_database->handle();
        const qint64 free = db.execAndGet("PRAGMA freelist_count").getInt64();
        const bool isMuch = free >= LeastFree && 4 * free > db.execAndGet("PRAGMA page_count").getInt64();
        m_isShrinking = free > 0 && (m_isShrinking || isMuch);
        if (!m_isShrinking || db.execAndGet("PRAGMA auto_vacuum").getInt() == 0)
            return false;
        db.exec("PRAGMA incremental_vacuum(" + std::to_string(most) + ")");
        if (free > most)
            return true;
        m_isShrinking = false;
        if (const auto emptied = m_database->checkpoint(); !emptied) // the file is cut when its log is written back
            return emptied.error();
        return false;
    });
}

Result<void> LedgerRepository::adopt(const QString &path, const QString &former, const QString &present)
{
    const auto migrations = bundledMigrations(MigrationSet::Ledger);
    if (!migrations)
        return migrations.error();
    const auto database = Database::open(path, *migrations);
    if (!database)
        return database.error();
    const auto adopted = (*database)->transaction([&]() -> Result<void> {
        SQLite::Statement update((*database)->handle(), "UPDATE instance SET id = ? WHERE id = ?");
        sql::bind(update, 1, present);
        sql::bind(update, 2, former);
        update.exec();
        return {};
    });
    return adopted ? (*database)->checkpoint() : adopted;
}

Result<LedgerState> LedgerRepository::state()
{
    return m_database->guarded([&]() -> Result<LedgerState> {
        SQLite::Database &db = m_database->handle();
        LedgerState state;
        state.rows = db.execAndGet("SELECT requests FROM run").getInt64();
        state.oldest = db.execAndGet("SELECT coalesce((SELECT started_at FROM request ORDER BY id LIMIT 1), 0)").getInt64();
        const QString path = m_database->path();
        state.bytes = QFileInfo(path).size() + QFileInfo(path + u"-wal"_s).size();
        return state;
    });
}

Result<int> LedgerRepository::rename(UsageDimension dimension, const QHash<qint64, QString> &names)
{
    const auto renamed = m_database->transaction([&]() -> Result<int> {
        int count = 0;
        SQLite::Statement update(m_database->handle(), "UPDATE word SET text = ?1 WHERE kind = ?2 AND ref = ?3 AND text <> ?1");
        for (auto name = names.cbegin(); name != names.cend(); ++name) {
            update.reset();
            sql::bind(update, 1, *name);
            update.bind(2, static_cast<int>(wordOf(dimension)));
            update.bind(3, static_cast<int64_t>(refOf(name.key())));
            count += update.exec();
        }
        return count;
    });
    if (!renamed)
        return renamed;
    (dimension == UsageDimension::Key ? m_keyNames : m_accountNames) = names;
    m_words.forget();
    return renamed;
}

} // namespace homeport
