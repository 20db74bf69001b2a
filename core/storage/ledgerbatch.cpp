// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerbatch.h"

#include "core/storage/ledgersums.h"
#include "core/storage/sqlvalues.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr std::size_t KeptRoom = 256; // rows; the memory of more is given back

// As LedgerRepository::numbersOf() fills them.
enum Column : std::size_t {
    StartedAt = 1,
    Account = 4,
    Key = 5,
    Model = 6,
    Tool = 8,
    Project = 9,
    Input = 19,
    Output = 20,
    CacheWrite5m = 21,
    CacheWrite1h = 22,
    CacheRead = 23,
    Cost = 27
};

constexpr const char *InsertRow =
    "INSERT OR IGNORE INTO request (id, started_at, duration, first_byte, account, key, model, answered_model, tool, project, session, "
    "method, path, program, status, outcome, bytes_up, bytes_down, usage, input, output, cache_write_5m, cache_write_1h, cache_read, "
    "web_searches, reasoning, stop_reason, cost, prices, queued, held, trace, detail) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?,?)";

UsageTotals totalsOf(const LedgerNumbers &row)
{
    const auto &values = row.values;
    const qint64 tokens = values[Input] + values[Output] + values[CacheWrite5m] + values[CacheWrite1h] + values[CacheRead];
    UsageTotals totals{1,
                       row.failed ? 1 : 0,
                       values[Cost] < 0 && tokens > 0 ? 1 : 0,
                       values[Input],
                       values[Output],
                       values[CacheWrite5m],
                       values[CacheWrite1h],
                       values[CacheRead]};
    totals.cost = std::max<qint64>(0, values[Cost]);
    return totals;
}

} // namespace

// Kept for their time: a row is written in microseconds, and preparing its statement takes longer.
struct LedgerBatch::Statements
{
    explicit Statements(SQLite::Database &database) : insert(database, InsertRow) {}

    void bind(const LedgerNumbers &row);

    SQLite::Statement insert;
    std::array<qint64, LedgerNumbers::Columns> bound{};
    bool isBound = false; // bound is what the statement has
    bool hasDetail = false;
};

// What was bound stays, and most of a row is as the row before it had it.
void LedgerBatch::Statements::bind(const LedgerNumbers &row)
{
    for (std::size_t i = 0; i < LedgerNumbers::Columns; ++i) {
        const qint64 value = row.values[i];
        if (isBound && value == bound[i])
            continue;
        const int index = static_cast<int>(i) + 1;
        if (i == Cost && value < 0)
            insert.bind(index); // not known
        else
            insert.bind(index, static_cast<int64_t>(value));
    }
    constexpr int Detail = LedgerNumbers::Columns + 1;
    if (!row.detail.isEmpty())
        sql::bind(insert, Detail, row.detail);
    else if (!isBound || hasDetail)
        insert.bind(Detail);
    bound = row.values;
    hasDetail = !row.detail.isEmpty();
    isBound = true;
}

LedgerBatch::LedgerBatch(SQLite::Database &database) : m_database(database) {}
LedgerBatch::~LedgerBatch() = default;

void LedgerBatch::clear()
{
    m_rows.clear();
    if (m_rows.capacity() > KeptRoom)
        m_rows = {};
}

int LedgerBatch::write(const QTimeZone &zone)
{
    if (!m_statements)
        m_statements = std::make_unique<Statements>(m_database);
    SQLite::Statement &insert = m_statements->insert;
    LedgerSums sums;
    SumClock clock(zone);
    int added = 0;
    for (const LedgerNumbers &row : m_rows) {
        (void)insert.tryReset(); // reset() would throw the error that the last try ended with
        m_statements->bind(row);
        if (insert.exec() == 0)
            continue; // written before
        ++added;
        const auto &values = row.values;
        sums.add(clock.startsOf(values[StartedAt]), {values[Account], values[Model], values[Key], values[Tool], values[Project]},
                 totalsOf(row));
    }
    insert.reset();
    sums.write(m_database);
    return added;
}

} // namespace homeport
