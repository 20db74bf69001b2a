// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class ProgramStore;

// programs, programs allow, deny, forget and ask: which programs may use the relay. @p programs outlives the commands.
void addProgramCommands(ControlCommands &commands, ProgramStore &programs);

} // namespace homeport
