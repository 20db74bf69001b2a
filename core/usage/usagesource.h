// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/sessionusage.h"
#include "core/storage/usagereport.h"

#include <QFuture>

namespace homeport {

// Who knows what was used, as the relay asks it. Thread-safe; nobody waits for an answer.
class UsageSource
{
public:
    virtual ~UsageSource() = default;

    // Errors as Ledger::report().
    [[nodiscard]] virtual QFuture<Result<UsageReport>> report(const UsageQuestion &question) = 0;
    // Errors as Ledger::sessions().
    [[nodiscard]] virtual QFuture<Result<SessionReport>> sessions(const SessionQuestion &question) = 0;
};

} // namespace homeport
