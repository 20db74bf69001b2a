// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/accountlimits.h"

#include <QList>

namespace homeport {

// Quotas as a decision sees them. A window past its reset says nothing any more: what its account has left is not known
// until the next answer, and nobody is kept away by a clock.

// 1 minus the largest used part; 1 where none is known, below 0 where one is exceeded.
[[nodiscard]] double headroom(const QList<QuotaWindow> &quotas, qint64 nowMs);

// The earliest reset of a window that has something left, ms since 1970; 0: not known.
[[nodiscard]] qint64 soonestResetMs(const QList<QuotaWindow> &quotas, qint64 nowMs);

// The window that keeps new work away the longest because less than @p reservePercent is left of it; null: none does.
// A reserve of 0 keeps nothing: whether an exceeded quota still serves is the provider's to say. A window of one model family
// ("7d_opus") counts for work of that @p family only.
[[nodiscard]] const QuotaWindow *reservedWindow(const QList<QuotaWindow> &quotas, int reservePercent, const QString &family, qint64 nowMs);

} // namespace homeport
