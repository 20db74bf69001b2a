// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerfilter.h"
#include "core/usage/requestrecord.h"

namespace homeport {

// Whether a request that is not in the ledger, or not yet, is one of those a filter wants there. A running one has no status.
[[nodiscard]] bool matches(const LedgerFilter &filter, const RequestRecord &record);

} // namespace homeport
