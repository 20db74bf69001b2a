// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <span>

namespace homeport {

// What routing looks at. Pure values: a decision depends on nothing else.
struct RouteQuestion
{
    Protocol protocol = Protocol::Anthropic;
    QDateTime now; // UTC: a parked account is tried again once its time has come
};

struct RouteDecision
{
    const RelayAccount *account = nullptr; // into the asked span; null: nobody can serve
    QString reason;                        // one sentence: why this one, or why each was passed over
};

// Picks the account for a request: the first active one, in the order they were added, that speaks the protocol.
[[nodiscard]] RouteDecision route(std::span<const RelayAccount> accounts, const RouteQuestion &question);

} // namespace homeport
