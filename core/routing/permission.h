// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/router.h"

namespace homeport {

// What decides about an account before anything that time changes. Pure.

// The group that the key is pinned to; null: none, or it is gone.
[[nodiscard]] const AccountGroup *groupOf(const RouteQuestion &question, const QList<AccountGroup> &groups);

// Whether the key may use the account. @p group: groupOf().
[[nodiscard]] bool permitsAccount(const RouteQuestion &question, const AccountGroup *group, const RelayAccount &account);

// Whether the account speaks what the request is written in.
[[nodiscard]] bool speaksProtocol(const RouteQuestion &question, const RelayAccount &account);

// Whether the request's own login is for one of the accounts.
[[nodiscard]] bool ownLoginHasPlace(const RouteQuestion &question, const AccountGroup *group, const std::vector<RelayAccount> &accounts);

// Whether the user, or what the provider said, keeps the account from serving until somebody acts. A park ends by itself.
[[nodiscard]] bool isSwitchedOff(const RelayAccount &account);

} // namespace homeport
