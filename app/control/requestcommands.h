// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class RequestLog;

// requests: the newest ones, oldest first; with "follow" each later change as an event, until the client goes.
void addRequestCommands(ControlCommands &commands, RequestLog &log);

} // namespace homeport
