// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagefigure.h"

#include "ui/usage/usagetext.h"

#include <QHash>

#include <algorithm>
#include <tuple>
#include <utility>

namespace homeport {

namespace {

constexpr qsizetype Largest = 6;

UsageFigure emptyFigure(const UsageRange &range, UsageMeasure measure, bool byKind)
{
    return {range, measure, byKind, {}, QList<UsageTotals>(range.starts.size())};
}

struct NamedValues
{
    QString name;
    QList<qint64> values;
    qint64 sum = 0;
};

void addTo(QList<qint64> &sums, const QList<qint64> &values)
{
    for (qsizetype i = 0; i < sums.size(); ++i)
        sums[i] += values.at(i);
}

} // namespace

qint64 measured(const UsageTotals &totals, UsageMeasure measure)
{
    return measure == UsageMeasure::Cost ? totals.cost : totals.tokens();
}

UsageFigure figureByKind(const UsageRange &range, const UsageReport &report)
{
    UsageFigure figure = emptyFigure(range, UsageMeasure::Tokens, true);
    for (const UsageSlice &slice : report.slices) {
        if (const qsizetype place = sliceAt(range, slice.start); place >= 0)
            figure.totals[place] += slice.totals;
    }
    const std::pair<TokenKind, qint64 UsageTotals::*> kinds[] = {{TokenKind::Input, &UsageTotals::input},
                                                                 {TokenKind::Output, &UsageTotals::output},
                                                                 {TokenKind::CacheWrite5m, &UsageTotals::cacheWrite5m},
                                                                 {TokenKind::CacheWrite1h, &UsageTotals::cacheWrite1h},
                                                                 {TokenKind::CacheRead, &UsageTotals::cacheRead}};
    for (const auto &[kind, field] : kinds) {
        UsagePart part{kindName(kind), false, {}};
        for (const UsageTotals &totals : std::as_const(figure.totals))
            part.values << totals.*field;
        figure.parts << part;
    }
    return figure;
}

UsageFigure figureByName(const UsageRange &range, const UsageReport &report, UsageMeasure measure)
{
    UsageFigure figure = emptyFigure(range, measure, false);
    QHash<QString, NamedValues> named;
    for (const UsageSlice &slice : report.slices) {
        const qsizetype place = sliceAt(range, slice.start);
        if (place < 0)
            continue;
        figure.totals[place] += slice.totals;
        NamedValues &values = named[slice.name];
        values.name = slice.name;
        values.values.resize(range.starts.size());
        values.values[place] += measured(slice.totals, measure);
        values.sum += measured(slice.totals, measure);
    }
    QList<NamedValues> sorted = named.values();
    sorted.removeIf([](const NamedValues &values) { return values.sum == 0; });
    std::sort(sorted.begin(), sorted.end(),
              [](const NamedValues &a, const NamedValues &b) { return std::tie(b.sum, a.name) < std::tie(a.sum, b.name); });
    UsagePart others{othersName(), true, QList<qint64>(range.starts.size())};
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        if (i < Largest)
            figure.parts << UsagePart{shownName(sorted.at(i).name), false, sorted.at(i).values};
        else
            addTo(others.values, sorted.at(i).values);
    }
    if (sorted.size() > Largest)
        figure.parts << others;
    return figure;
}

} // namespace homeport
