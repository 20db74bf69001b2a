// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/configplace.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Where programs keep what they are set up with: on Linux where that variable says.
QString configFolder(const QString &home, const QProcessEnvironment &environment)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    if (const QString given = environment.value(u"XDG_CONFIG_HOME"_s); QDir::isAbsolutePath(given))
        return QDir::cleanPath(given);
#else
    Q_UNUSED(environment)
#endif
    return home + u"/.config"_s;
}

QString underHome(const QString &path, const QString &home, const QString &config)
{
    constexpr auto usual = "~/.config/"_L1;
    if (path.startsWith(usual))
        return config + u'/' + path.sliced(usual.size());
    return path.startsWith("~/"_L1) ? home + path.sliced(1) : path;
}

// What links in @p folder must not lead out of: a folder elsewhere is its own, or the nearest that is there.
QString rootOf(const QString &folder, const QString &home)
{
    QString root = folder.startsWith(QString(home + u'/')) ? home : folder;
    while (!QFileInfo::exists(root))
        root = QFileInfo(root).absolutePath();
    return root;
}

} // namespace

QString locateConfigFile(const ConfigFileRecipe &file, const QString &home, const QProcessEnvironment &environment, QString &root)
{
    root = home;
    const QString folder = file.folderVariable.isEmpty() ? QString() : environment.value(file.folderVariable);
    if (QDir::isAbsolutePath(folder)) {
        const QString given = QDir::cleanPath(folder);
        root = rootOf(given, home);
        return given + u'/' + QFileInfo(file.path).fileName();
    }
    const QString config = configFolder(home, environment);
    QStringList paths{underHome(file.path, home, config)};
    for (const QString &other : file.alternatives)
        paths << underHome(other, home, config);
    const auto there = std::find_if(paths.cbegin(), paths.cend(), [](const QString &path) {
        const QFileInfo info(path);
        return info.exists() || info.isSymLink();
    });
    // The tool has not written it yet; where its folder is, it will look.
    const auto ready = std::find_if(paths.cbegin(), paths.cend(), [](const QString &path) { return QFileInfo(path).dir().exists(); });
    const QString path = there != paths.cend() ? *there : ready != paths.cend() ? *ready : paths.constFirst();
    if (!path.startsWith(QString(home + u'/')))
        root = rootOf(config, home);
    return path;
}

} // namespace homeport
