// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/requestrecord.h"

namespace homeport {

QLatin1StringView outcomeName(RequestRecord::Outcome outcome)
{
    switch (outcome) {
    case RequestRecord::Outcome::Running:
        return QLatin1StringView("running");
    case RequestRecord::Outcome::Done:
        return QLatin1StringView("done");
    case RequestRecord::Outcome::Refused:
        return QLatin1StringView("refused");
    case RequestRecord::Outcome::UpstreamFailed:
        return QLatin1StringView("upstream-failed");
    case RequestRecord::Outcome::UpstreamClosed:
        return QLatin1StringView("upstream-closed");
    case RequestRecord::Outcome::ClientClosed:
        return QLatin1StringView("client-closed");
    case RequestRecord::Outcome::TimedOut:
        return QLatin1StringView("timed-out");
    case RequestRecord::Outcome::Cancelled:
        return QLatin1StringView("cancelled");
    }
    Q_UNREACHABLE();
    return {};
}

} // namespace homeport
