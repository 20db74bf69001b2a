// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/strategy.h"

#include "core/routing/quotas.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr double UnknownReset = -1e9; // later than any

double soonestResetScore(const RelayAccount &account, qint64 nowMs)
{
    const qint64 at = soonestResetMs(account.quotas, nowMs);
    return at == 0 ? UnknownReset : -static_cast<double>(at - nowMs) / 1000;
}

} // namespace

double strategyScore(RoutingStrategy strategy, const RelayAccount &account, const AccountLoad &load, std::size_t order, qint64 nowMs)
{
    switch (strategy) {
    case RoutingStrategy::Priority:
        return -account.routing.priority;
    case RoutingStrategy::FillFirst:
        return -static_cast<double>(order);
    case RoutingStrategy::LeastRecentlyUsed:
        return static_cast<double>(nowMs - load.lastUsedMs);
    case RoutingStrategy::Weighted:
        return -static_cast<double>(load.assigned + 1) / std::max(account.routing.weight, 1);
    case RoutingStrategy::MostHeadroom:
        return headroom(account.quotas, nowMs);
    case RoutingStrategy::SoonestReset:
        return soonestResetScore(account, nowMs);
    }
    return 0;
}

} // namespace homeport
