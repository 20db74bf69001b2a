// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>

namespace homeport {

class Database;

// A row of the table "account", secrets sealed.
struct AccountRow
{
    qint64 id = 0;
    QString providerId;
    QString name;
    QString baseUrl;
    QString credential; // "api_key", "oauth"
    QString state;      // "active", "paused", "needs_sign_in"
    QString hint;
    QByteArray secret;       // envelope; null: none
    QByteArray refreshToken; // envelope; null: none
    QDateTime createdAt;
    QDateTime expiresAt;
    QDateTime removedAt;
};

// Db thread only. Every change is one transaction.
class AccountRepository final
{
public:
    // Gets the new row's id, for the envelopes' associated data, and fills in secret and refreshToken.
    using Seal = std::function<Result<void>(AccountRow *row)>;

    explicit AccountRepository(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<AccountRow>> all();                              // not removed, by id
    [[nodiscard]] Result<AccountRow> insert(AccountRow row, const Seal &seal);  // Conflict: the name is taken
    [[nodiscard]] Result<AccountRow> setState(qint64 id, const QString &state); // NotFound
    // Sets or clears removed_at. Conflict: the name was taken meanwhile. NotFound.
    [[nodiscard]] Result<AccountRow> setRemoved(qint64 id, const QDateTime &when);
    [[nodiscard]] Result<int> purgeRemoved();

private:
    [[nodiscard]] Result<AccountRow> find(qint64 id);

    Database &m_database;
};

} // namespace homeport
