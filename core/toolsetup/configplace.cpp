// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/configplace.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString underHome(const QString &path, const QString &home)
{
    return path.startsWith("~/"_L1) ? home + path.sliced(1) : path;
}

} // namespace

QString locateConfigFile(const ConfigFileRecipe &file, const QString &home, const QProcessEnvironment &environment, QString &root)
{
    root = home;
    const QString folder = file.folderVariable.isEmpty() ? QString() : environment.value(file.folderVariable);
    if (QDir::isAbsolutePath(folder)) {
        const QString given = QDir::cleanPath(folder);
        root = given.startsWith(QString(home + u'/')) ? home : given;
        while (!QFileInfo::exists(root))
            root = QFileInfo(root).absolutePath();
        return given + u'/' + QFileInfo(file.path).fileName();
    }
    QStringList paths{underHome(file.path, home)};
    for (const QString &other : file.alternatives)
        paths << underHome(other, home);
    for (const QString &path : std::as_const(paths)) {
        if (const QFileInfo info(path); info.exists() || info.isSymLink())
            return path;
    }
    // The tool has not written it yet; where its folder is, it will look.
    const auto found = std::find_if(paths.cbegin(), paths.cend(), [](const QString &path) { return QFileInfo(path).dir().exists(); });
    return found == paths.cend() ? paths.constFirst() : *found;
}

} // namespace homeport
