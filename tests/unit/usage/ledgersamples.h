// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/ledger.h"

namespace homeport::test {

inline RequestRecord record(quint64 id)
{
    RequestRecord made;
    made.id = id;
    made.startedAt = QDateTime::currentDateTimeUtc();
    made.account = QStringLiteral("work");
    made.accountId = 3;
    made.method = QStringLiteral("POST");
    made.path = QStringLiteral("/v1/messages");
    made.model = QStringLiteral("claude-opus-4-8");
    made.status = 200;
    made.outcome = RequestRecord::Outcome::Done;
    made.usage.input = 10;
    made.usage.known = true;
    made.usage.complete = true;
    made.usage.model = QStringLiteral("claude-opus-4-8");
    made.cost = 5;
    return made;
}

// An hour or two around now.
inline UsageQuestion today()
{
    UsageQuestion question;
    question.from = QDateTime::currentDateTimeUtc().addSecs(-7200);
    question.to = question.from.addSecs(4 * 3600);
    return question;
}

} // namespace homeport::test
