// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Numbers beside an axis: short, and alike for all ticks of it.
namespace homeport {

[[nodiscard]] QString formatAxisCount(double value, double step);      // "0", "500", "1.5 M", "20 k"
[[nodiscard]] QString formatAxisMoney(double nanos, double stepNanos); // nano-dollars: "$0.40", "$2", "$1.5 k"

} // namespace homeport
