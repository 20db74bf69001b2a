// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"
#include "ui/theme/colors.h"

namespace homeport {

// How a request stands, short enough for a column.
struct RequestStateText
{
    Tone tone = Tone::Neutral;
    QString icon;
    QString word; // "200", "running", "refused"
};

[[nodiscard]] RequestStateText requestStateText(const RequestRecord &record);
// What became of it, in a sentence or two.
[[nodiscard]] QString requestOutcomeText(const RequestRecord &record);
// When it began: "14:03:21" on the day of @p now, else "3 Jun 14:03", or "3 Jun 2025".
[[nodiscard]] QString requestTimeText(const QDateTime &startedAt, const QDateTime &now);
// By kind: "1,203 input, 840 output (120 thinking), 9,400 from the cache"; empty: not known.
[[nodiscard]] QString requestTokensText(const RequestRecord &record);
// The columns as one line of text, for the clipboard.
[[nodiscard]] QString requestLine(const RequestRecord &record);

} // namespace homeport
