// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace homeport {

// How long single requests are kept; their sums stay for ever. A request goes when it is too old, or one of too many.
struct LedgerRetention
{
    int days = 400;
    qint64 rows = 10'000'000; // the newest

    static constexpr qint64 MostDays = 36'500;
    static constexpr qint64 FewestRows = 1'000;
    static constexpr qint64 MostRows = 100'000'000;

    // Invalid, with a sentence for the user: out of these bounds.
    [[nodiscard]] static Result<LedgerRetention> of(qint64 days, qint64 rows);
    bool operator==(const LedgerRetention &) const = default;
};

} // namespace homeport
