// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerselect.h"

#include "core/storage/sqlvalues.h"

namespace homeport {

const char *const SelectLedgerRows =
    "SELECT r.id, r.status, r.outcome, r.usage, r.started_at, r.duration, r.first_byte, r.bytes_up, r.bytes_down, r.input, r.output, "
    "r.cache_write_5m, r.cache_write_1h, r.cache_read, r.web_searches, r.reasoning, coalesce(r.cost, -1), a.ref, a.text, k.ref, k.text, "
    "m.text, n.text, t.text, p.text, s.text, e.text, h.text, g.text, o.text, v.text, r.detail, r.queued, r.held, r.trace FROM request r "
    "LEFT JOIN word a ON a.id = r.account LEFT JOIN word k ON k.id = r.key LEFT JOIN word m ON m.id = r.model "
    "LEFT JOIN word n ON n.id = r.answered_model LEFT JOIN word t ON t.id = r.tool LEFT JOIN word p ON p.id = r.project "
    "LEFT JOIN word s ON s.id = r.session LEFT JOIN word e ON e.id = r.method LEFT JOIN word h ON h.id = r.path "
    "LEFT JOIN word g ON g.id = r.program LEFT JOIN word o ON o.id = r.stop_reason LEFT JOIN word v ON v.id = r.prices";

LedgerEntry ledgerEntryOf(SQLite::Statement &select)
{
    constexpr qint64 NumberMask = (qint64(1) << LedgerRunBits) - 1;
    constexpr qint64 RefMask = (qint64(1) << LedgerRefBits) - 1;
    int column = 0;
    const auto number = [&]() -> qint64 { return select.getColumn(column++).getInt64(); };
    const auto text = [&] { return sql::text(select.getColumn(column++)); };
    LedgerEntry entry;
    LedgerRow &row = entry.row;
    entry.id = number();
    row.number = entry.id & NumberMask;
    row.status = static_cast<int>(number());
    row.outcome = static_cast<int>(number());
    row.usage = static_cast<LedgerRow::Usage>(number());
    for (qint64 *field : {&row.startedAt, &row.duration, &row.firstByte, &row.bytesUp, &row.bytesDown, &row.input, &row.output,
                          &row.cacheWrite5m, &row.cacheWrite1h, &row.cacheRead, &row.webSearches, &row.reasoning, &row.cost})
        *field = number();
    for (LedgerText *field : {&row.account, &row.key}) {
        field->ref = number() & RefMask;
        field->text = text();
    }
    for (QString *field : {&row.model, &row.answeredModel, &row.tool, &row.project, &row.session, &row.method, &row.path, &row.program,
                           &row.stopReason, &row.prices, &row.detail})
        *field = text();
    for (qint64 *field : {&row.queued, &row.held, &row.trace})
        *field = number();
    return entry;
}

} // namespace homeport
