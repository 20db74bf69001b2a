// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

namespace SQLite {
class Backup;
class Database;
} // namespace SQLite

namespace homeport {

class Database;

// A consistent copy of the ledger's file, made in steps; what is written between them, by the same connection, is in it. Ledger's thread;
// ends before the ledger is closed. Deleted before its end, it leaves nothing.
class LedgerCopy final
{
public:
    // Into the new file @p path, mode 0600; one that is there is replaced. Storage.
    [[nodiscard]] static Result<std::unique_ptr<LedgerCopy>> begin(Database &ledger, const QString &path);
    ~LedgerCopy();
    Q_DISABLE_COPY_MOVE(LedgerCopy)

    // Copies a few megabytes. True: there is more. Storage, e.g. the disk is full.
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] int percent() const { return m_percent; }
    [[nodiscard]] int schema() const { return m_schema; }

private:
    LedgerCopy(Database &ledger, QString path);
    [[nodiscard]] Result<void> open();

    Database &m_ledger;
    QString m_path;
    std::unique_ptr<SQLite::Database> m_target;
    std::unique_ptr<SQLite::Backup> m_backup; // goes first
    int m_schema = 0;
    int m_percent = 0;
    bool m_isWhole = false;
};

} // namespace homeport
