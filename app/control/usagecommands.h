// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"
#include "core/base/result.h"
#include "core/storage/usagereport.h"

namespace homeport {

class Ledger;

// usage: what was used and what it cost since "since", told apart by "by".
void addUsageCommands(ControlCommands &commands, Ledger &ledger);

// "since": 90m, 24h, 7d (back from @p now), today, month, or a date; without it 24h. "by": account, model, key, tool, project, hour, day,
// week or month. "account", "model", "holder" (a key's name), ...: only what has that name there. Invalid says what may stand there.
[[nodiscard]] Result<UsageQuestion> usageQuestion(const QJsonObject &args, const QDateTime &now, const QTimeZone &zone);

} // namespace homeport
