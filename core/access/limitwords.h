// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace homeport::limitwords {

// Sentences of a local key's limits. Money in nano-dollars; times as texts.

[[nodiscard]] QString dollars(qint64 nanos);    // "$5.00", "$0.0015": exact
[[nodiscard]] QString duration(qint64 seconds); // "12 s", "34 min", "5 h 10 min"; rounded up

[[nodiscard]] QString expired(const QString &when);
[[nodiscard]] QString unpriced();
[[nodiscard]] QString unknownKey();
[[nodiscard]] QString rateReached(qint64 limit, const QString &noun, const QString &period, qint64 retryAfterSeconds);
[[nodiscard]] QString budgetSpent(const QString &period, qint64 limit, const QString &renewal); // empty: it never renews
[[nodiscard]] QString budgetSetAside(const QString &period, qint64 limit);
[[nodiscard]] QString noPlace(int places);
[[nodiscard]] QString queueFull(int places, int waiting);
[[nodiscard]] QString waitedTooLong(int places, int seconds);

} // namespace homeport::limitwords
