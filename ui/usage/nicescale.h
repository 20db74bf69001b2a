// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace homeport {

// An axis from zero, in steps of 1, 2, 2.5 or 5 times a power of ten.
struct NiceScale
{
    double step = 1;
    int intervals = 1;

    [[nodiscard]] double top() const { return step * intervals; }
};

// Holds @p largest in at most @p intervals. @p smallestStep: of a unit that is not cut up further, as one token.
[[nodiscard]] NiceScale niceScale(double largest, int intervals, double smallestStep);
// The same with exactly so many intervals: for a second axis that shares the lines of the first.
[[nodiscard]] NiceScale niceScaleOf(double largest, int intervals, double smallestStep);

} // namespace homeport
