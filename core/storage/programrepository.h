// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace homeport {

class Database;

// A row of the table "program": what the user said of one.
struct KnownProgram
{
    QString executable; // absolute path
    bool allowed = false;
    QDateTime firstSeenAt;
    QDateTime decidedAt;

    bool operator==(const KnownProgram &) const = default;
};

// Db thread only. Every change is one transaction.
class ProgramRepository final
{
public:
    explicit ProgramRepository(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<KnownProgram>> all(); // by path
    // A path that is known already keeps the date it was seen first. Returns what is stored.
    [[nodiscard]] Result<KnownProgram> decide(const KnownProgram &program);
    [[nodiscard]] Result<void> remove(const QString &executable); // NotFound: nothing was said of it

private:
    Database &m_database;
};

} // namespace homeport
