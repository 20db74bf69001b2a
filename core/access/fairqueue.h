// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <list>

namespace homeport {

// Who waits for a place, and whose turn it is: the sessions that wait take turns, each with its requests in their order. So
// one with a hundred requests delays another one's first by one place, not by a hundred. Every call is O(1).
class FairQueue final
{
public:
    // What waits derives from it. It is at most once in one queue, and leaves before it dies.
    class Waiter
    {
    public:
        Waiter() = default;
        Q_DISABLE_COPY_MOVE(Waiter)
        [[nodiscard]] bool isQueued() const { return m_queued; }

    protected:
        ~Waiter() = default;

    private:
        friend FairQueue;
        bool m_queued = false;
        QString m_session;
        std::list<Waiter *>::iterator m_arrival;
        std::list<Waiter *>::iterator m_place; // in its session's line
    };

    // An empty session is one of its own.
    void join(Waiter &waiter, const QString &session);
    void leave(Waiter &waiter);
    [[nodiscard]] Waiter *takeNext(); // null: nobody waits
    [[nodiscard]] Waiter *longest() const { return m_arrivals.empty() ? nullptr : m_arrivals.front(); }
    [[nodiscard]] Waiter *latest() const { return m_arrivals.empty() ? nullptr : m_arrivals.back(); }
    [[nodiscard]] int size() const { return static_cast<int>(m_arrivals.size()); }

private:
    struct Line
    {
        std::list<Waiter *> waiters;
        std::list<QString>::iterator turn;
    };

    std::list<Waiter *> m_arrivals;
    std::list<QString> m_turns; // the sessions that wait, the next one first
    QHash<QString, Line> m_lines;
    quint64 m_unnamed = 0;
};

} // namespace homeport
