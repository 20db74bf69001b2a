// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/usagefigure.h"

namespace homeport {

struct Error;
enum class TokenKind { Input, Output, CacheWrite5m, CacheWrite1h, CacheRead };

[[nodiscard]] QString kindName(TokenKind kind);
[[nodiscard]] QString othersName();
[[nodiscard]] QString shownName(const QString &name);               // of an account, model, ...; in words when it is not known
[[nodiscard]] QString periodName(UsagePeriod period, bool present); // the present one, or one that was: "Today", "Day"
[[nodiscard]] QString dimensionName(UsageDimension dimension);      // "By account"
[[nodiscard]] QString dimensionNoun(UsageDimension dimension);      // "Account"
[[nodiscard]] QString measureName(UsageMeasure measure);
// "3 Jun 2026", "28 May – 3 Jun 2026", "July 2025 – June 2026"
[[nodiscard]] QString rangeText(const UsageRange &range, const QTimeZone &zone);
// In full: "Tue 3 Jun 2026, 14:00–15:00", "Tue 3 Jun 2026", "June 2026".
[[nodiscard]] QString sliceText(const UsageRange &range, qsizetype slice, const QTimeZone &zone);
// For an axis: "14:00", "3 Jun", "Jun".
[[nodiscard]] QString sliceLabel(const UsageRange &range, qsizetype slice, const QTimeZone &zone);
// "Usage, 28 May – 3 Jun 2026: $3.41, 1.2M tokens"
[[nodiscard]] QString pictureTitle(const UsageRange &range, const UsageTotals &total, const QTimeZone &zone);
// "12 requests of models without a price are not in the cost."; none: empty.
[[nodiscard]] QString unpricedText(qint64 requests);
[[nodiscard]] QString measuredText(qint64 value, UsageMeasure measure); // exact: "1,234,567", "$3.41"
// Why usage could not be read: the words for a failed storage speak of saving.
[[nodiscard]] QString usageFailureText(const Error &error);

} // namespace homeport
