// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/attempts.h"

namespace homeport {

NextStep afterAnswer(const AnswerSignal &signal, const AttemptHistory &history)
{
    switch (signal.meaning) {
    case AnswerSignal::Meaning::Unauthorized:
        return history.canRenew && !history.renewed ? NextStep::Renew : NextStep::Move;
    case AnswerSignal::Meaning::Burst:
        // A second account that throttles too says that the limit sits on the address both leave from.
        return history.bursts <= 1 ? NextStep::Move : NextStep::PassOn;
    case AnswerSignal::Meaning::WindowSpent:
    case AnswerSignal::Meaning::FamilySpent:
    case AnswerSignal::Meaning::Overloaded:
    case AnswerSignal::Meaning::Banned:
        return NextStep::Move;
    case AnswerSignal::Meaning::Served:
    case AnswerSignal::Meaning::RequestsFault:
    case AnswerSignal::Meaning::ServerError:
        break;
    }
    return NextStep::PassOn;
}

bool parksAccount(const AnswerSignal &signal)
{
    switch (signal.meaning) {
    case AnswerSignal::Meaning::Burst:
    case AnswerSignal::Meaning::WindowSpent:
    case AnswerSignal::Meaning::FamilySpent:
    case AnswerSignal::Meaning::Overloaded:
        return true;
    default:
        return false;
    }
}

bool mayLeadElsewhere(int status)
{
    return status == 401 || status == 403 || status == 429 || status == 503 || status == 529;
}

bool isWorthHolding(qint64 freeAtMs, qint64 nowMs, const AttemptHistory &history)
{
    return freeAtMs > 0 && history.bursts <= 1 && freeAtMs - nowMs <= MostHeldMs - history.heldMs;
}

} // namespace homeport
