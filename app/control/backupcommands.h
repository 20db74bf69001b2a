// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// backup, restore. A client that goes away cancels its backup.
void addBackupCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
