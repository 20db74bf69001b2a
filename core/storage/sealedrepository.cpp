// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sealedrepository.h"

#include "core/storage/database.h"
#include "core/storage/sqlvalues.h"

#include <utility>
#include <vector>

namespace homeport {

namespace {

Result<int> resealColumn(SQLite::Database &db, const SealedColumn &place, const SealedRepository::Reseal &reseal)
{
    const std::string table = place.table.toByteArray().toStdString();
    const std::string column = place.column.toByteArray().toStdString();
    std::vector<std::pair<qint64, QByteArray>> envelopes; // read first: a row under a cursor is not changed
    SQLite::Statement select(db, "SELECT id, " + column + " FROM " + table + " WHERE " + column + " IS NOT NULL");
    while (select.executeStep())
        envelopes.emplace_back(select.getColumn(0).getInt64(), sql::blob(select.getColumn(1)));
    SQLite::Statement update(db, "UPDATE " + table + " SET " + column + " = ? WHERE id = ?");
    for (const auto &[id, envelope] : envelopes) {
        const auto sealed = reseal(place, id, envelope);
        if (!sealed)
            return sealed.error();
        update.reset();
        sql::bind(update, 1, *sealed);
        update.bind(2, static_cast<int64_t>(id));
        update.exec();
    }
    return static_cast<int>(envelopes.size());
}

} // namespace

const QList<SealedColumn> &sealedColumns()
{
    static const QList<SealedColumn> columns{{"account", "secret"}, {"account", "refresh_token"}, {"account", "client_secret"},
                                             {"proxy", "login"},    {"proxy", "password"},        {"backup_schedule", "passphrase"}};
    return columns;
}

Result<int> SealedRepository::resealAll(const Reseal &reseal)
{
    return m_database.guarded([&]() -> Result<int> {
        int count = 0;
        for (const SealedColumn &place : sealedColumns()) {
            const auto sealed = resealColumn(m_database.handle(), place, reseal);
            if (!sealed)
                return sealed;
            count += *sealed;
        }
        return count;
    });
}

} // namespace homeport
