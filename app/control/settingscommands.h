// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

void addSettingsCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
