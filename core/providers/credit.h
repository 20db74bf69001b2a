// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/profile.h"
#include "core/storage/accountlimits.h"

namespace homeport {

// What a provider says of an account's money, in nano-dollars.
struct CreditLeft
{
    qint64 remaining = -1; // -1: this key has no limit
    qint64 used = -1;      // so far; -1: not told
    QString source;        // whose word it is: "OpenRouter's /api/v1/key"
    QDateTime seenAt;      // UTC

    bool operator==(const CreditLeft &) const = default;
};

// What is told by an answer's @p body, at its places in @p profile; none: nothing of it, or no JSON. More money than a billion dollars is none.
[[nodiscard]] std::optional<CreditLeft> creditIn(const QByteArray &body, const CreditProfile &profile);

// As it is kept with the account's quotas.
[[nodiscard]] QuotaWindow quotaOf(const CreditLeft &credit);

} // namespace homeport
