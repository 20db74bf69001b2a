// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instancelock.h"

#ifdef Q_OS_UNIX
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#else
#include <QLockFile>
#endif

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error heldElsewhere()
{
    return Error{Error::Code::Conflict, u"Homeport is already running with this state folder."_s};
}

} // namespace

#ifdef Q_OS_UNIX

// QLockFile decides by process id and host name, both of which repeat in containers; flock() does not.
struct InstanceLock::Handle
{
    explicit Handle(int file) : fd(file) {}
    ~Handle() { ::close(fd); }
    Q_DISABLE_COPY_MOVE(Handle)

    int fd;
};

Result<std::unique_ptr<InstanceLock>> InstanceLock::take(const QString &file)
{
    const int fd = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return Error{Error::Code::Storage,
                     u"The lock file %1 can't be opened: %2."_s.arg(file, QString::fromLocal8Bit(std::strerror(errno)))};
    auto handle = std::make_unique<Handle>(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0)
        return heldElsewhere();
    return std::unique_ptr<InstanceLock>(new InstanceLock(std::move(handle)));
}

#else

struct InstanceLock::Handle
{
    explicit Handle(const QString &name) : file(name) {}

    QLockFile file;
};

Result<std::unique_ptr<InstanceLock>> InstanceLock::take(const QString &file)
{
    auto handle = std::make_unique<Handle>(file);
    handle->file.setStaleLockTime(0);
    if (handle->file.tryLock(0))
        return std::unique_ptr<InstanceLock>(new InstanceLock(std::move(handle)));
    if (handle->file.error() == QLockFile::LockFailedError)
        return heldElsewhere();
    return Error{Error::Code::Storage, u"The lock file %1 can't be written."_s.arg(file)};
}

#endif

InstanceLock::InstanceLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
InstanceLock::~InstanceLock() = default;

} // namespace homeport
