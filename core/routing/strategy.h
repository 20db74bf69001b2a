// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/router.h"

namespace homeport {

// What a strategy compares accounts by: higher is better, always finite. Equals are settled by who has rested longest, then
// by @p order, the account's place in the snapshot.
//   priority             minus the priority
//   fill-first           minus the order
//   least-recently-used  milliseconds since its last use; since 1970 when it has not been used
//   weighted             minus (sessions so far + 1) / weight
//   most-headroom        the part that is left of the fullest quota; 1: not known
//   soonest-reset        minus the seconds until the first reset; -1e9: not known
[[nodiscard]] double strategyScore(RoutingStrategy strategy, const RelayAccount &account, const AccountLoad &load, std::size_t order,
                                   qint64 nowMs);

} // namespace homeport
