// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>

namespace homeport {

// What a key used within one minute. Rows of the same key and minute add up. A row of the table "key_usage".
struct KeyUsageRow
{
    qint64 keyId = 0;
    qint64 minute = 0; // since 1970, UTC; 0: everything that is too old to matter to any window but the total
    qint64 requests = 0;
    qint64 tokens = 0;
    qint64 cost = 0; // nano-dollars

    bool operator==(const KeyUsageRow &) const = default;
};

// How a key stands now.
struct KeyUsageNow
{
    qint64 keyId = 0;
    int running = 0;
    int waiting = 0;
    qint64 requestsToday = 0; // local day
    qint64 tokensToday = 0;
    qint64 costDay = 0; // nano-dollars, settled
    qint64 costWeek = 0;
    qint64 costMonth = 0;
    qint64 costTotal = 0;
    qint64 setAside = 0; // of requests that run

    bool operator==(const KeyUsageNow &) const = default;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::KeyUsageNow)
