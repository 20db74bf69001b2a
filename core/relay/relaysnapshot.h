// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "core/access/programrules.h"
#include "core/accounts/account.h"
#include "core/providers/modelpattern.h"
#include "core/usage/pricelist.h"
#include "core/vault/sealer.h"

#include <memory>
#include <vector>

namespace homeport {

// Everything the relay decides on, as one immutable value.
struct RelaySnapshot
{
    bool vaultLocked = true;
    bool lockedForNow = false; // it is being unlocked: trying again soon may help
    QString lockedReason;      // one sentence with what to do, for the 503
    std::shared_ptr<const Sealer> sealer;
    QList<LocalKey> keys;
    std::shared_ptr<const ProgramRules> programs; // null: any program may use a key
    std::vector<RelayAccount> accounts;           // in the order they were added
    QList<AccountGroup> groups;
    RoutingStrategy strategy = RoutingStrategy::Priority; // of keys without a group
    ModelAliases aliases;                                 // of every key; a key's own outweigh them
    quint64 newsSeen = 0;                                 // the highest AccountNews::number that the accounts here know of
    std::shared_ptr<const PriceList> prices;              // null: no price is known
};

} // namespace homeport
