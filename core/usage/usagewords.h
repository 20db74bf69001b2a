// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/sessionusage.h"
#include "core/storage/usagereport.h"

#include <QJsonObject>

namespace homeport {

// Questions about usage as scripts write them, and answers as they read them: on the control socket and from the relay.

// "since": 90m, 24h, 7d (back from @p now), today, month, or a date; without it 24h. "by": account, model, key, tool, project, hour, day,
// week or month. "account", "model", "holder" (a key's name), ...: only what has that name there. Invalid says what may stand there.
[[nodiscard]] Result<UsageQuestion> usageQuestion(const QJsonObject &args, const QDateTime &now, const QTimeZone &zone);
// Where "by" is session: the same of sessions, for 31 days at most. Null: it is not.
[[nodiscard]] std::optional<Result<SessionQuestion>> sessionQuestion(QJsonObject args, const QDateTime &now, const QTimeZone &zone);

// from, to, rows (each with "start" or "name" where the question told them apart) and total.
[[nodiscard]] QJsonObject usageJson(const UsageReport &report, const UsageQuestion &question);
[[nodiscard]] QJsonObject usageJson(const UsageTotals &totals);
[[nodiscard]] QString usageCsv(const UsageReport &report, const UsageQuestion &question);
// The same of sessions: rows with session, tool, project, first_at and last_at.
[[nodiscard]] QJsonObject usageJson(const SessionReport &report, const SessionQuestion &question);
[[nodiscard]] QString usageCsv(const SessionReport &report);

} // namespace homeport
