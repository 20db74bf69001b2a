// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// accounts sign-in, sign-in-code. @p backend is assembled and outlives the commands.
void addSignInCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
