// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerrow.h"
#include "core/storage/usagereport.h"

#include <QHash>

#include <array>

namespace SQLite {
class Database;
class Statement;
} // namespace SQLite

namespace homeport {

// Kinds of words; the numbers stand in the file.
enum class LedgerWord {
    Account = 1,
    Key = 2,
    Model = 3,
    Tool = 4,
    Project = 5,
    Session = 6,
    Path = 7,
    Program = 8,
    Prices = 9,
    StopReason = 10,
    Method = 11
};

[[nodiscard]] LedgerWord wordOf(UsageDimension dimension);

// The table "word": texts to numbers, with the newest ones remembered. Used by LedgerRepository only, in a transaction.
class LedgerWords final
{
public:
    explicit LedgerWords(SQLite::Database &database);
    ~LedgerWords();
    Q_DISABLE_COPY_MOVE(LedgerWords)

    // The number of a text, which is written when it is new; 0 for an empty one without a ref. An account or key that was
    // renamed keeps its number.
    [[nodiscard]] qint64 number(LedgerWord kind, const QString &text, qint64 ref = 0);
    // The number of the account or key with that ref; -1: nothing was ever of it.
    [[nodiscard]] qint64 find(LedgerWord kind, qint64 ref);
    // The numbers of all words of that name; a removed account may have had it too.
    [[nodiscard]] QList<qint64> numbers(LedgerWord kind, const QString &text);
    [[nodiscard]] QHash<qint64, QString> texts(LedgerWord kind);
    void forget(); // after a rollback: what was new is not in the file

private:
    struct Known
    {
        qint64 number = 0;
        QString text;
    };
    struct Key
    {
        LedgerWord kind;
        qint64 ref;
        QString text; // empty with a ref
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, static_cast<int>(key.kind), key.ref, key.text); }
    };
    [[nodiscard]] Known load(LedgerWord kind, const QString &text, qint64 ref);

    struct Last
    {
        qint64 ref = 0;
        QString text;
        qint64 number = 0;
    };

    SQLite::Database &m_database;
    QHash<Key, Known> m_known;
    std::array<Last, 16> m_last; // by kind: most requests have what the one before them had
};

} // namespace homeport
