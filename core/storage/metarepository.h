// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace homeport {

class Database;

// Facts about the database itself, by key. Db thread only.
class MetaRepository final
{
public:
    explicit MetaRepository(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QString> value(const QString &key); // empty when there is none
    [[nodiscard]] Result<void> setValue(const QString &key, const QString &value);
    [[nodiscard]] Result<void> remove(const QString &key); // fine when there is none

private:
    Database &m_database;
};

} // namespace homeport
