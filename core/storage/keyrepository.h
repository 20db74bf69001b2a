// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace homeport {

class Database;

// A row of the table "local_key".
struct KeyRow
{
    qint64 id = 0;
    QString name;
    QByteArray hash; // 32 bytes
    QString hint;
    QDateTime createdAt;
    QDateTime revokedAt;
    QString policy = QStringLiteral("{}"); // JSON, not looked into here
    QDateTime firstUsedAt;
    QString kind = QStringLiteral("manual"); // or "login"
};

// Db thread only. Every change is one transaction.
class KeyRepository final
{
public:
    explicit KeyRepository(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<KeyRow>> all();                             // revoked ones included, by id
    [[nodiscard]] Result<KeyRow> insert(KeyRow row);                       // Conflict: the name is taken
    [[nodiscard]] Result<KeyRow> revoke(qint64 id, const QDateTime &when); // NotFound: no valid key has that id
    [[nodiscard]] Result<KeyRow> setPolicy(qint64 id, const QString &policy);
    [[nodiscard]] Result<KeyRow> rename(qint64 id, const QString &name); // Conflict: the name is taken
    // For those of @p ids that were never used before; returns these as they are now.
    [[nodiscard]] Result<QList<KeyRow>> noteFirstUse(const QList<qint64> &ids, const QDateTime &when);

private:
    template <typename Value>
    [[nodiscard]] Result<KeyRow> change(qint64 id, const char *column, const Value &value);

    Database &m_database;
};

} // namespace homeport
