// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountrouting.h"
#include "core/storage/accountlimits.h"

#include <QDateTime>

class QComboBox;

namespace homeport {

inline constexpr RoutingStrategy AllStrategies[] = {RoutingStrategy::Priority,          RoutingStrategy::FillFirst,
                                                    RoutingStrategy::LeastRecentlyUsed, RoutingStrategy::Weighted,
                                                    RoutingStrategy::MostHeadroom,      RoutingStrategy::SoonestReset};

[[nodiscard]] QString strategyTitle(RoutingStrategy strategy); // "Most headroom"
[[nodiscard]] QString strategyText(RoutingStrategy strategy);  // what it does, in a sentence
void fillStrategies(QComboBox *box, RoutingStrategy chosen);
[[nodiscard]] RoutingStrategy chosenStrategy(const QComboBox *box);

// "Models of the family opus are parked until 15:10."; @p park: in force.
[[nodiscard]] QString parkText(const AccountPark &park, const QDateTime &now);

} // namespace homeport
