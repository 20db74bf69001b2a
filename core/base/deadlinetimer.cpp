// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/deadlinetimer.h"

#include <algorithm>

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
