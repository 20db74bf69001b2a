// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace homeport {

// A count that slides: what was added within the last buckets x width. It forgets a whole bucket at a time, so up to one
// width early. All times are milliseconds since 1970 and may go back a little: then they count as the latest seen.
class RateWindow final
{
public:
    RateWindow(int buckets, qint64 widthMs);

    void add(qint64 nowMs, qint64 amount) { add(nowMs, nowMs, amount); }
    void add(qint64 nowMs, qint64 whenMs, qint64 amount); // something that happened before
    [[nodiscard]] qint64 total(qint64 nowMs);
    // When the total is below @p limit (positive) if nothing is added: @p nowMs when it is already.
    [[nodiscard]] qint64 belowAt(qint64 nowMs, qint64 limit);

private:
    [[nodiscard]] qint64 &bucket(qint64 age);
    void slideTo(qint64 nowMs);

    qint64 m_widthMs;
    qint64 m_newest = 0; // number of the newest bucket since 1970
    qint64 m_total = 0;
    std::vector<qint64> m_buckets; // a ring: bucket number modulo size
};

} // namespace homeport
