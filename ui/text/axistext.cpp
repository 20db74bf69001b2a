// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/axistext.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct AxisText
{
    Q_DECLARE_TR_FUNCTIONS(AxisText)
};

// As many as tell one tick from the next.
int decimalsFor(double step)
{
    for (int decimals = 0; decimals < 9; ++decimals) {
        const double scaled = step * std::pow(10.0, decimals);
        if (std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, scaled) && scaled > 0.5)
            return decimals;
    }
    return 9;
}

// "500 k", "1 M", "1.5 M": each in its own unit, without zeros that say nothing.
QString withUnit(double value, double step)
{
    struct Unit
    {
        double size;
        QString text;
    };
    const Unit units[] = {
        {1e12, AxisText::tr("%1 T")}, {1e9, AxisText::tr("%1 B")}, {1e6, AxisText::tr("%1 M")}, {1e3, AxisText::tr("%1 k")}};
    for (const Unit &unit : units) {
        if (value >= unit.size * 0.9999999)
            return unit.text.arg(
                QLocale().toString(value / unit.size, 'f', value / unit.size >= 1000 ? 0 : decimalsFor(value / unit.size)));
    }
    return QLocale().toString(value, 'f', decimalsFor(step));
}

} // namespace

QString formatAxisCount(double value, double step)
{
    return withUnit(value, step);
}

QString formatMoneyCell(qint64 nanos)
{
    return nanos > 0 && nanos < 100'000 ? formatMoney(nanos)
                                        : AxisText::tr("$%1").arg(QLocale().toString(static_cast<double>(nanos) / 1e9, 'f', 4));
}

QString formatAxisMoney(double nanos, double stepNanos)
{
    if (nanos <= 0)
        return AxisText::tr("$%1").arg(QLocale().toString(0));
    const double dollars = nanos / 1e9;
    const double step = stepNanos / 1e9;
    if (dollars >= 1000 && step >= 100)
        return AxisText::tr("$%1").arg(withUnit(dollars, step));
    const int decimals = decimalsFor(step);
    return AxisText::tr("$%1").arg(QLocale().toString(dollars, 'f', decimals == 1 ? 2 : decimals)); // "$0.40", not "$0.4"
}

} // namespace homeport
