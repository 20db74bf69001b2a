// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolsearch.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
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

// Where a manager keeps its things: as its variable says, or where it does by itself.
QString managerFolder(const ToolPlaces &places, const QString &variable, const QString &usual)
{
    const QString given = places.environment.value(variable);
    return QDir::isAbsolutePath(given) ? QDir::cleanPath(given) : places.home + usual;
}

QString nvmFolder(const ToolPlaces &places)
{
    const QString usual = QFileInfo::exists(places.home + u"/.nvm"_s) ? u"/.nvm"_s : u"/.config/nvm"_s;
    return managerFolder(places, u"NVM_DIR"_s, usual);
}

QString voltaFolder(const ToolPlaces &places)
{
    return managerFolder(places, u"VOLTA_HOME"_s, u"/.volta"_s);
}

QStringList nodeFolders(const ToolPlaces &places)
{
    const QDir versions(nvmFolder(places) + u"/versions/node"_s);
    QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) {
        return QVersionNumber::fromString(a.sliced(1)) > QVersionNumber::fromString(b.sliced(1)); // "v22.1.0"
    });
    QStringList folders;
    for (const QString &name : std::as_const(names))
        folders << versions.filePath(name) + u"/bin"_s;
    return folders;
}

// A value of .npmrc: perhaps in quotes, with ~ and ${VARIABLES}.
QString npmValue(QString text, const ToolPlaces &places)
{
    if (text.size() > 1 && (text.startsWith(u'"') || text.startsWith(u'\'')) && text.endsWith(text.front()))
        text = text.sliced(1, text.size() - 2);
    static const QRegularExpression variable(u"\\$\\{(\\w+)\\}"_s);
    qsizetype from = 0;
    for (auto match = variable.match(text); match.hasMatch(); match = variable.match(text, from)) {
        const QString name = match.captured(1);
        const QString value = places.environment.value(name, name == "HOME"_L1 ? places.home : QString());
        text.replace(match.capturedStart(), match.capturedLength(), value);
        from = match.capturedStart() + value.size();
    }
    return text.startsWith("~/"_L1) ? places.home + text.sliced(1) : text;
}

// As `npm config get prefix` would say, without running npm: its variables, then the user's file. What comes after those are folders
// beside node itself, which a shell has in its PATH.
QString npmPrefix(const ToolPlaces &places)
{
    for (const QString &variable : {u"NPM_CONFIG_PREFIX"_s, u"npm_config_prefix"_s}) {
        if (const QString given = places.environment.value(variable); !given.isEmpty())
            return given;
    }
    QFile file(managerFolder(places, u"NPM_CONFIG_USERCONFIG"_s, u"/.npmrc"_s));
    if (!file.open(QIODevice::ReadOnly) || file.size() > LargestPackageFile)
        return {};
    QString prefix;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : lines) { // the last one counts
        if (const qsizetype equals = line.indexOf(u'='); equals > 0 && line.first(equals).trimmed() == "prefix"_L1)
            prefix = npmValue(line.sliced(equals + 1).trimmed(), places);
    }
    return prefix;
}

QList<Place> foldersOf(const DetectionRecipe &recipe, const ToolPlaces &places)
{
    const QString &home = places.home;
    QList<Place> all;
    const QStringList path = places.environment.value(u"PATH"_s).split(QDir::listSeparator(), Qt::SkipEmptyParts);
    for (const QString &folder : path)
        all << Place{folder, u"PATH"_s};
    for (const QString &folder : nodeFolders(places))
        all << Place{folder, u"nvm"_s};
    all << Place{voltaFolder(places) + u"/bin"_s, u"volta"_s};
    all << Place{managerFolder(places, u"BUN_INSTALL"_s, u"/.bun"_s) + u"/bin"_s, u"bun"_s};
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
QString packageVersion(const QString &executable, const DetectionRecipe &recipe, const ToolPlaces &places)
{
    QDir folder = QFileInfo(QFileInfo(executable).canonicalFilePath()).dir();
    for (int i = 0; i < FoldersAbove; ++i) {
        if (const QString version = versionIn(folder.filePath(u"package.json"_s), recipe.packages); !version.isEmpty())
            return version;
        if (!folder.cdUp())
            break;
    }
    const QString volta = voltaFolder(places);
    if (!executable.startsWith(QString(volta + u'/')))
        return {};
    for (const QString &name : recipe.packages) { // its programs are all links to volta itself
        const QString path = volta + u"/tools/image/packages/"_s + name + u"/lib/node_modules/"_s + name + u"/package.json"_s;
        if (const QString version = versionIn(path, recipe.packages); !version.isEmpty())
            return version;
    }
    return {};
}

// The newest release that the application's own description names, which is the one it lies beside.
QString flatpakVersion(const QString &application, const QString &id)
{
    static const QRegularExpression release(u"<release\\s[^>]*\\bversion=[\"']([^\"']+)[\"']"_s);
    for (const QString &name : {u"metainfo/%1.metainfo.xml"_s, u"appdata/%1.appdata.xml"_s, u"metainfo/%1.appdata.xml"_s}) {
        QFile file(application + u"/current/active/files/share/"_s + name.arg(id));
        if (!file.open(QIODevice::ReadOnly) || file.size() > LargestPackageFile)
            continue;
        if (const auto match = release.match(QString::fromUtf8(file.readAll())); match.hasMatch())
            return match.captured(1);
    }
    return {};
}

} // namespace

ToolPlaces ToolPlaces::ofThisUser()
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString home = QDir::homePath();
    const QString data = environment.value(u"XDG_DATA_HOME"_s, home + u"/.local/share"_s);
    return {home, environment, {environment.value(u"FLATPAK_USER_DIR"_s, data + u"/flatpak"_s), u"/var/lib/flatpak"_s}};
}

FoundTool findTool(const DetectionRecipe &recipe, const ToolPlaces &places)
{
    const QList<Place> folders = foldersOf(recipe, places);
    for (const Place &place : folders) {
        for (const QString &name : recipe.executables) {
            const QFileInfo file(place.folder + u'/' + name);
            if (QDir::isAbsolutePath(place.folder) && file.isFile() && file.isExecutable())
                return {file.absoluteFilePath(), place.source, packageVersion(file.absoluteFilePath(), recipe, places)};
        }
    }
    for (const QString &root : places.flatpakRoots) {
        for (const QString &id : recipe.flatpaks) {
            const QFileInfo file(root + u"/exports/bin/"_s + id);
            const QString application = root + u"/app/"_s + id;
            if (QFileInfo(application).isDir())
                return {file.absoluteFilePath(), u"flatpak"_s, flatpakVersion(application, id)};
        }
    }
    return {};
}

} // namespace homeport
