// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

#include <QHash>

#include <array>

namespace homeport {

// What the requests of one key came to since the relay's start.
struct KeyCounts
{
    static constexpr std::array<qint64, 9> FirstByteLimits{100, 250, 500, 1000, 2500, 5000, 10'000, 30'000, 60'000}; // ms

    // Ended ones, by outcome, then by the first digit of their status; 0: none was sent.
    std::array<std::array<qint64, 6>, 8> ended{};
    // Those that got an answer's first byte within a limit and not within the one before it; the last: later than all.
    std::array<qint64, FirstByteLimits.size() + 1> firstBytes{};
    qint64 firstByteSum = 0; // ms

    bool operator==(const KeyCounts &) const = default;
};

// Counted as requests are handed over, a few times a second: streams never wait for it. Lives in the relay thread.
class RelayCounts final
{
public:
    void count(const RequestRecord &ended); // requests without a valid key are in nobody's counts
    void forget(qint64 keyId) { m_counts.remove(keyId); }
    [[nodiscard]] KeyCounts of(qint64 keyId) const { return m_counts.value(keyId); }

private:
    QHash<qint64, KeyCounts> m_counts;
};

} // namespace homeport
