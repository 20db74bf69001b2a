// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace homeport {

class Database;

// The passphrase that scheduled backups are sealed under, itself sealed: the one row of the table "backup_schedule". Db thread only.
class BackupPassphraseRepository final
{
public:
    static constexpr qint64 RowId = 1;

    explicit BackupPassphraseRepository(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QByteArray> envelope();                  // empty: there is none
    [[nodiscard]] Result<void> store(const QByteArray &envelope); // takes the place of the one there was

private:
    Database &m_database;
};

} // namespace homeport
