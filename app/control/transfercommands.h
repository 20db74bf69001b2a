// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// "accounts import" and "accounts export"; @p backend outlives the commands. Paths are absolute.
void addTransferCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
