// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <array>

namespace homeport {

// A text of the ledger, with the id of the account or key whose newest name it is.
struct LedgerText
{
    qint64 ref = 0; // 0: not an account's or key's
    QString text;   // empty: none

    bool operator==(const LedgerText &) const = default;
};

// One request that has ended, as the ledger keeps it. No header value, body, query or secret.
struct LedgerRow
{
    enum class Usage { Unknown, Partial, Complete };

    qint64 number = 0;     // ascending within one run of the program
    qint64 startedAt = 0;  // ms since 1970, UTC
    qint64 duration = 0;   // ms
    qint64 firstByte = -1; // ms; -1: none came
    LedgerText account;
    LedgerText key;
    QString model;         // that was asked for
    QString answeredModel; // as the answer names it
    QString tool;
    QString project;
    QString session;
    QString method;
    QString path; // without query
    QString program;
    int status = 0;
    int outcome = 0; // RequestRecord::Outcome
    bool failed = false;
    qint64 bytesUp = 0;
    qint64 bytesDown = 0;
    Usage usage = Usage::Unknown;
    qint64 input = 0;
    qint64 output = 0;
    qint64 cacheWrite5m = 0;
    qint64 cacheWrite1h = 0;
    qint64 cacheRead = 0;
    qint64 webSearches = 0;
    qint64 reasoning = 0; // of output: thinking
    QString stopReason;   // as the protocol writes it
    qint64 cost = -1;     // nano-dollars; -1: not known
    QString prices;       // version of the price list
    QString detail;       // one sentence when it did not end as done
    qint64 queued = 0;    // ms it waited for a place of its key
    qint64 held = 0;      // ms it waited for an account to come free
    qint64 trace = 0;     // number in LedgerTraces; 0: none

    bool operator==(const LedgerRow &) const = default;
};

inline constexpr int LedgerRunBits = 32; // of an id: the number within the run

// A request's number in all runs: ascending with the time they began.
[[nodiscard]] constexpr qint64 ledgerId(qint64 run, qint64 number)
{
    return (run << LedgerRunBits) | number;
}

} // namespace homeport
