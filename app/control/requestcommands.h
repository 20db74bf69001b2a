// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Ledger;
class RequestLog;

// requests: the newest ones that fit, oldest first; with "follow" each later change as an event, until the client goes; with "why" one
// of them and how its account was chosen.
// requests export: single ones of the ledger as text, in events as the client takes them.
void addRequestCommands(ControlCommands &commands, RequestLog &log, Ledger &ledger);

} // namespace homeport
