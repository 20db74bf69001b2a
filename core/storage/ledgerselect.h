// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerfilter.h"

namespace SQLite {
class Statement;
}

namespace homeport {

inline constexpr int LedgerRefBits = 32; // of a ref: the account's or key's id

// For whoever looks at many rows in steps: how many between two looks at the clock, and how far (ms) ids may be out of the order of time,
// which a clock that is set back upsets.
inline constexpr int BetweenLooksAtTheClock = 256;
inline constexpr qint64 LateRows = 60 * 60 * qint64(1'000);
// And a clock may have been wrong for a while, after a suspend or before the time was fetched: only so many too old rows on end mean that
// what is wanted lies behind us.
inline constexpr int OldRowsInARow = 1'000;

// Whole rows "r" of the table request, with their texts; read by ledgerEntryOf().
extern const char *const SelectLedgerRows;
[[nodiscard]] LedgerEntry ledgerEntryOf(SQLite::Statement &select);

} // namespace homeport
