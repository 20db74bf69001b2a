// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Ledger;
class LedgerKeeper;

// usage: what was used and what it cost since "since", told apart by "by".
// usage retention: how long single requests are kept; "days" and "max_requests" change it.
void addUsageCommands(ControlCommands &commands, Ledger &ledger, LedgerKeeper &keeper);

} // namespace homeport
