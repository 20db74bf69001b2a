// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/routetrace.h"

namespace homeport {

// A trace as the ledger keeps it, once for all requests that were decided alike: one line of JSON, without what belongs to one request only
// (session, waiting times: the ledger has them elsewhere). Scores are rounded to about a thousandth. Empty: there were no steps.
[[nodiscard]] QString writeTrace(const RouteTrace &trace);
// What writeTrace() wrote; what it can't have written reads as no trace.
[[nodiscard]] RouteTrace readTrace(const QString &text);

// Whether both are kept as the same text; costs tens of nanoseconds.
[[nodiscard]] bool isSameTrace(const RouteTrace &a, const RouteTrace &b);
[[nodiscard]] size_t traceHash(const RouteTrace &trace); // equal for such

} // namespace homeport
