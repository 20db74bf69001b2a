// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keypolicy.h"
#include "core/accounts/account.h"
#include "core/usage/pricelist.h"

#include <QJsonObject>

namespace homeport {

// "1.50" to nano-dollars, exactly. Invalid: no amount, negative, or finer than a billionth.
[[nodiscard]] Result<qint64> nanoDollarsFromText(const QString &text);

// @p policy with what the arguments of "keys create" and "keys edit" change; what they do not name stays. Accounts and groups
// are named by name. "any" empties a list, 0 a number, "never" the expiry.
[[nodiscard]] Result<KeyPolicy> changedPolicy(KeyPolicy policy, const QJsonObject &args, const QList<Account> &accounts,
                                              const QList<AccountGroup> &groups);

} // namespace homeport
