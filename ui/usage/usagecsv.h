// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/usagefigure.h"

namespace homeport {

// A figure for spreadsheets (RFC 4180): one line per slice, exact numbers, cost in dollars, times in the zone with its offset.
[[nodiscard]] QString usageCsv(const UsageFigure &figure, const QTimeZone &zone);

} // namespace homeport
