// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/configfile.h"

#include "core/base/random.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <filesystem>

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

Error refused(Error::Code code, const QString &what)
{
    return {code, what};
}

bool isInside(const QString &path, const QString &root)
{
    const QString home = QFileInfo(root).canonicalFilePath();
    return !home.isEmpty() && (path == home || path.startsWith(QString(home + u'/')));
}

// Where @p path really is: its file may be missing, its folders too, but no link may lead nowhere or out of the root.
Result<QString> resolved(const QString &path, const QString &root)
{
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink()) {
        const QString target = info.canonicalFilePath(); // of links that lead in a circle: some name or other
        if (target.isEmpty() || !info.exists())
            return refused(Error::Code::Unauthorized,
                           u"%1 is a link that leads nowhere: remove it, or make the file it names."_s.arg(path));
        if (!isInside(target, root))
            return refused(Error::Code::Unauthorized,
                           u"%1 leads to %2, outside of %3: change that file by hand."_s.arg(path, target, root));
        return target;
    }
    if (path == root || info.absolutePath() == path)
        return path;
    const auto folder = resolved(info.absolutePath(), root);
    return folder ? Result<QString>(*folder + u'/' + info.fileName()) : folder;
}

#ifdef Q_OS_UNIX
// Of what a link leads to.
struct stat statusOf(const QString &path, bool &known)
{
    struct stat status = {};
    known = ::stat(QFile::encodeName(path).constData(), &status) == 0;
    return status;
}

Result<void> checkOwner(const QString &path)
{
    bool known = false;
    const struct stat status = statusOf(path, known);
    if (!known)
        return refused(Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, qt_error_string(errno)));
    if (status.st_uid != ::geteuid())
        return refused(Error::Code::Unauthorized, u"%1 belongs to another user."_s.arg(path));
    if (status.st_mode & S_IWOTH)
        return refused(Error::Code::Unauthorized, u"Everybody may write to %1: run chmod o-w on it first."_s.arg(path));
    return {};
}

Result<void> checkFile(const QString &path, unsigned &mode)
{
    if (const auto owner = checkOwner(path); !owner)
        return owner.error();
    bool known = false;
    const struct stat status = statusOf(path, known);
    if (!S_ISREG(status.st_mode))
        return refused(Error::Code::Invalid, u"%1 is no regular file."_s.arg(path));
    if (status.st_nlink > 1)
        return refused(Error::Code::Invalid, u"%1 has other names (hard links), which would part from it."_s.arg(path));
    if (!(status.st_mode & S_IWUSR))
        return refused(Error::Code::Storage, u"%1 is read-only: run chmod u+w on it if Homeport shall change it."_s.arg(path));
    mode = status.st_mode & 07777U;
    return {};
}
#else
Result<void> checkOwner(const QString &)
{
    return {};
}

Result<void> checkFile(const QString &path, unsigned &mode)
{
    const QFileInfo info(path);
    mode = 0600;
    return info.isFile() && info.isWritable() ? Result<void>()
                                              : Result<void>(refused(Error::Code::Storage, u"%1 can't be written."_s.arg(path)));
}
#endif

Result<void> checkFolder(const QString &target)
{
    QString folder = QFileInfo(target).absolutePath();
    while (!QFileInfo::exists(folder) && !QDir(folder).isRoot())
        folder = QFileInfo(folder).absolutePath();
    if (const auto owner = checkOwner(folder); !owner)
        return owner.error();
    return QFileInfo(folder).isWritable() ? Result<void>()
                                          : Result<void>(refused(Error::Code::Storage, u"The folder %1 can't be written."_s.arg(folder)));
}

Error cantWrite(const QString &path, const QString &why)
{
    return {Error::Code::Storage, u"%1 can't be written: %2."_s.arg(path, why)};
}

#ifdef Q_OS_UNIX
void syncFolderOf(const QString &path)
{
    const int handle = ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}
#endif

// Nobody gives such a name to a file of his own.
constexpr auto TemporaryEnding = ".homeport-new-"_L1;
constexpr int TokenBytes = 6; // 8 characters

// What a crash has left of an earlier try: it may hold a key.
void removeLeftovers(const QString &path)
{
    static const QRegularExpression token(u"\\A[A-Za-z0-9_-]{8}\\z"_s);
    QDir folder = QFileInfo(path).dir();
    const QString beginning = QFileInfo(path).fileName() + TemporaryEnding;
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const QString &name : names) {
        if (name.startsWith(beginning) && token.match(name.sliced(beginning.size())).hasMatch())
            folder.remove(name);
    }
}

// The open @p file, whole on disk, with the group of the one at @p path.
bool writeWhole(QFile &file, const QString &path, const QByteArray &content, unsigned mode)
{
    bool written = file.write(content) == content.size() && file.flush();
#ifdef Q_OS_UNIX
    bool known = false;
    const struct stat before = statusOf(path, known);
    struct stat made = {}; // its group is the folder's, where that one hands it on
    if (known && ::fstat(file.handle(), &made) == 0 && before.st_gid != made.st_gid)
        written = written && (::fchown(file.handle(), static_cast<uid_t>(-1), before.st_gid) == 0 || !(mode & 070U));
    written = written && ::fchmod(file.handle(), static_cast<mode_t>(mode)) == 0 && ::fsync(file.handle()) == 0;
#else
    Q_UNUSED(path)
    Q_UNUSED(mode)
#endif
    file.close();
    return written;
}

// Anything but the very file that was looked at must not be written over.
Result<void> checkUnchanged(const ConfigFile &file)
{
    QFile now(file.target);
    const bool exists = now.exists();
    const bool same = exists == file.exists && !QFileInfo(file.target).isSymLink()
                      && (!exists || (now.open(QIODevice::ReadOnly) && now.readAll() == file.content));
    return same ? Result<void>()
                : Result<void>(refused(Error::Code::Conflict, u"%1 has just been changed by somebody else: try again."_s.arg(file.path)));
}

} // namespace

Result<ConfigFile> readConfigFile(const QString &path, const QString &root)
{
    ConfigFile file;
    file.path = path;
    const auto target = resolved(path, root);
    if (!target)
        return target.error();
    file.target = *target;
    // Links of the folders above the root are nobody's surprise.
    if (path.startsWith(QString(root + u'/')) && *target == QString(QFileInfo(root).canonicalFilePath() + path.sliced(root.size())))
        file.target = path;
    std::error_code error;
    const auto type = std::filesystem::status(QFileInfo(file.target).filesystemFilePath(), error).type();
    if (type == std::filesystem::file_type::none) // a folder that lets nobody in hides it, which is not the same as none
        return refused(Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, QString::fromLocal8Bit(error.message().c_str())));
    file.exists = type != std::filesystem::file_type::not_found;
    if (!file.exists)
        return file;
    if (const auto checked = checkFolder(file.target); !checked)
        return checked.error();
    if (const auto checked = checkFile(file.target, file.mode); !checked)
        return file.isLinked() ? refused(checked.error().code, u"%1: %2"_s.arg(path, checked.error().detail)) : checked.error();
    QFile device(file.target);
    if (!device.open(QIODevice::ReadOnly))
        return refused(Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, device.errorString()));
    if (device.size() > LargestConfigFile)
        return refused(Error::Code::Invalid, u"%1 is too large to be a configuration file."_s.arg(path));
    file.content = device.readAll();
    return file;
}

Result<void> checkPlace(const ConfigFile &file)
{
    return file.exists ? Result<void>() : checkFolder(file.target);
}

Result<void> replaceFile(const QString &path, const QByteArray &content, unsigned mode, const std::function<Result<void>()> &check)
{
    removeLeftovers(path);
    QFile file(path + TemporaryEnding + QString::fromLatin1(randomToken(TokenBytes)));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return cantWrite(path, file.errorString());
    if (!writeWhole(file, path, content, mode)) {
        const QString why = qt_error_string();
        QFile::remove(file.fileName());
        return cantWrite(path, why);
    }
    if (const auto checked = check(); !checked) {
        QFile::remove(file.fileName());
        return checked;
    }
#ifdef Q_OS_UNIX
    if (::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) != 0) {
        const QString why = qt_error_string();
        QFile::remove(file.fileName());
        return cantWrite(path, why);
    }
    syncFolderOf(path);
#else
    if (QFile::exists(path) && !QFile::remove(path)) {
        const QString why = qt_error_string();
        QFile::remove(file.fileName());
        return cantWrite(path, why);
    }
    if (!file.rename(path)) // the other one is gone: what is left of it is in this one
        return cantWrite(path, file.errorString());
#endif
    return {};
}

Result<void> writeConfigFile(const ConfigFile &file, const QByteArray &content, unsigned mode)
{
    if (const auto checked = checkPlace(file); !checked)
        return checked.error();
    if (const auto checked = checkUnchanged(file); !checked) // before anything is made; once more at the end
        return checked.error();
    QStringList missing;
    for (QString folder = QFileInfo(file.target).absolutePath(); !QFileInfo::exists(folder); folder = QFileInfo(folder).absolutePath())
        missing.prepend(folder);
    for (const QString &folder : std::as_const(missing)) {
        if (!QDir().mkdir(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
            return cantWrite(folder, u"the folder can't be made"_s);
    }
    return replaceFile(file.target, content, mode, [&file] { return checkUnchanged(file); });
}

Result<void> removeConfigFile(const ConfigFile &file)
{
    if (const auto checked = checkUnchanged(file); !checked)
        return checked.error();
    if (QFile device(file.target); device.exists() && !device.remove())
        return cantWrite(file.path, device.errorString());
    return {};
}

Result<void> writeOwnFile(const QString &path, const QByteArray &content)
{
    return replaceFile(path, content, 0600, [] { return Result<void>(); });
}

Result<void> removeOwnFile(const QString &path)
{
    removeLeftovers(path);
    if (QFile file(path); file.exists() && !file.remove())
        return cantWrite(path, file.errorString());
#ifdef Q_OS_UNIX
    syncFolderOf(path);
#endif
    return {};
}

} // namespace homeport
