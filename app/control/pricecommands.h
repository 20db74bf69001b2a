// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;

// prices, prices check, prices apply: which prices are used; what another list would change; taking it.
void addPriceCommands(ControlCommands &commands, Backend &backend);

} // namespace homeport
