// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/privatefile.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#endif

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// The content, and the name in its folder: a key that a power cut takes away can't be made again.
bool syncToDisk(const QFile &file)
{
#ifdef Q_OS_UNIX
    const int folder = ::open(QFile::encodeName(QFileInfo(file).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = ::fsync(file.handle()) == 0 && folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0)
        ::close(folder);
    return synced;
#else
    return file.isOpen();
#endif
}

Error notFound(const QString &path)
{
    return {Error::Code::NotFound, u"there is no file %1"_s.arg(path)};
}

Error unreadable(const QString &path, const QString &why)
{
    return {Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, why)};
}

#ifdef Q_OS_UNIX
// The file that is checked is the file that is read. Only ENOENT proves that there is none: a folder that
// can't be searched proves nothing.
Result<void> openPrivate(QFile &file)
{
    const QString path = file.fileName();
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a pipe must not hold us up
    if (handle < 0)
        return errno == ENOENT ? notFound(path) : unreadable(path, qt_error_string(errno));
    struct stat status = {};
    const bool known = ::fstat(handle, &status) == 0;
    if (known && S_ISREG(status.st_mode) && !(status.st_mode & (S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH))
        && file.open(handle, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return {};
    ::close(handle);
    if (!known || !S_ISREG(status.st_mode))
        return unreadable(path, u"it is not a regular file"_s);
    if (file.error() != QFileDevice::NoError)
        return unreadable(path, file.errorString());
    return Error{Error::Code::Unauthorized, u"%1 may be read by other users; run: chmod 600 \"%1\""_s.arg(path)};
}
#else
Result<void> openPrivate(QFile &file)
{
    const QFileInfo info(file);
    if (!info.exists())
        return notFound(file.fileName());
    if (!info.isFile())
        return unreadable(file.fileName(), u"it is not a regular file"_s);
    return file.open(QIODevice::ReadOnly) ? Result<void>() : Result<void>(unreadable(file.fileName(), file.errorString()));
}
#endif

} // namespace

Result<void> createPrivateFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.exists())
        return Error{Error::Code::Conflict, u"%1 exists already."_s.arg(path)};
    // The permissions belong to the creation: there is no moment in which others can open the file.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return Error{Error::Code::Storage, u"%1 can't be created: %2."_s.arg(path, file.errorString())};
    if (file.write(content) != content.size() || !file.flush() || !syncToDisk(file)) {
        const QString why = file.errorString();
        file.remove();
        return Error{Error::Code::Storage, u"%1 can't be written: %2."_s.arg(path, why)};
    }
    return {};
}

Result<QByteArray> readPrivateFile(const QString &path, qsizetype maxBytes)
{
    QFile file(path);
    if (const auto opened = openPrivate(file); !opened)
        return opened.error();
    if (file.size() > maxBytes)
        return Error{Error::Code::Invalid, u"%1 is too large to be what it should be."_s.arg(path)};
    return file.readAll();
}

} // namespace homeport
