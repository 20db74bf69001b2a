// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace homeport {

// A request that finds less than this left waits for a fresh token.
inline constexpr std::chrono::seconds TokenMargin{10};

// When a token should be renewed: five minutes before it expires, up to a minute earlier by @p jitter (0..1, so that
// accounts do not beat in time), but not in the first half of a short life, and 10 s before the end at the latest. Null for one
// that does not expire. @p obtainedAt may be null: then its life is not known to be short.
[[nodiscard]] QDateTime refreshDue(const QDateTime &obtainedAt, const QDateTime &expiresAt, double jitter);

// How long to wait after the @p failures-th failure in a row (1, 2, ...): 1 s doubling to 5 min, a fifth more or less by
// @p jitter (0..1); never less than the server asked for.
[[nodiscard]] std::chrono::milliseconds refreshBackoff(int failures, double jitter, std::chrono::milliseconds asked);

// 0..1. Spreads load; no secret hangs on it.
[[nodiscard]] double randomJitter();

} // namespace homeport
