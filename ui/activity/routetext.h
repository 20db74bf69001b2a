// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"
#include "ui/theme/colors.h"

#include <QDateTime>

namespace homeport {

// One account in a choice: whether it was taken, and why or why not.
struct CandidateText
{
    Tone tone = Tone::Neutral;
    QString icon;
    QString reason; // "Parked until 15:10"
    QString words;  // of its provider or its proxy, verbatim; may be empty
    QString score;  // what the strategy compared; empty where it was not
};

[[nodiscard]] CandidateText candidateText(const TraceStep &step, const TraceCandidate &candidate, const QDateTime &now);
// How the choice was made: "By the strategy “most-headroom”."
[[nodiscard]] QString stepText(const TraceStep &step);
// What there is to know beside the choices: session, waiting, moves. Sentences; may be empty.
[[nodiscard]] QStringList traceNotes(const RequestRecord &record);
// The answer in one line: "Work, after 2 attempts"; empty: there is no trace.
[[nodiscard]] QString traceSummary(const RequestRecord &record);

} // namespace homeport
