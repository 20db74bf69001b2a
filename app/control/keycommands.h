// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class KeyStore;
class SnapshotPublisher;

// keys list, create, revoke. `create` is the one answer that holds a secret: the new key, once.
void addKeyCommands(ControlCommands &commands, KeyStore &store, SnapshotPublisher &publisher);

} // namespace homeport
