// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// requests contents: what is kept of a request, its heads and bodies in events as the client takes them.
// contents, contents purge: how much is kept; deletes all of it.
void addContentsCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
