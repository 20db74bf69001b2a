// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/backuppassphraserepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

namespace homeport {

Result<QByteArray> BackupPassphraseRepository::envelope()
{
    return m_database.guarded([&]() -> Result<QByteArray> {
        SQLite::Statement select(m_database.handle(), "SELECT passphrase FROM backup_schedule");
        return select.executeStep() ? sql::blob(select.getColumn(0)) : QByteArray();
    });
}

Result<void> BackupPassphraseRepository::store(const QByteArray &envelope)
{
    return m_database.transaction([&]() -> Result<void> {
        SQLite::Statement insert(m_database.handle(), "INSERT OR REPLACE INTO backup_schedule (id, passphrase) VALUES (?, ?)");
        insert.bind(1, static_cast<int64_t>(RowId));
        sql::bind(insert, 2, envelope);
        insert.exec();
        return {};
    });
}

} // namespace homeport
