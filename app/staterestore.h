// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/statefolder.h"

namespace homeport {

// A restored state waits in a folder of its own until it is complete; then it takes the present one's place in steps
// that can be taken up again after a power cut. Files of the user (app/carriedfiles.h) come along where there is none of their name.
// Nothing is deleted: the present state goes to before-restore-<time>.
//
//   restore-pending/           being made: dropped by the next start
//   restore-pending/ready      complete: the present state is moved aside
//   restore-pending/moved      the present state is aside: the new one is moved in

[[nodiscard]] QString pendingFolder(const StateFolder &folder);

// An empty pending folder, mode 0700. Conflict: a complete one waits already.
[[nodiscard]] Result<QString> beginRestore(const StateFolder &folder);
// Everything is in the pending folder: from now on the restore happens. Complete on disk when it returns.
[[nodiscard]] Result<void> commitRestore(const StateFolder &folder);
void dropRestore(const StateFolder &folder); // what was not committed

// Takes up what was committed and drops what was not. The caller holds the folder's lock and nothing in it is open.
// Where the former state lies now; empty when nothing was restored or there was none.
[[nodiscard]] Result<QString> finishRestore(const StateFolder &folder);

} // namespace homeport
