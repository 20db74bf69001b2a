// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Ledger;

// usage: what was used and what it cost since "since", told apart by "by".
void addUsageCommands(ControlCommands &commands, Ledger &ledger);

} // namespace homeport
