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

// A row of the table "proxy", secrets sealed.
struct ProxyRow
{
    qint64 id = 0;
    QString name;
    QString kind; // "http", "https", "socks5"
    QString host;
    int port = 0;
    QByteArray login;    // envelope; null: none
    QByteArray password; // envelope; null: none
    QDateTime createdAt;
};

// An account that a proxy serves.
struct ProxyUser
{
    qint64 accountId = 0;
    QString name;

    bool operator==(const ProxyUser &) const = default;
};

// Db thread only. Every change is one transaction. NotFound: no proxy has the id.
class ProxyRepository final
{
public:
    // Gets the row with its id, for the envelopes' associated data, and fills in or replaces what changes.
    using Change = std::function<Result<void>(ProxyRow *row)>;

    explicit ProxyRepository(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<ProxyRow>> all();                             // by id
    [[nodiscard]] Result<ProxyRow> insert(ProxyRow row, const Change &seal); // Conflict: the name is taken
    [[nodiscard]] Result<ProxyRow> update(qint64 id, const Change &change);  // Conflict: the name is taken
    [[nodiscard]] Result<ProxyRow> remove(qint64 id);                        // accounts keep their choice of it
    // The accounts, not removed, that name the proxy, and with @p isDefault those that take the default one; by id.
    [[nodiscard]] Result<QList<ProxyUser>> usersOf(qint64 id, bool isDefault);

private:
    [[nodiscard]] Result<ProxyRow> find(qint64 id);

    Database &m_database;
};

} // namespace homeport
