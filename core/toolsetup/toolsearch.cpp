// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolsearch.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVersionNumber>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int FoldersAbove = 5; // a package's bin is this near to its package.json
constexpr qint64 LargestPackageFile = 1024 * 1024;

struct Place
{
    QString folder;
    QString source;
};

QStringList nodeFolders(const QString &home)
{
    const QDir versions(home + u"/.nvm/versions/node"_s);
    QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) {
        return QVersionNumber::fromString(a.sliced(1)) > QVersionNumber::fromString(b.sliced(1)); // "v22.1.0"
    });
    QStringList folders;
    for (const QString &name : std::as_const(names))
        folders << versions.filePath(name) + u"/bin"_s;
    return folders;
}

QString npmPrefix(const ToolPlaces &places)
{
    for (const QString &variable : {u"NPM_CONFIG_PREFIX"_s, u"npm_config_prefix"_s}) {
        if (const QString given = places.environment.value(variable); !given.isEmpty())
            return given;
    }
    QFile file(places.home + u"/.npmrc"_s);
    if (!file.open(QIODevice::ReadOnly) || file.size() > LargestPackageFile)
        return {};
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype equals = line.indexOf('=');
        if (equals < 0 || line.first(equals).trimmed() != "prefix")
            continue;
        QString prefix = QString::fromUtf8(line.sliced(equals + 1).trimmed());
        prefix.replace("${HOME}"_L1, places.home);
        return prefix.startsWith("~/"_L1) ? places.home + prefix.sliced(1) : prefix;
    }
    return {};
}

QList<Place> foldersOf(const DetectionRecipe &recipe, const ToolPlaces &places)
{
    const QString &home = places.home;
    QList<Place> all;
    const QStringList path = places.environment.value(u"PATH"_s).split(QDir::listSeparator(), Qt::SkipEmptyParts);
    for (const QString &folder : path)
        all << Place{folder, u"PATH"_s};
    for (const QString &folder : nodeFolders(home))
        all << Place{folder, u"nvm"_s};
    all << Place{home + u"/.volta/bin"_s, u"volta"_s} << Place{home + u"/.bun/bin"_s, u"bun"_s};
    if (const QString prefix = npmPrefix(places); !prefix.isEmpty())
        all << Place{prefix + u"/bin"_s, u"npm"_s};
    for (const QString &folder : {u"/.npm-global/bin"_s, u"/.local/bin"_s, u"/bin"_s, u"/.cargo/bin"_s})
        all << Place{home + folder, u'~' + folder};
    for (const QString &folder : recipe.folders)
        all << Place{folder.startsWith("~/"_L1) ? home + folder.sliced(1) : folder, folder};
    return all;
}

QString versionIn(const QString &packageFile, const QStringList &names)
{
    QFile file(packageFile);
    if (!file.open(QIODevice::ReadOnly) || file.size() > LargestPackageFile)
        return {};
    const QJsonObject package = QJsonDocument::fromJson(file.readAll()).object();
    return names.contains(package["name"_L1].toString()) ? package["version"_L1].toString() : QString();
}

// What the package.json of the package says whose program this is. Starting node to ask takes a second, and runs it.
QString packageVersion(const QString &executable, const DetectionRecipe &recipe, const QString &home)
{
    QDir folder = QFileInfo(QFileInfo(executable).canonicalFilePath()).dir();
    for (int i = 0; i < FoldersAbove; ++i) {
        if (const QString version = versionIn(folder.filePath(u"package.json"_s), recipe.packages); !version.isEmpty())
            return version;
        if (!folder.cdUp())
            break;
    }
    for (const QString &name : recipe.packages) { // volta's programs are all links to volta itself
        const QString path = home + u"/.volta/tools/image/packages/"_s + name + u"/lib/node_modules/"_s + name + u"/package.json"_s;
        if (const QString version = versionIn(path, recipe.packages); executable.contains("/.volta/"_L1) && !version.isEmpty())
            return version;
    }
    return {};
}

} // namespace

ToolPlaces ToolPlaces::ofThisUser()
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString home = QDir::homePath();
    return {home, environment, {home + u"/.local/share/flatpak"_s, u"/var/lib/flatpak"_s}};
}

FoundTool findTool(const DetectionRecipe &recipe, const ToolPlaces &places)
{
    const QList<Place> folders = foldersOf(recipe, places);
    for (const Place &place : folders) {
        for (const QString &name : recipe.executables) {
            const QFileInfo file(place.folder + u'/' + name);
            if (QDir::isAbsolutePath(place.folder) && file.isFile() && file.isExecutable())
                return {file.absoluteFilePath(), place.source, packageVersion(file.absoluteFilePath(), recipe, places.home)};
        }
    }
    for (const QString &root : places.flatpakRoots) {
        for (const QString &id : recipe.flatpaks) {
            const QFileInfo file(root + u"/exports/bin/"_s + id);
            if (QFileInfo(root + u"/app/"_s + id).isDir())
                return {file.absoluteFilePath(), u"flatpak"_s, {}};
        }
    }
    return {};
}

} // namespace homeport
