// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class AccountStore;
class HttpEngine;
class SnapshotPublisher;

// accounts list, show, add, remove, pause, resume, sign-in. A change is answered once the relay has it.
// @p engine is asked for at the first sign-in. What is passed outlives the commands.
void addAccountCommands(ControlCommands &commands, AccountStore &store, SnapshotPublisher &publisher,
                        const std::function<HttpEngine &()> &engine);

} // namespace homeport
