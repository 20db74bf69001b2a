// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>
#include <memory>
#include <optional>

namespace homeport {

class Database;

// What one request and its answer held; what is in the envelope is not known here. Times in ms since 1970.
struct ContentsRow
{
    qint64 id = 0;  // the request's in the ledger
    qint64 key = 0; // local key's id
    qint64 keptAt = 0;
    qint64 expiresAt = 0;
    QByteArray sealed;
};

struct SealedDataKey
{
    qint64 id = 0;
    QByteArray sealed;
};

struct ContentsTotals
{
    qint64 requests = 0;
    qint64 fileBytes = 0;
    qint64 oldest = 0; // ms since 1970; 0: nothing is kept
};

// contents.db: kept requests and answers, and the key they are sealed under. Lives in one thread. Errors: Storage.
class ContentsRepository final
{
public:
    // Opens or creates @p path. Errors as Database::open().
    [[nodiscard]] static Result<std::unique_ptr<ContentsRepository>> open(const QString &path);
    ~ContentsRepository();
    Q_DISABLE_COPY_MOVE(ContentsRepository)

    [[nodiscard]] Result<QList<SealedDataKey>> dataKeys();
    // On the disk when it returns. @p seal gets the new row's id.
    using Seal = std::function<Result<QByteArray>(qint64 id)>;
    [[nodiscard]] Result<void> addDataKey(const Seal &seal);
    // Deletes all others, and empties the write-ahead log of them.
    [[nodiscard]] Result<void> keepOnlyDataKey(qint64 id);

    // In one transaction, all or nothing; then the oldest of a key go until its rows are at most @p capOf bytes. A row that is there
    // already changes nothing.
    using CapOf = std::function<qint64(qint64 key)>;
    [[nodiscard]] Result<void> add(const QList<ContentsRow> &rows, const CapOf &capOf);
    // NotFound: none, or not any more.
    [[nodiscard]] Result<ContentsRow> row(qint64 id, qint64 now);
    // Deletes at most @p most rows that have expired or are beyond their key's cap. How many; call again while it is @p most.
    [[nodiscard]] Result<int> prune(qint64 now, const CapOf &capOf, int most);
    // Gives space back to the disk, where more than half of the file is free.
    [[nodiscard]] Result<void> compact();
    [[nodiscard]] Result<ContentsTotals> totals(qint64 now);
    [[nodiscard]] Result<qint64> newestId(); // 0: there is none

    // Deletes the data key for good: what is left opens for nobody. How many rows there were.
    [[nodiscard]] Result<qint64> forgetDataKey();
    // The file and what SQLite or a migration put beside it. Nobody has it open.
    [[nodiscard]] static Result<void> removeFiles(const QString &path);

    [[nodiscard]] Database &database() { return *m_database; } // for tests

private:
    explicit ContentsRepository(std::unique_ptr<Database> database);
    [[nodiscard]] QHash<qint64, qint64> &sums();
    int trim(qint64 key, qint64 cap, int most);

    std::unique_ptr<Database> m_database;
    std::optional<QHash<qint64, qint64>> m_sums; // bytes by key; none: to be read anew
};

} // namespace homeport
