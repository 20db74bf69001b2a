// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// "accounts routing", "accounts unpark", "quota", "groups ...". @p backend outlives the commands.
void addRoutingCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
