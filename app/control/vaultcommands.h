// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class SnapshotPublisher;
class VaultService;

// vault status, lock, unlock, rotate, recover (these with "passphrase" where the vault has one), recovery-code.
void addVaultCommands(ControlCommands &commands, VaultService &vault, SnapshotPublisher &publisher);

} // namespace homeport
