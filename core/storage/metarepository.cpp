// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/metarepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

namespace homeport {

Result<QString> MetaRepository::value(const QString &key)
{
    return m_database.guarded([&]() -> Result<QString> {
        SQLite::Statement statement(m_database.handle(), "SELECT value FROM meta WHERE key = ?");
        sql::bind(statement, 1, key);
        return statement.executeStep() ? sql::text(statement.getColumn(0)) : QString();
    });
}

Result<void> MetaRepository::setValue(const QString &key, const QString &value)
{
    return m_database.guarded([&]() -> Result<void> {
        SQLite::Statement statement(m_database.handle(),
                                    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        sql::bind(statement, 1, key);
        sql::bind(statement, 2, value);
        statement.exec();
        return {};
    });
}

Result<void> MetaRepository::remove(const QString &key)
{
    return m_database.guarded([&]() -> Result<void> {
        SQLite::Statement statement(m_database.handle(), "DELETE FROM meta WHERE key = ?");
        sql::bind(statement, 1, key);
        statement.exec();
        return {};
    });
}

} // namespace homeport
