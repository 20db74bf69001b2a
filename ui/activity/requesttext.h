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
// "12k in (9k from the cache), 840 out"; empty: not known.
[[nodiscard]] QString requestTokensText(const RequestRecord &record);
// The columns as one line of text, for the clipboard.
[[nodiscard]] QString requestLine(const RequestRecord &record);

} // namespace homeport
