// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/answersignal.h"

#include <QString>

namespace homeport {

// What was tried for one request before its first byte.
struct AttemptHistory
{
    bool renewed = false;  // a fresh token was asked for because of a 401
    bool canRenew = false; // the account's token can be refreshed
    int bursts = 0;        // accounts that answered "too fast", this one included
    qint64 heldMs = 0;     // waited for parked accounts so far
};

enum class NextStep {
    PassOn, // the client gets this answer, word for word
    Renew,  // the same account again, with a fresh token
    Move,   // another account, if there is one
};

// How long a request waits at most for a parked account to come free (issue: rather than fail).
inline constexpr qint64 MostHeldMs = 20'000;

// What an upstream's answer leads to while the client has not seen a byte. Pure; the table of providers.md section 6.
[[nodiscard]] NextStep afterAnswer(const AnswerSignal &signal, const AttemptHistory &history);

// Whether the answer keeps its account away for a while (Routing::learn()).
[[nodiscard]] bool parksAccount(const AnswerSignal &signal);

// Whether to look at all of an answer with this status before the client sees it.
[[nodiscard]] bool mayLeadElsewhere(int status);

// Whether waiting until @p freeAtMs is worth it. @p nowMs; both since 1970, UTC; 0: nothing comes free by itself.
[[nodiscard]] bool isWorthHolding(qint64 freeAtMs, qint64 nowMs, const AttemptHistory &history);

} // namespace homeport
