// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/accountrow.h"

namespace SQLite {
class Statement;
}

// The columns of the table "account", in one order for reading and writing; used by its repository only.
namespace homeport::sql {

extern const char *const AccountColumns; // the id comes last
extern const char *const InsertAccount;  // everything but the id
extern const char *const UpdateAccount;  // the same, then the id
inline constexpr int AccountIdParameter = 30;

[[nodiscard]] AccountRow accountOf(const SQLite::Statement &statement); // without its proxies
void bindAccount(SQLite::Statement &statement, const AccountRow &row);  // everything but the id

} // namespace homeport::sql
