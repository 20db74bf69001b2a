// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/accountlimits.h"

#include <QHash>
#include <QList>

namespace homeport {

class Database;

// What providers said of one account's limits.
struct AccountLimits
{
    QList<AccountPark> parks; // of single model families
    QList<QuotaWindow> quotas;

    bool operator==(const AccountLimits &) const = default;
};

// The tables "account_park" and "quota_window". Db thread only. Every change is one transaction; accounts that are
// gone meanwhile are passed over.
class LimitsRepository final
{
public:
    explicit LimitsRepository(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QHash<qint64, AccountLimits>> all();
    // Takes the place of what was known of these accounts.
    [[nodiscard]] Result<void> replace(const QHash<qint64, AccountLimits> &limits);

private:
    void write(qint64 accountId, const AccountLimits &limits);

    Database &m_database;
};

} // namespace homeport
