// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace homeport {

// Tokens of one answer, as its provider counted them; each token is in exactly one of the kinds.
struct TokenUsage
{
    qint64 input = 0; // neither read from nor written to the prompt cache
    qint64 output = 0;
    qint64 cacheWrite5m = 0;
    qint64 cacheWrite1h = 0;
    qint64 cacheRead = 0;
    qint64 webSearches = 0;  // server tool calls, not tokens
    QString model;           // that answered, as the answer names it; empty: not said
    bool known = false;      // the answer said something
    bool complete = false;   // and it ended as the protocol ends one
    qint64 reasoning = 0;    // of output: thinking
    QString stopReason = {}; // why it ended, as the protocol writes it; empty: not said

    [[nodiscard]] qint64 tokens() const { return input + output + cacheWrite5m + cacheWrite1h + cacheRead; }
    bool operator==(const TokenUsage &) const = default;
};

} // namespace homeport
