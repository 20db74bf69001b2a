// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relaycounts.h"

#include <algorithm>

namespace homeport {

void RelayCounts::count(const RequestRecord &ended)
{
    if (ended.keyId <= 0)
        return;
    KeyCounts &counts = m_counts[ended.keyId];
    const auto outcome = std::min(static_cast<std::size_t>(ended.outcome), counts.ended.size() - 1);
    const auto digit = static_cast<std::size_t>(std::clamp(ended.status / 100, 0, 5));
    ++counts.ended[outcome][digit];
    if (ended.firstByteMs < 0 || ended.outcome == RequestRecord::Outcome::Refused)
        return; // what we say ourselves is no provider's speed
    const auto limit = std::lower_bound(KeyCounts::FirstByteLimits.begin(), KeyCounts::FirstByteLimits.end(), ended.firstByteMs);
    ++counts.firstBytes[static_cast<std::size_t>(limit - KeyCounts::FirstByteLimits.begin())];
    counts.firstByteSum += ended.firstByteMs;
}

} // namespace homeport
