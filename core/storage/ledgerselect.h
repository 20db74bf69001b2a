// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerfilter.h"

namespace SQLite {
class Statement;
}

namespace homeport {

inline constexpr int LedgerRefBits = 32; // of a ref: the account's or key's id

// Whole rows "r" of the table request, with their texts; read by ledgerEntryOf().
extern const char *const SelectLedgerRows;
[[nodiscard]] LedgerEntry ledgerEntryOf(SQLite::Statement &select);

} // namespace homeport
