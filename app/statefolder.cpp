// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statefolder.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error refused(const QString &detail)
{
    return Error{Error::Code::Storage, detail};
}

Result<void> make(const QString &path)
{
    const QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    const QFileInfo info(path);
    if (!QDir().mkpath(info.absolutePath()))
        return refused(u"The folder %1 can't be made: choose another with --state-dir."_s.arg(info.absolutePath()));
    if (!QDir().mkdir(path, ownerOnly) && !QFileInfo(path).isDir())
        return refused(u"The state folder %1 can't be made: choose another with --state-dir."_s.arg(path));
    return {};
}

Result<void> checkOwner(const QFileInfo &info)
{
#ifdef Q_OS_UNIX
    if (info.ownerId() != geteuid())
        return refused(u"The state folder %1 belongs to another user: choose another with --state-dir."_s.arg(info.filePath()));
    if (info.permissions() & (QFileDevice::WriteGroup | QFileDevice::WriteOther))
        return refused(u"Others may write into the state folder %1: run chmod 700 on it, or choose another."_s.arg(info.filePath()));
#else
    Q_UNUSED(info)
#endif
    return {};
}

} // namespace

QString absolutePath(const QString &path)
{
    return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

QString defaultStateDir(const QProcessEnvironment &environment)
{
    if (const QString given = environment.value(u"HOMEPORT_STATE_DIR"_s); !given.isEmpty())
        return absolutePath(given);
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/homeport"_s;
}

Result<StateFolder> StateFolder::prepare(const QString &path)
{
    if (!QFileInfo::exists(path)) {
        if (const auto made = make(path); !made)
            return made.error();
    }
    const QFileInfo info(path);
    if (!info.isDir())
        return refused(u"The state folder %1 is not a folder: choose another with --state-dir."_s.arg(path));
    if (const auto checked = checkOwner(info); !checked)
        return checked.error();
    if (!info.isWritable() || !info.isReadable())
        return refused(u"The state folder %1 can't be written: check its permissions."_s.arg(path));
    return StateFolder(absolutePath(path));
}

} // namespace homeport
