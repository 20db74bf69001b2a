// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/storage/accountlimits.h"

#include <QList>

#include <chrono>
#include <optional>

namespace homeport {

// The header fields about limits as they are, for this folder's readers. What is malformed is left out.
struct RateLimitFields
{
    bool any = false;           // a field begins with "anthropic-ratelimit-"
    QString status;             // of the unified limit: as QuotaWindow::status
    QString claim;              // the unified limit's representative-claim, in lower case: "five_hour"
    QDateTime reset;            // the unified limit's, UTC
    QList<QuotaWindow> windows; // in the order in which they come
};

// @p now, UTC: when the fields were seen. Costs next to nothing when there are none.
[[nodiscard]] RateLimitFields readRateLimitFields(const HeaderBlock &headers, const QDateTime &now);

// Whether it is a window of a plan ("5h", "7d_opus"), not one of an API key ("requests").
[[nodiscard]] bool isPlanWindow(const QuotaWindow &window);

} // namespace homeport
