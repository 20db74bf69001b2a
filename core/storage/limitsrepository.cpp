// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/limitsrepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

namespace homeport {

Result<QHash<qint64, AccountLimits>> LimitsRepository::all()
{
    return m_database.guarded([&]() -> Result<QHash<qint64, AccountLimits>> {
        QHash<qint64, AccountLimits> limits;
        SQLite::Statement parks(m_database.handle(),
                                "SELECT account_id, family, until, why, since FROM account_park ORDER BY account_id, family");
        while (parks.executeStep()) {
            limits[parks.getColumn(0).getInt64()].parks << AccountPark{sql::text(parks.getColumn(1)), sql::time(parks.getColumn(2)),
                                                                       sql::text(parks.getColumn(3)), sql::time(parks.getColumn(4))};
        }
        SQLite::Statement quotas(m_database.handle(),
                                 "SELECT account_id, name, status, utilization, limit_count, remaining, resets_at, source, seen_at "
                                 "FROM quota_window ORDER BY account_id, name");
        while (quotas.executeStep()) {
            limits[quotas.getColumn(0).getInt64()].quotas
                << QuotaWindow{sql::text(quotas.getColumn(1)), sql::text(quotas.getColumn(2)), quotas.getColumn(3).getDouble(),
                               quotas.getColumn(4).getInt64(), quotas.getColumn(5).getInt64(), sql::time(quotas.getColumn(6)),
                               sql::text(quotas.getColumn(7)), sql::time(quotas.getColumn(8))};
        }
        return limits;
    });
}

Result<void> LimitsRepository::replace(const QHash<qint64, AccountLimits> &limits)
{
    return m_database.transaction([&]() -> Result<void> {
        SQLite::Statement known(m_database.handle(), "SELECT 1 FROM account WHERE id = ?");
        for (auto one = limits.cbegin(); one != limits.cend(); ++one) {
            known.reset();
            known.bind(1, static_cast<int64_t>(one.key()));
            if (known.executeStep())
                write(one.key(), one.value());
        }
        return {};
    });
}

void LimitsRepository::write(qint64 accountId, const AccountLimits &limits)
{
    for (const char *clear : {"DELETE FROM account_park WHERE account_id = ?", "DELETE FROM quota_window WHERE account_id = ?"}) {
        SQLite::Statement statement(m_database.handle(), clear);
        statement.bind(1, static_cast<int64_t>(accountId));
        statement.exec();
    }
    SQLite::Statement park(m_database.handle(),
                           "INSERT OR REPLACE INTO account_park (account_id, family, until, why, since) VALUES (?, ?, ?, ?, ?)");
    for (const AccountPark &one : limits.parks) {
        park.reset();
        park.bind(1, static_cast<int64_t>(accountId));
        sql::bind(park, 2, one.family);
        sql::bind(park, 3, one.until);
        sql::bind(park, 4, one.why);
        sql::bind(park, 5, one.since);
        park.exec();
    }
    SQLite::Statement quota(m_database.handle(), "INSERT OR REPLACE INTO quota_window (account_id, name, status, utilization, limit_count, "
                                                 "remaining, resets_at, source, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const QuotaWindow &one : limits.quotas) {
        quota.reset();
        quota.bind(1, static_cast<int64_t>(accountId));
        sql::bind(quota, 2, one.name);
        sql::bind(quota, 3, one.status);
        quota.bind(4, one.utilization);
        quota.bind(5, static_cast<int64_t>(one.limit));
        quota.bind(6, static_cast<int64_t>(one.remaining));
        sql::bind(quota, 7, one.resetsAt);
        sql::bind(quota, 8, one.source);
        sql::bind(quota, 9, one.seenAt);
        quota.exec();
    }
}

} // namespace homeport
