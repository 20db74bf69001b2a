// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usagereport.h"

namespace homeport {

// What one session of a tool used.
struct SessionUsage
{
    QString session; // as its requests say; empty: those that say none
    QString tool;    // of its newest request, as the project
    QString project;
    QDateTime first; // when its requests within the range began, UTC
    QDateTime last;
    UsageTotals totals;

    bool operator==(const SessionUsage &) const = default;
};

struct SessionQuestion
{
    QDateTime from;                          // UTC; exact, for single requests answer
    QDateTime to;                            // UTC, excluded
    std::map<UsageDimension, QString> where; // only what has this name there
    qint64 keyId = 0;                        // only this key's; 0: any
    QString session;                         // only this one; empty: any
};

// By cost, then by time, the highest and newest first.
struct SessionReport
{
    static constexpr qsizetype Most = 1000;

    QList<SessionUsage> sessions; // the first 1,000
    qint64 leftOut = 0;           // sessions after those; they are in the total
    UsageTotals total;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::SessionReport)
