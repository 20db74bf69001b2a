// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/overviewservice.h"
#include "ui/services/windowsettings.h"

namespace homeport {

// Whether the set-up comes by itself. Settled: it does not, and need not be asked again: it was finished or skipped, this is the demo, or
// Homeport is in use already. Unknown: not before accounts and keys were read.
enum class FirstRunTurn { Unknown, Show, Settled };

[[nodiscard]] FirstRunTurn firstRunTurn(const FirstRun &progress, const Overview &overview, bool hasAccounts);

} // namespace homeport
