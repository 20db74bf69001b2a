// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toolhelper.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

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

// The folder always: a tool's shell may have another XDG_DATA_HOME than this process, as in the terminal of a snap.
QStringList toolKeyArguments(const QString &stateDir, const QString &tool)
{
    return {u"--state-dir"_s, stateDir, u"tools"_s, u"key"_s, tool};
}

} // namespace homeport
