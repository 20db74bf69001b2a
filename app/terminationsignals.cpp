// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminationsignals.h"

#ifdef Q_OS_UNIX
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace homeport {

#ifdef Q_OS_UNIX

namespace {

// A signal handler is a plain function; the end it writes to and what it saw have to lie beside it.
std::atomic<int> signalPipe = -1;     // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> signalSeen = false; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free, "used in a signal handler");

void handleSignal(int number)
{
    const int savedErrno = errno;
    if (signalSeen.exchange(true))
        _exit(128 + number); // the event loop may hang: do not count on it
    const char byte = 't';
    [[maybe_unused]] const ssize_t written = ::write(signalPipe, &byte, 1);
    errno = savedErrno;
}

void setAction(void (*handler)(int))
{
    struct sigaction action
    {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent) : QObject(parent)
{
    if (::pipe(m_pipe.data()) != 0)
        return; // the default action stays: the process still ends, less politely
    for (const int fd : m_pipe) {
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
        ::fcntl(fd, F_SETFL, O_NONBLOCK);
    }
    signalPipe = m_pipe[1];
    signalSeen = false;
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &TerminationSignals::read);
    setAction(handleSignal);
}

TerminationSignals::~TerminationSignals()
{
    if (!m_notifier)
        return;
    setAction(SIG_DFL);
    m_notifier.reset();
    signalPipe = -1;
    for (const int fd : m_pipe)
        ::close(fd);
}

void TerminationSignals::read()
{
    char byte = 0;
    if (::read(m_pipe[0], &byte, 1) == 1 && !std::exchange(m_requested, true))
        Q_EMIT requested();
}

#else

TerminationSignals::TerminationSignals(QObject *parent) : QObject(parent) {}
TerminationSignals::~TerminationSignals() = default;
void TerminationSignals::read() {}

#endif

} // namespace homeport
