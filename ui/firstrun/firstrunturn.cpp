// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/firstrunturn.h"

#include <algorithm>

namespace homeport {

FirstRunTurn firstRunTurn(const FirstRun &progress, const Overview &overview, bool hasAccounts)
{
    if (overview.demo || progress.state == FirstRun::State::Skipped || progress.state == FirstRun::State::Finished)
        return FirstRunTurn::Settled;
    if (progress.state == FirstRun::State::Begun)
        return FirstRunTurn::Show;
    if (!overview.loaded)
        return FirstRunTurn::Unknown;
    // Who sets a tool up makes a key for it, and so does who copies the lines.
    const bool hasKey = std::any_of(overview.keys.cbegin(), overview.keys.cend(), [](const LocalKey &key) { return !key.isRevoked(); });
    return hasAccounts && hasKey ? FirstRunTurn::Settled : FirstRunTurn::Show;
}

} // namespace homeport
