// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlsocket.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#ifdef Q_OS_UNIX
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString hashed(const QString &stateDir)
{
    const QByteArray digest = QCryptographicHash::hash(stateDir.toUtf8(), QCryptographicHash::Sha256);
    return u"homeport-"_s + QString::fromLatin1(digest.first(12).toHex());
}

} // namespace

#ifdef Q_OS_UNIX

Result<QString> controlSocketName(const QString &stateDir)
{
    constexpr qsizetype longest = sizeof(sockaddr_un::sun_path) - 1;
    const QString inside = stateDir + u"/control.sock"_s;
    if (QFile::encodeName(inside).size() <= longest)
        return inside;
    const QString runtimeDir = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString outside = runtimeDir + u'/' + hashed(stateDir) + u".sock"_s;
    if (runtimeDir.isEmpty() || QFile::encodeName(outside).size() > longest)
        return Error{Error::Code::Invalid, u"The path %1 is too long for a socket: choose a shorter state folder."_s.arg(stateDir)};
    return outside;
}

bool belongsToUs(const QString &socketName)
{
    return QFileInfo(socketName).ownerId() == geteuid();
}

#else

Result<QString> controlSocketName(const QString &stateDir)
{
    return hashed(stateDir); // a named pipe
}

bool belongsToUs(const QString &)
{
    return true;
}

#endif

} // namespace homeport
