// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/deadlinetimer.h"

#include <algorithm>
#include <ctime>

namespace homeport {

DeadlineTimer::DeadlineTimer(std::function<qint64(qint64)> sweep) : m_sweep(std::move(sweep))
{
    m_elapsed.start();
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        m_next = -1;
        if (const qint64 earliest = m_sweep(now()); earliest >= 0)
            schedule(earliest);
    });
}

qint64 DeadlineTimer::now() const
{
#ifdef CLOCK_MONOTONIC_COARSE
    timespec coarse{};
    if (::clock_gettime(CLOCK_MONOTONIC_COARSE, &coarse) == 0)
        return coarse.tv_sec * 1000LL + coarse.tv_nsec / 1'000'000;
#endif
    return m_elapsed.elapsed();
}

qint64 DeadlineTimer::after(std::chrono::milliseconds timeout)
{
    const qint64 deadline = now() + timeout.count();
    schedule(deadline + timeout.count() / 4);
    return deadline;
}

void DeadlineTimer::schedule(qint64 due)
{
    if (m_next >= 0 && m_next <= due)
        return;
    m_next = due;
    m_timer.start(std::chrono::milliseconds(std::max<qint64>(1, due - now())));
}

} // namespace homeport
