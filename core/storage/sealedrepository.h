// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <functional>

namespace homeport {

class Database;

struct SealedColumn
{
    QByteArrayView table;
    QByteArrayView column;
};

// Every column of the schema that holds an envelope. A migration that adds one adds it here.
[[nodiscard]] const QList<SealedColumn> &sealedColumns();

// All envelopes of the database, whatever they belong to. Db thread only, inside the caller's transaction.
class SealedRepository final
{
public:
    // Gives the new envelope for the one that lies in this place.
    using Reseal = std::function<Result<QByteArray>(const SealedColumn &column, qint64 rowId, const QByteArray &envelope)>;

    explicit SealedRepository(Database &database) : m_database(database) {}

    // Rows that are removed but not purged too. How many envelopes; the first error ends it.
    [[nodiscard]] Result<int> resealAll(const Reseal &reseal);

private:
    Database &m_database;
};

} // namespace homeport
