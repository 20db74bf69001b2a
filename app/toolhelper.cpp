// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toolhelper.h"

#include "app/statefolder.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Where a shell finds it that knows nothing but its user's home.
bool isFoundFromAnyShell(const QString &stateDir)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    if (stateDir != QString(QDir::homePath() + u"/.local/share/homeport"_s))
        return false;
#endif
    return stateDir == defaultStateDir(QProcessEnvironment());
}

} // namespace

QString findToolHelper(const QString &beside, const QProcessEnvironment &environment)
{
    const bool isImage = !environment.value(u"APPIMAGE"_s).isEmpty();
    const QFileInfo info(beside);
    if (const QString found = QStandardPaths::findExecutable(info.fileName(), {info.absolutePath()}); !isImage && !found.isEmpty())
        return found;
    const QString mount = environment.value(u"APPDIR"_s);
    for (const QString &folder : environment.value(u"PATH"_s).split(QDir::listSeparator(), Qt::SkipEmptyParts)) {
        if (isImage && !mount.isEmpty() && QDir::cleanPath(folder).startsWith(mount))
            continue;
        if (const QString found = QStandardPaths::findExecutable(u"homeportctl"_s, {folder}); !found.isEmpty())
            return found;
    }
    return {};
}

QStringList toolKeyArguments(const QString &stateDir, const QString &tool)
{
    QStringList arguments;
    if (!isFoundFromAnyShell(stateDir))
        arguments << u"--state-dir"_s << stateDir;
    return arguments << u"tools"_s << u"key"_s << tool;
}

} // namespace homeport
