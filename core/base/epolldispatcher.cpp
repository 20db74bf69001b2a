// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/epolldispatcher.h"

#include "core/base/eventdispatcher.h"
#include "core/base/readynotifier.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QThread>

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <typeinfo>

namespace homeport {

namespace {

constexpr std::size_t BatchSize = 256;

} // namespace

QAbstractEventDispatcher *makeServerDispatcher()
{
    return new EpollDispatcher;
}

void sendPostedBeforeNextSocket()
{
    if (auto *dispatcher = qobject_cast<EpollDispatcher *>(QThread::currentThread()->eventDispatcher()))
        dispatcher->sendPostedBeforeNextSocket();
}

EpollDispatcher::EpollDispatcher()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), m_ready(BatchSize)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_wake;
    if (m_epoll < 0 || m_wake < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event) != 0)
        qFatal("no epoll instance for the server thread: %s", strerror(errno));
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wake);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    Q_EMIT awake();
    // Cleared first: whatever is posted from now on either is sent below or keeps us from waiting.
    m_awake = false;
    QCoreApplication::sendPostedEvents();
    // Not forgotten at the beginning: another thread's quit() may come just before, and wakes nobody where a post of ours did already.
    if (m_interrupted.exchange(false))
        return false;

    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_awake;
    syncKernel();
    if (mayWait)
        Q_EMIT aboutToBlock();
    const int count = ::epoll_wait(m_epoll, m_ready.data(), static_cast<int>(m_ready.size()), waitTime(mayWait));
    if (mayWait)
        Q_EMIT awake();
    // What another thread posted meanwhile was there before what is read now: a new key counts for the request that comes with it.
    if (m_awake.exchange(false))
        QCoreApplication::sendPostedEvents();
    bool any = false;
    if (!flags.testFlag(QEventLoop::ExcludeSocketNotifiers))
        any = activateSockets(count) || any;
    any = activateTimers() || any;
    return any;
}

int EpollDispatcher::waitTime(bool mayWait) const
{
    if (!mayWait)
        return 0;
    auto earliest = Clock::time_point::max();
    for (const auto &timer : m_timers)
        earliest = timer->active ? earliest : std::min(earliest, timer->due);
    if (earliest == Clock::time_point::max())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(earliest - Clock::now()).count();
    return static_cast<int>(std::clamp<qint64>(left, 0, std::numeric_limits<int>::max()));
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    if (static_cast<std::size_t>(fd) >= m_watched.size())
        m_watched.resize(static_cast<std::size_t>(fd) + 1);
    Watched &watched = m_watched[static_cast<std::size_t>(fd)];
    (notifier->type() == QSocketNotifier::Write ? watched.write : watched.read) = notifier;
    markDirty(fd, watched);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    Watched *watched = find(fd);
    if (!watched)
        return;
    if (watched->read == notifier)
        watched->read = nullptr;
    else if (watched->write == notifier)
        watched->write = nullptr;
    markDirty(fd, *watched);
}

EpollDispatcher::Watched *EpollDispatcher::find(int fd)
{
    return static_cast<std::size_t>(fd) < m_watched.size() ? &m_watched[static_cast<std::size_t>(fd)] : nullptr;
}

void EpollDispatcher::markDirty(int fd, Watched &watched)
{
    if (!std::exchange(watched.dirty, true))
        m_dirty.push_back(fd);
}

void EpollDispatcher::syncKernel()
{
    for (const int fd : m_dirty) {
        Watched &watched = m_watched[static_cast<std::size_t>(fd)];
        watched.dirty = false;
        syncOne(fd, watched);
    }
    m_dirty.clear();
}

// The kernel is told even where nothing seems to change: a closed descriptor leaves the set by itself, and its
// number may have come back as another socket since. The answer tells whether to add or to change.
void EpollDispatcher::syncOne(int fd, Watched &watched)
{
    const quint32 wanted = (watched.read ? static_cast<quint32>(EPOLLIN) : 0u) | (watched.write ? static_cast<quint32>(EPOLLOUT) : 0u);
    epoll_event event{};
    event.events = wanted;
    event.data.fd = fd;
    if (wanted == 0) {
        if (watched.kernel != 0)
            ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
    } else if (::epoll_ctl(m_epoll, watched.kernel == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event) != 0) {
        if (errno == EEXIST)
            ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event);
        else if (errno == ENOENT)
            ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    }
    watched.kernel = wanted;
}

bool EpollDispatcher::activateSockets(int count)
{
    bool any = false;
    m_sendPosted = false;
    for (int i = 0; i < count; ++i) {
        const epoll_event event = m_ready[static_cast<std::size_t>(i)];
        if (event.data.fd == m_wake) {
            quint64 value = 0;
            (void)!::read(m_wake, &value, sizeof value);
            continue;
        }
        activate(event.data.fd, event.events);
        any = true;
        if (std::exchange(m_sendPosted, false) && m_awake.exchange(false))
            QCoreApplication::sendPostedEvents();
    }
    return any;
}

// A notifier may be gone or disabled by the time its turn comes: it is looked up before each call.
void EpollDispatcher::activate(int fd, quint32 events)
{
    const auto send = [this, fd](QSocketNotifier *Watched::*which) {
        const Watched *watched = find(fd);
        if (!watched || !(watched->*which))
            return;
        QSocketNotifier &notifier = *(watched->*which);
        if (typeid(notifier) == typeid(ReadyNotifier))
            return static_cast<ReadyNotifier &>(notifier).activate();
        QEvent activation(QEvent::SockAct);
        QCoreApplication::sendEvent(&notifier, &activation);
    };
    const bool broken = (events & static_cast<quint32>(EPOLLERR | EPOLLHUP)) != 0;
    if (broken || (events & static_cast<quint32>(EPOLLIN)) != 0)
        send(&Watched::read);
    if (broken || (events & static_cast<quint32>(EPOLLOUT)) != 0)
        send(&Watched::write);
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    m_timers.push_back(
        std::make_unique<Timer>(Timer{timerId, interval, timerType, object, Clock::now() + std::chrono::milliseconds(interval), false}));
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return std::erase_if(m_timers, [timerId](const auto &timer) { return timer->id == timerId; }) > 0;
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return std::erase_if(m_timers, [object](const auto &timer) { return timer->object == object; }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> infos;
    for (const auto &timer : m_timers)
        if (timer->object == object)
            infos << TimerInfo(timer->id, static_cast<int>(timer->interval), timer->type);
    return infos;
}

int EpollDispatcher::remainingTime(int timerId)
{
    for (const auto &timer : m_timers)
        if (timer->id == timerId)
            return static_cast<int>(std::max<qint64>(0, std::chrono::ceil<std::chrono::milliseconds>(timer->due - Clock::now()).count()));
    return -1;
}

bool EpollDispatcher::activateTimers()
{
    if (m_timers.empty())
        return false;
    const auto now = Clock::now();
    std::vector<int> due;
    for (const auto &timer : m_timers)
        if (!timer->active && timer->due <= now)
            due.push_back(timer->id);
    const auto find = [this](int id) {
        const auto found = std::find_if(m_timers.begin(), m_timers.end(), [id](const auto &timer) { return timer->id == id; });
        return found == m_timers.end() ? nullptr : found->get();
    };
    for (const int id : due) {
        Timer *timer = find(id);
        if (!timer)
            continue; // killed by an earlier one
        timer->active = true;
        timer->due = now + std::chrono::milliseconds(timer->interval);
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer->object, &event);
        if (Timer *still = find(id))
            still->active = false;
    }
    return !due.empty();
}

void EpollDispatcher::wakeUp()
{
    // Our own thread is not waiting: it looks at m_awake before it does.
    if (m_awake.exchange(true) || QThread::currentThread() == thread())
        return;
    const quint64 one = 1;
    (void)!::write(m_wake, &one, sizeof one);
}

void EpollDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

} // namespace homeport
