// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/privatefile.h"

#include "core/base/faultpoint.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#endif

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

bool syncToDisk(const QFile &file)
{
#ifdef Q_OS_UNIX
    return ::fsync(file.handle()) == 0;
#else
    return file.isOpen();
#endif
}

Error conflict(const QString &path)
{
    return {Error::Code::Conflict, u"%1 exists already."_s.arg(path)};
}

// Never over another file.
Result<void> nameIt(const QString &from, const QString &to)
{
#ifdef Q_OS_UNIX
    if (::link(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0) {
        QFile::remove(from);
        return {};
    }
    if (errno == EEXIST)
        return conflict(to);
#endif
    QFile file(from); // a file system without links
    return file.rename(to) ? Result<void>() : Error{Error::Code::Storage, u"%1 can't be created: %2."_s.arg(to, file.errorString())};
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
    if (QFile::exists(path))
        return conflict(path);
    // Whole when it gets its name: half a key, left by a power cut, would keep a vault closed for ever.
    const QFileInfo wanted(path);
    QFile file(wanted.absolutePath() + u"/."_s + wanted.fileName() + u".homeport-part"_s);
    (void)file.remove();
    // The permissions belong to the creation: there is no moment in which others can open the file.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return Error{Error::Code::Storage, u"%1 can't be created: %2."_s.arg(path, file.errorString())};
    if (file.write(content) != content.size() || !file.flush() || !syncToDisk(file)) {
        const QString why = file.errorString();
        file.remove();
        return Error{Error::Code::Storage, u"%1 can't be written: %2."_s.arg(path, why)};
    }
    file.close();
    faultPoint("private:written"_L1);
    if (const auto named = nameIt(file.fileName(), path); !named) {
        file.remove();
        return named;
    }
    // Its name, too: a key that a power cut takes away can't be made again.
    const auto synced = syncFolder(QFileInfo(path).absolutePath());
    if (!synced)
        QFile::remove(path);
    return synced;
}

Result<void> syncFolder(const QString &folder)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = handle >= 0 && ::fsync(handle) == 0;
    const QString why = qt_error_string(errno);
    if (handle >= 0)
        ::close(handle);
    if (!synced)
        return Error{Error::Code::Storage, u"The folder %1 can't be written: %2."_s.arg(folder, why)};
#else
    Q_UNUSED(folder)
#endif
    return {};
}

Result<void> replacePrivateFile(const QString &from, const QString &to)
{
    if (!QFile::exists(from))
        return notFound(from);
#ifdef Q_OS_UNIX
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return Error{Error::Code::Storage, u"%1 can't take the place of %2: %3."_s.arg(from, to, qt_error_string(errno))};
#else
    QFile::remove(to);
    if (!QFile::rename(from, to))
        return Error{Error::Code::Storage, u"%1 can't take the place of %2."_s.arg(from, to)};
#endif
    return syncFolder(QFileInfo(to).absolutePath());
}

Result<void> removePrivateFile(const QString &path)
{
    if (QFile file(path); file.exists() && !file.remove())
        return Error{Error::Code::Storage, u"%1 can't be removed: %2."_s.arg(path, file.errorString())};
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
