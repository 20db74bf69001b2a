// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/privatefile.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
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
    const QFileInfo info(path);
    if (!info.exists())
        return Error{Error::Code::NotFound, u"there is no file %1"_s.arg(path)};
    if (!info.isFile())
        return Error{Error::Code::Storage, u"%1 can't be read: it is not a regular file."_s.arg(path)};
#ifdef Q_OS_UNIX
    constexpr auto foreign = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (info.permissions() & foreign)
        return Error{Error::Code::Unauthorized, u"%1 may be read by other users; run: chmod 600 \"%1\""_s.arg(path)};
#endif
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, file.errorString())};
    if (file.size() > maxBytes)
        return Error{Error::Code::Invalid, u"%1 is too large to be what it should be."_s.arg(path)};
    return file.readAll();
}

} // namespace homeport
