// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// logins, approve, deny: tools that sign in. No answer holds a key, which goes to the tool alone. @p backend outlives the
// commands.
void addLoginCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
