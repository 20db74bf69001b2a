// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"

namespace homeport {

class Backend;
class Vault;

// {"state":"locked","kind":"keychain","reason":"..."}
[[nodiscard]] QJsonObject vaultStatus(const Vault &vault);

// status, show-window. @p showWindow: null when this process has no window.
void addStatusCommands(ControlCommands &commands, Backend &backend, const std::function<void()> &showWindow);

} // namespace homeport
