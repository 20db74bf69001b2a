// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/usage/usagerange.h"

namespace homeport {

enum class UsageMeasure { Cost, Tokens };

// One part of the stacked bars: a kind of tokens, an account, a model, ...
struct UsagePart
{
    QString name;
    bool others = false;  // everyone who is not among the largest
    QList<qint64> values; // by slice; tokens or nano-dollars

    bool operator==(const UsagePart &) const = default;
};

// The numbers behind chart, table and CSV: the same for all three. Every slice of the range is in it, those without a request with zeros.
struct UsageFigure
{
    UsageRange range;
    UsageMeasure measure = UsageMeasure::Tokens; // of the parts
    bool byKind = true;                          // parts are kinds of tokens; else one name each
    QList<UsagePart> parts;                      // the lowest first
    QList<UsageTotals> totals;                   // by slice

    bool operator==(const UsageFigure &) const = default;
};

[[nodiscard]] qint64 measured(const UsageTotals &totals, UsageMeasure measure);

[[nodiscard]] UsageFigure figureByKind(const UsageRange &range, const UsageReport &report);
// The largest six names and the others; names that add nothing are left out.
[[nodiscard]] UsageFigure figureByName(const UsageRange &range, const UsageReport &report, UsageMeasure measure);

} // namespace homeport
