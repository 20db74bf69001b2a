// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <functional>

namespace homeport {

// One timer for the deadlines of many short-lived things (connections, transfers): most of them end
// long before their deadline, so none of them starts a timer of its own. Same thread throughout.
class DeadlineTimer final
{
public:
    // @p sweep gets now() and acts on everything overdue; it returns the earliest deadline still
    // ahead, or -1 when there is none.
    explicit DeadlineTimer(std::function<qint64(qint64 now)> sweep);
    Q_DISABLE_COPY_MOVE(DeadlineTimer)

    // ms, monotonic; up to 4 ms old (Linux), for it is asked several times for each request.
    [[nodiscard]] qint64 now() const;
    // Returns now() + timeout, and makes sure a sweep runs at most a quarter of @p timeout later.
    [[nodiscard]] qint64 after(std::chrono::milliseconds timeout);

private:
    void schedule(qint64 due);

    std::function<qint64(qint64)> m_sweep;
    QElapsedTimer m_elapsed;
    QTimer m_timer;
    qint64 m_next = -1;
};

} // namespace homeport
