// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usagereport.h"

namespace homeport {

UsageTotals &UsageTotals::operator+=(const UsageTotals &other)
{
    requests += other.requests;
    failed += other.failed;
    unpriced += other.unpriced;
    input += other.input;
    output += other.output;
    cacheWrite5m += other.cacheWrite5m;
    cacheWrite1h += other.cacheWrite1h;
    cacheRead += other.cacheRead;
    cost += other.cost;
    return *this;
}

} // namespace homeport
