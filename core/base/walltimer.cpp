// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/walltimer.h"

#include <algorithm>
#include <chrono>

#ifdef Q_OS_LINUX
#include <sys/timerfd.h>
#include <unistd.h>
#endif

namespace homeport {

namespace {

constexpr std::chrono::milliseconds Look{30'000};

} // namespace

WallTimer::WallTimer(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WallTimer::ready);
#ifdef Q_OS_LINUX
    m_fd = ::timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    if (m_fd >= 0) {
        m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &WallTimer::ready);
        arm();
    }
#endif
}

WallTimer::~WallTimer()
{
    m_notifier.reset();
#ifdef Q_OS_LINUX
    if (m_fd >= 0)
        ::close(m_fd);
#endif
}

void WallTimer::setDue(const QDateTime &due)
{
    m_due = due;
    arm();
}

void WallTimer::arm()
{
#ifdef Q_OS_LINUX
    if (m_fd >= 0) {
        // Without a moment of ours, one far away: the kernel still tells when the clock is set.
        const qint64 ms = m_due.isValid() ? std::max<qint64>(1, m_due.toMSecsSinceEpoch())
                                          : QDate(2200, 1, 1).startOfDay(Qt::UTC).toMSecsSinceEpoch();
        itimerspec spec{};
        spec.it_value.tv_sec = static_cast<time_t>(ms / 1000);
        spec.it_value.tv_nsec = static_cast<long>(ms % 1000) * 1'000'000;
        ::timerfd_settime(m_fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, nullptr);
        return;
    }
#endif
    const qint64 left = m_due.isValid() ? QDateTime::currentDateTimeUtc().msecsTo(m_due) : Look.count();
    m_timer.start(std::clamp(std::chrono::milliseconds(left), std::chrono::milliseconds(0), Look));
}

void WallTimer::ready()
{
#ifdef Q_OS_LINUX
    if (m_fd >= 0) {
        quint64 count = 0;
        (void)!::read(m_fd, &count, sizeof count); // ECANCELED: the clock was set
    }
#endif
    // Once for each moment; a change of the clock leaves it in force.
    if (m_due.isValid() && m_due <= QDateTime::currentDateTimeUtc())
        m_due = QDateTime();
    arm();
    Q_EMIT fired();
}

} // namespace homeport
