// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/ratewindow.h"

#include <algorithm>

namespace homeport {

RateWindow::RateWindow(int buckets, qint64 widthMs) : m_widthMs(widthMs), m_buckets(static_cast<std::size_t>(buckets), 0) {}

void RateWindow::add(qint64 nowMs, qint64 whenMs, qint64 amount)
{
    slideTo(nowMs);
    const qint64 age = std::max<qint64>(0, nowMs / m_widthMs - whenMs / m_widthMs);
    if (age >= static_cast<qint64>(m_buckets.size()))
        return;
    bucket(age) += amount;
    m_total += amount;
}

qint64 RateWindow::total(qint64 nowMs)
{
    slideTo(nowMs);
    return m_total;
}

qint64 RateWindow::belowAt(qint64 nowMs, qint64 limit)
{
    slideTo(nowMs);
    if (m_total < limit)
        return nowMs;
    const auto size = static_cast<qint64>(m_buckets.size());
    qint64 left = m_total;
    qint64 age = size;
    while (left >= limit && age > 0)
        left -= bucket(--age);
    return (m_newest - age + size) * m_widthMs;
}

qint64 &RateWindow::bucket(qint64 age)
{
    return m_buckets[static_cast<std::size_t>(m_newest - age) % m_buckets.size()];
}

void RateWindow::slideTo(qint64 nowMs)
{
    const qint64 now = nowMs / m_widthMs;
    const auto size = static_cast<qint64>(m_buckets.size());
    if (now > m_newest - size && now <= m_newest)
        return;
    if (now > m_newest && now < m_newest + size) {
        while (m_newest < now) {
            ++m_newest;
            m_total -= std::exchange(bucket(0), 0);
        }
        return;
    }
    // Nothing of it is left, or the clock was far ahead and its times mean nothing.
    std::fill(m_buckets.begin(), m_buckets.end(), 0);
    m_total = 0;
    m_newest = now;
}

} // namespace homeport
