// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QList>

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

#include <sys/epoll.h>

namespace homeport {

// QAbstractEventDispatcher over epoll (level-triggered) and an eventfd for wake-ups.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    EpollDispatcher();
    ~EpollDispatcher() override;
    Q_DISABLE_COPY_MOVE(EpollDispatcher)

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    [[nodiscard]] QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

    void sendPostedBeforeNextSocket() { m_sendPosted = true; }

private:
    using Clock = std::chrono::steady_clock;
    struct Timer
    {
        int id = 0;
        qint64 interval = 0; // ms
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        Clock::time_point due;
        bool active = false; // its event is being delivered
    };
    struct Watched
    {
        QSocketNotifier *read = nullptr;
        QSocketNotifier *write = nullptr;
        bool dirty = false;
        quint32 kernel = 0; // what the epoll set holds for this descriptor
    };

    [[nodiscard]] Watched *find(int fd);
    void markDirty(int fd, Watched &watched);
    void syncKernel();
    void syncOne(int fd, Watched &watched);
    [[nodiscard]] int waitTime(bool mayWait) const;
    bool activateSockets(int count);
    void activate(int fd, quint32 events);
    bool activateTimers();

    int m_epoll = -1;
    int m_wake = -1;
    std::atomic<bool> m_awake = false;
    std::atomic<bool> m_interrupted = false;
    bool m_sendPosted = false;
    std::vector<Watched> m_watched; // by descriptor: the kernel gives the lowest that is free
    std::vector<int> m_dirty;
    std::vector<std::unique_ptr<Timer>> m_timers; // few: kept unsorted
    std::vector<epoll_event> m_ready;
};

} // namespace homeport
