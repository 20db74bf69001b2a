// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// "proxies ..." and "accounts proxy"; @p backend outlives the commands. No answer holds a login or a password.
void addProxyCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
