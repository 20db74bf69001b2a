// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process.h"

#ifdef Q_OS_UNIX
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif
#else
#include <QProcess>
#endif

#include <algorithm>

#if defined(__GLIBC__)
#include <malloc.h>

// tcmalloc's, where the program is linked with it (app/CMakeLists.txt).
extern "C" __attribute__((weak)) void MallocExtension_MarkThreadIdle();
extern "C" __attribute__((weak)) void MallocExtension_ReleaseFreeMemory();
#endif

namespace homeport {

std::vector<char *> withoutOption(std::vector<char *> arguments, std::string_view option)
{
    std::erase_if(arguments, [option](const char *argument) { return argument && argument == option; });
    return arguments;
}

void giveFreeMemoryBack()
{
#if defined(__GLIBC__)
    if (MallocExtension_MarkThreadIdle && MallocExtension_ReleaseFreeMemory) {
        MallocExtension_MarkThreadIdle(); // what this thread keeps for itself; it may go on allocating
        MallocExtension_ReleaseFreeMemory();
    } else {
        malloc_trim(0);
    }
#endif
}

#ifdef Q_OS_UNIX

namespace {

constexpr rlim_t MostOpenFiles = 65'536;
constexpr rlim_t UsualOpenFiles = 8192; // all connections HttpListener takes, each with one to an upstream, and room

void raiseOpenFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    const rlim_t wanted = std::min(limit.rlim_max, MostOpenFiles);
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = wanted;
    setrlimit(RLIMIT_NOFILE, &limit); // refused: the old limit stays, and connections are refused earlier
}

// The table of open files grows by doubling, and once there are threads Linux lets every processor pass a quiescent state
// first: the relay stood still for 8 to 24 ms at its 256th and at its 512th descriptor. One high number, taken and given
// back, makes it large once and for all (it never shrinks; 64 KB of the kernel's).
void growOpenFileTable()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    const int any = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int high = any < 0 ? -1 : ::fcntl(any, F_DUPFD_CLOEXEC, static_cast<int>(std::min(limit.rlim_cur, UsualOpenFiles)) - 1);
    for (const int fd : {any, high}) {
        if (fd >= 0)
            ::close(fd);
    }
}

} // namespace

void prepareProcess()
{
    std::signal(SIGPIPE, SIG_IGN);
    rlimit core{};
    if (getrlimit(RLIMIT_CORE, &core) == 0) {
        core.rlim_cur = 0; // the soft limit alone: a browser started by us may raise it again
        setrlimit(RLIMIT_CORE, &core);
    }
#if defined(Q_OS_LINUX) && !defined(SANITIZED)
    prctl(PR_SET_DUMPABLE, 0); // the leak checker of the sanitizers needs ptrace
#endif
    raiseOpenFileLimit();
    growOpenFileTable();
}

quint64 openFileLimit()
{
    rlimit limit{};
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

int startAgain(char **arguments)
{
    execvp(arguments[0], arguments);
    std::perror("homeport: it can't start itself again");
    return 1;
}

#else

int startAgain(char **arguments)
{
    QStringList list;
    for (char **argument = arguments; *argument; ++argument)
        list.append(QString::fromLocal8Bit(*argument));
    return QProcess::startDetached(list.takeFirst(), list) ? 0 : 1;
}

void prepareProcess() {}
quint64 openFileLimit()
{
    return 0;
}

#endif

} // namespace homeport
