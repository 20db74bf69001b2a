// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"
#include "core/accounts/account.h"

namespace homeport {

class Backend;

// "proxies ..." and "accounts proxy"; @p backend outlives the commands. No answer holds a login or a password.
void addProxyCommands(ControlCommands &commands, Backend &backend);

// The way of an account to come: its argument "proxy", names with commas between or "direct"; none: the default. NotFound: a
// name that is none.
[[nodiscard]] Result<ProxyChoice> newAccountProxies(Backend &backend, const QJsonObject &args);

} // namespace homeport
