// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/measure.h"

#include "tests/support/residentmemory.h"

#include <QFile>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

namespace homeport::bench {

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// The most memory since forgetPeak(), in kB; 0 where unknown.
qint64 peakKilobytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("VmHWM:") + 6, 20).simplified().split(' ').first().toLongLong();
}

void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

} // namespace

double WatchingApplication::takeLongestTurn()
{
    return std::exchange(m_longest, 0.0);
}

bool WatchingApplication::notify(QObject *receiver, QEvent *event)
{
    const bool isPaint = event->type() == QEvent::Paint && receiver == m_watched;
    const auto start = Clock::now();
    ++m_depth;
    const bool taken = QApplication::notify(receiver, event);
    if (--m_depth == 0)
        m_longest = std::max(m_longest, since(start));
    if (isPaint)
        ++m_paints;
    return taken;
}

bool turnUntil(const std::function<bool()> &isDone)
{
    bool isLate = false;
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &limit, [&isLate] { isLate = true; });
    limit.start(std::chrono::minutes(5));
    while (!isDone() && !isLate)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    return !isLate;
}

void printHeading()
{
    std::printf("%-46s %10s %10s %10s %9s %9s\n", "what", "median ms", "worst ms", "stall ms", "RSS MB", "peak MB");
}

bool run(WatchingApplication &application, const Action &action)
{
    std::vector<double> times;
    forgetPeak();
    (void)application.takeLongestTurn();
    for (int i = 0; i < action.times; ++i) {
        if (action.prepare)
            action.prepare();
        application.forgetPaints();
        const auto start = Clock::now();
        action.begin(i);
        if (!turnUntil(action.isDone)) {
            std::printf("%-46s was not done within five minutes\n", action.what);
            return false;
        }
        times.push_back(since(start));
    }
    std::sort(times.begin(), times.end());
    const double stall = application.takeLongestTurn();
    const auto peak = static_cast<double>(peakKilobytes());
    const QString note = action.note ? action.note() : QString();
    std::printf("%-46s %10.1f %10.1f %10.1f %9.1f %9.1f  %s\n", action.what, times[times.size() / 2], times.back(), stall,
                static_cast<double>(test::residentKilobytes()) / 1024, peak / 1024, qPrintable(note));
    std::fflush(stdout);
    return true;
}

} // namespace homeport::bench
