// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"
#include "core/accounts/account.h"
#include "core/storage/accountlimits.h"

#include <optional>

namespace homeport {

class Backend;

// line: what a status line shows. Asked every few hundred milliseconds, and answered within six hundred, without the session if need be.
void addLineCommand(ControlCommands &commands, Backend &backend);

struct AccountQuota
{
    QString account;
    QuotaWindow window;
};

// The quota of which the least is left at @p now, over all accounts that are in use; null: none is known.
[[nodiscard]] std::optional<AccountQuota> tightestQuota(const QList<Account> &accounts,
                                                        const std::function<QList<QuotaWindow>(qint64 accountId)> &quotasOf,
                                                        const QDateTime &now);

} // namespace homeport
