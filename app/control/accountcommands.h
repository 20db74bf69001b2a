// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// accounts list, show, add, set-key, rename, remove, pause, resume, refresh, test. A change is answered once the relay
// has it. @p backend is assembled and outlives the commands.
void addAccountCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
