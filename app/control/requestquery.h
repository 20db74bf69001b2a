// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/ledgerfilter.h"

#include <QDateTime>
#include <QJsonObject>
#include <QTimeZone>

namespace homeport {

// What `homeportctl requests` asks for.
struct RequestQuery
{
    static constexpr int Most = 1000; // one line of the control socket holds them

    LedgerFilter filter;
    qint64 before = 0; // an id, as shown; 0: from the newest on
    int count = 50;
};

// "since", "account", "model", "holder", "tool", "project" as usageQuestion() has them, without "since" all; "session", "status" (ok, failed,
// 4xx, 5xx, broken-off), "search" (words), "before" (an id), "count". Invalid says what may stand there.
[[nodiscard]] Result<RequestQuery> requestQuery(const QJsonObject &args, const QDateTime &now, const QTimeZone &zone);

} // namespace homeport
