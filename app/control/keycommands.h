// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// keys list, show, create, edit, revoke. `create` is the one answer that holds a secret: the new key, once. @p backend
// outlives the commands.
void addKeyCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
