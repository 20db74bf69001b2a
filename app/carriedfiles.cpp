// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/carriedfiles.h"

#include "core/base/faultpoint.h"
#include "core/base/logging.h"
#include "core/vault/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MaxAll = 1024 * 1024;
const QString Providers = u"providers"_s;

// In @p folder, whatever else lies there.
QStringList namesIn(const QString &folder)
{
    QStringList names = QDir(folder).entryList({u"proxy-echo.json"_s, u"settings.ini"_s}, QDir::Files);
    const QStringList providers = QDir(folder + u'/' + Providers).entryList({u"*.json"_s}, QDir::Files);
    for (const QString &name : providers)
        names << Providers + u'/' + name;
    return names;
}

// A name out of a backup is somebody else's text.
bool isOurs(const QString &name)
{
    const QString file = name.startsWith(Providers + u'/') ? name.sliced(Providers.size() + 1) : QString();
    return name == "proxy-echo.json"_L1 || name == "settings.ini"_L1
           || (file.endsWith(".json"_L1) && !file.contains(u'/') && !file.contains(u'\\') && !file.startsWith(u'.'));
}

Result<void> makeProviders(const QString &folder)
{
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    const QString path = folder + u'/' + Providers;
    if (QDir(path).exists() || QDir().mkdir(path, ownerOnly))
        return {};
    return Error{Error::Code::Storage, u"The folder %1 can't be made: check the permissions and free space."_s.arg(path)};
}

} // namespace

QString usageLedgerName()
{
    return u"ledger.db"_s;
}

QStringList usageNames()
{
    return {usageLedgerName(), u"prices.json"_s, u"prices-own.json"_s};
}

QList<BackupPart> usageParts(const StateFolder &folder)
{
    QList<BackupPart> parts;
    for (const QString &path : {folder.pricesFile(), folder.ownPricesFile()}) {
        if (QFileInfo(path).isFile())
            parts << BackupPart{QFileInfo(path).fileName(), path};
    }
    return parts;
}

QMap<QString, QByteArray> readCarriedFiles(const StateFolder &folder)
{
    QMap<QString, QByteArray> files;
    qint64 all = 0;
    const QStringList names = namesIn(folder.path());
    for (const QString &name : names) {
        QFile file(folder.path() + u'/' + name);
        const qint64 size = file.size();
        if (!file.open(QIODevice::ReadOnly) || all + size > MaxAll) {
            qCWarning(lcApp, "the backup goes without %ls: it can't be read, or is too large", qUtf16Printable(file.fileName()));
            continue;
        }
        files.insert(name, file.read(size));
        all += size;
    }
    return files;
}

Result<void> packCarriedFiles(const QMap<QString, QByteArray> &files, const QString &pending)
{
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        if (!isOurs(file.key()))
            continue;
        if (file.key().contains(u'/'))
            if (const auto made = makeProviders(pending); !made)
                return made;
        if (const auto written = createPrivateFile(pending + u'/' + file.key(), *file); !written)
            return written;
    }
    return {};
}

Result<void> placeCarriedFiles(const QString &pending, const StateFolder &folder)
{
    const QStringList names = namesIn(pending);
    for (const QString &name : names) {
        const QString target = folder.path() + u'/' + name;
        if (QFile::exists(target))
            continue;
        if (name.contains(u'/'))
            if (const auto made = makeProviders(folder.path()); !made)
                return made;
        if (!QFile::rename(pending + u'/' + name, target))
            return Error{Error::Code::Storage, u"%1 can't be put in place: check the folder's permissions and free space, then start "
                                               "Homeport again: it goes on from there."_s.arg(target)};
        faultPoint("restore:placing"_L1);
    }
    return {};
}

} // namespace homeport
