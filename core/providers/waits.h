// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/answersignal.h"

#include <QDateTime>

#include <chrono>
#include <optional>

namespace homeport {

// How long a provider wants to be left alone, for the readers of answers. Private to this folder. @p now, everywhere: UTC.

inline constexpr std::chrono::seconds SpentWindow{60};                 // what is over sooner is a burst
inline constexpr std::chrono::seconds FarthestWait{400LL * 24 * 3600}; // beyond it is no time of any protocol
inline constexpr std::chrono::seconds LongestPark{8 * 24 * 3600};      // a week's window, and a day for clocks that disagree
inline constexpr std::chrono::seconds LongestOverload{5 * 60};

[[nodiscard]] QDateTime after(const QDateTime &now, std::chrono::milliseconds wait);

// The provider's time, within reason; @p instead from now of one that has passed; null: it said none.
[[nodiscard]] QDateTime clampedUntil(const QDateTime &until, const QDateTime &now, std::chrono::milliseconds instead);

// retry-after, in seconds or as a date (RFC 9110 section 10.2.3), never negative; null: not said, or malformed.
[[nodiscard]] std::optional<std::chrono::seconds> readRetryAfter(const HeaderBlock &headers, const QDateTime &now);

// A provider that is overloaded, and says for how long or does not.
[[nodiscard]] AnswerSignal overloadSignal(std::optional<std::chrono::milliseconds> wait, const QDateTime &now);

[[nodiscard]] constexpr bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Digits only, at most eighteen.
[[nodiscard]] std::optional<qint64> readWholeNumber(QByteArrayView value);

} // namespace homeport
