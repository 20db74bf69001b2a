// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace SQLite {
class Database;
}

namespace homeport {

// The table "trace": decision traces to numbers, each text once; what is in them is not looked into. Used in the ledger's thread and, but for
// text(), in a transaction. Throws SQLite::Exception.
class LedgerTraces final
{
public:
    static constexpr int Most = 200'000; // kept; those that were not used for longest go

    explicit LedgerTraces(SQLite::Database &database) : m_database(database) {}
    Q_DISABLE_COPY_MOVE(LedgerTraces)

    // The number of a text, which is written when it is new. @p request: the id of the one that has it.
    [[nodiscard]] qint64 number(const QString &text, qint64 request);
    // To be told of a later request of a trace at least once in LateBy ids: prune() goes by it.
    static constexpr qint64 LateBy = 10'000;
    void used(qint64 number, qint64 request);
    [[nodiscard]] QString text(qint64 number); // empty: none, or not any more
    // Deletes those that only requests before @p oldest had, and those beyond @p most. Numbers that were remembered may be of no trace
    // then.
    void prune(qint64 oldest, int most = Most);

private:
    SQLite::Database &m_database;
};

} // namespace homeport
