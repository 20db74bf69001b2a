// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// tools key, tools revoke-key, tools test: the running instance's part of setting tools up. What is done to files, homeportctl and the window do.
void addToolCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
