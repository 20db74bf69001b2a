// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/nicescale.h"

#include <algorithm>
#include <cmath>

namespace homeport {

namespace {

constexpr double Tolerance = 1 + 1e-9;

double niceStep(double least, double smallestStep)
{
    if (least <= smallestStep)
        return smallestStep;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        const double step = factor * power;
        const double units = step / smallestStep; // 2.5 tokens are no step
        if (step * Tolerance >= least && std::abs(units - std::round(units)) < 1e-6 * units)
            return step;
    }
    return 10 * power;
}

} // namespace

NiceScale niceScaleOf(double largest, int intervals, double smallestStep)
{
    return {niceStep(largest / intervals, smallestStep), intervals};
}

NiceScale niceScale(double largest, int intervals, double smallestStep)
{
    NiceScale scale = niceScaleOf(largest, intervals, smallestStep);
    scale.intervals = std::clamp(static_cast<int>(std::ceil(largest / scale.step / Tolerance)), 1, intervals);
    return scale;
}

} // namespace homeport
