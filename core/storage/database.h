// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <exception>
#include <memory>
#include <type_traits>
#include <vector>

namespace SQLite {
class Database;
}

namespace homeport {

struct Migration
{
    int version = 0;
    QString name; // for messages and the backup's file name
    QByteArray sql;
};

enum class MigrationSet { Main, Ledger, Contents }; // homeport.db, ledger.db, contents.db

// The migrations shipped as :/migrations/NNNN_name.sql (:/ledgermigrations, :/contentsmigrations), ascending, without gaps.
[[nodiscard]] Result<std::vector<Migration>> bundledMigrations(MigrationSet set = MigrationSet::Main);

// The one writing SQLite connection. Made, used and destroyed in the db thread only.
// WAL, foreign keys on, synchronous FULL (a rotated refresh token must survive a power cut), busy time-out 5 s, file mode 0600 (an existing file loses
// what group and others may do).
class Database final
{
public:
    // Opens or creates @p path and brings the schema to the newest version, one transaction per step.
    // Before the first step of an existing file a copy is made beside it (<path>.before-v<N>, VACUUM INTO).
    // Errors (Storage), file untouched: newer than this program, not a database, damaged, read-only,
    // disk full; each message names the file and what to do.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &path, const std::vector<Migration> &migrations);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    [[nodiscard]] SQLite::Database &handle() { return *m_handle; } // for the repositories in core/storage
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] int schemaVersion() const;

    // A consistent copy (VACUUM INTO), mode 0600, envelopes sealed as they are. Replaces what is at @p copy.
    [[nodiscard]] Result<void> copyTo(const QString &copy);
    // Empties the write-ahead log into the file: what was overwritten before lingers nowhere. Storage when somebody
    // else reads the file.
    [[nodiscard]] Result<void> checkpoint();

    // Runs @p work inside BEGIN IMMEDIATE ... COMMIT; rolls back when it returns an error or throws
    // SQLite::Exception (turned into Error{Storage}).
    template <typename Work>
    [[nodiscard]] auto transaction(Work work) -> std::invoke_result_t<Work>
    {
        using R = std::invoke_result_t<Work>;
        if (const auto begun = begin(); !begun)
            return R(begun.error());
        R result = guarded(work);
        if (!result) {
            rollback();
            return result;
        }
        if (const auto committed = commit(); !committed) {
            rollback();
            return R(committed.error());
        }
        return result;
    }

    // Runs @p work and turns SQLite::Exception into Error{Storage, or Conflict for a broken UNIQUE}.
    template <typename Work>
    [[nodiscard]] auto guarded(Work work) -> std::invoke_result_t<Work>
    {
        try {
            return work();
        } catch (const std::exception &exception) {
            return std::invoke_result_t<Work>(errorOf(exception));
        }
    }

private:
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> commit();
    void rollback();
    [[nodiscard]] Error errorOf(const std::exception &exception) const;
    Database(QString path, std::unique_ptr<SQLite::Database> handle);
    QString m_path;
    std::unique_ptr<SQLite::Database> m_handle;
};

} // namespace homeport
