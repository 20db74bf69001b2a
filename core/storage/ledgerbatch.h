// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

#include <array>
#include <memory>
#include <vector>

namespace SQLite {
class Database;
}

namespace homeport {

// A request as the table "request" has it: texts are numbers of words by now. A few hundred bytes in one piece, whatever waits.
struct LedgerNumbers
{
    static constexpr std::size_t Columns = 32; // all but detail, from id on

    std::array<qint64, Columns> values{};
    QString detail;
    bool failed = false;
};

// Requests that wait for the ledger's next transaction. Ledger's thread.
class LedgerBatch final
{
public:
    explicit LedgerBatch(SQLite::Database &database);
    ~LedgerBatch();
    Q_DISABLE_COPY_MOVE(LedgerBatch)

    void append(LedgerNumbers &&row) { m_rows.push_back(std::move(row)); }
    void truncate(std::size_t size) { m_rows.resize(size); } // the last ones were not meant
    void dropOldest(std::size_t count) { m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(count)); }
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    void clear();

    // Rows and sums, in a transaction; throws SQLite::Exception. What is there already changes nothing. Returns how many were new. They
    // stay here until clear(): a transaction may be rolled back.
    [[nodiscard]] int write(const QTimeZone &zone);

private:
    struct Statements;

    SQLite::Database &m_database;
    std::unique_ptr<Statements> m_statements;
    std::vector<LedgerNumbers> m_rows;
};

} // namespace homeport
