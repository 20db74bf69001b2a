// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Numbers beside an axis: short.
namespace homeport {

[[nodiscard]] QString formatAxisCount(double value, double step);      // "0", "500", "1.5 M", "20 k"
[[nodiscard]] QString formatAxisMoney(double nanos, double stepNanos); // nano-dollars: "$0.40", "$2", "$1.5 k"
[[nodiscard]] QString formatMoneyCell(qint64 nanos);                   // of a column: "$3.4100", as many decimals in each row

} // namespace homeport
