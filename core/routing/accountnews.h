// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <optional>
#include <vector>

namespace homeport {

// What the relay has learnt about an account and does not wait for the store to say: in force at once.
struct AccountNews
{
    quint64 number = 0; // ascending; Routing gives it
    qint64 accountId = 0;
    std::optional<AccountPark> park; // parked from now on; with a null `until` the park of that family ends
    QList<QuotaWindow> quota;        // replaces those of the same name; empty: nothing new
};

void applyNews(const AccountNews &news, RelayAccount *account);

// Appends @p news, and takes out of the earlier ones what it replaces: as many stay as there are parks and quotas, however
// long the store takes.
void addNews(AccountNews news, std::vector<AccountNews> *all);

} // namespace homeport
