// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/quotapace.h"
#include "ui/widgets/meter.h"

namespace homeport {

// A quota with the clock of its window, its pace in words, its source and its age. One that is past its reset, or was not heard of for
// a while, is stale.
[[nodiscard]] MeterValue quotaMeter(const QuotaWindow &window, const QDateTime &now);
// The same in short: name, part, and until when in one line.
[[nodiscard]] MeterValue shortQuotaMeter(const QuotaWindow &window, const QDateTime &now);

// "At this pace used up Thu 15:10, 6 h before the reset", or why nothing can be said; empty where a pace means nothing.
[[nodiscard]] QString paceText(const QuotaPace &pace, const QuotaWindow &window, const QDateTime &now);

} // namespace homeport
