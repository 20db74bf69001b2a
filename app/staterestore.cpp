// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/staterestore.h"

#include "app/carriedfiles.h"
#include "core/base/faultpoint.h"
#include "core/base/logging.h"
#include "core/vault/privatefile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

const QString Ready = u"/ready"_s;
const QString Moved = u"/moved"_s;

Error storage(const QString &what)
{
    return {Error::Code::Storage,
            u"%1. Check the folder's permissions and free space, then start Homeport again: it goes on from there."_s.arg(what)};
}

Result<void> makeFolder(const QString &path)
{
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir(path).exists() && !QDir().mkdir(path, ownerOnly))
        return storage(u"The folder %1 can't be made"_s.arg(path));
    return {};
}

// What a state in @p folder is made of. Of what was used only that which @p pending brings: a backup may be without it. Lock and socket
// stay, and so do the files that a backup carries (app/carriedfiles.h). What is kept of requests is sealed under this state's key and goes with it.
QStringList stateFiles(const QString &folder, const QString &pending)
{
    QStringList patterns{u"homeport.db*"_s, u"contents.db*"_s, u"passphrase.json*"_s};
    for (const QString &name : usageNames()) {
        if (QFile::exists(pending + u'/' + name))
            patterns << (name == usageLedgerName() ? QString(name + u'*') : name); // with what SQLite has beside it
    }
    return QDir(folder).entryList(patterns, QDir::Files | QDir::Hidden);
}

Result<void> moveAll(const QStringList &names, const QString &from, const QString &to)
{
    for (const QString &name : names) {
        const QString source = from + u'/' + name;
        if (!QFile::rename(source, to + u'/' + name)) // never over another file
            return storage(u"%1 can't be moved to %2"_s.arg(source, to));
        faultPoint("restore:moving"_L1);
    }
    for (const QString &folder : {from, to})
        if (const auto synced = syncFolder(folder); !synced)
            return synced;
    return {};
}

// The name is chosen once and kept in the marker, so that a second attempt uses the same folder.
QString freeName(const QString &folder)
{
    const QString base = u"before-restore-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-hhmmss"_s);
    QString name = base;
    for (int i = 2; QDir(folder).exists(name); ++i)
        name = u"%1-%2"_s.arg(base).arg(i);
    return name;
}

Result<QString> asideOf(const QString &marker)
{
    const auto name = readPrivateFile(marker, 200);
    if (!name)
        return name.error();
    const QString text = QString::fromUtf8(*name);
    if (!text.startsWith("before-restore-"_L1) || text.contains(u'/'))
        return Error{Error::Code::Invalid, u"%1 is damaged: remove the folder it lies in."_s.arg(marker)};
    return text;
}

} // namespace

QString pendingFolder(const StateFolder &folder)
{
    return folder.path() + u"/restore-pending"_s;
}

Result<QString> beginRestore(const StateFolder &folder)
{
    const QString pending = pendingFolder(folder);
    if (QFile::exists(pending + Ready) || QFile::exists(pending + Moved))
        return Error{Error::Code::Conflict, u"A restored state waits for the next start already: start Homeport again first."_s};
    dropRestore(folder);
    const auto made = makeFolder(pending);
    return made ? Result<QString>(pending) : Result<QString>(made.error());
}

Result<void> commitRestore(const StateFolder &folder)
{
    const QString pending = pendingFolder(folder);
    if (const auto synced = syncFolder(pending); !synced)
        return synced;
    if (const auto synced = syncFolder(folder.path()); !synced)
        return synced;
    faultPoint("restore:prepared"_L1);
    const auto marked = createPrivateFile(pending + Ready, freeName(folder.path()).toUtf8());
    if (marked)
        faultPoint("restore:ready"_L1);
    return marked;
}

void dropRestore(const StateFolder &folder)
{
    const QString pending = pendingFolder(folder);
    if (!QFile::exists(pending + Ready) && !QFile::exists(pending + Moved))
        QDir(pending).removeRecursively();
}

Result<QString> finishRestore(const StateFolder &folder)
{
    const QString pending = pendingFolder(folder);
    if (!QDir(pending).exists())
        return QString();
    const bool moved = QFile::exists(pending + Moved);
    if (!moved && !QFile::exists(pending + Ready)) {
        dropRestore(folder);
        return QString();
    }
    const auto name = asideOf(pending + (moved ? Moved : Ready));
    if (!name)
        return name.error();
    const QString aside = folder.path() + u'/' + *name;
    if (!moved) {
        const QStringList present = stateFiles(folder.path(), pending);
        if (!present.isEmpty()) {
            if (const auto made = makeFolder(aside); !made)
                return made.error();
            if (const auto done = moveAll(present, folder.path(), aside); !done)
                return done.error();
        }
        if (const auto marked = replacePrivateFile(pending + Ready, pending + Moved); !marked)
            return marked.error();
        faultPoint("restore:moved"_L1);
    }
    if (const auto done = moveAll(stateFiles(pending, pending), pending, folder.path()); !done)
        return done.error();
    if (const auto placed = placeCarriedFiles(pending, folder); !placed)
        return placed.error();
    QDir(pending).removeRecursively();
    qCInfo(lcApp, "a restored state is in place");
    return QDir(aside).exists() ? aside : QString();
}

} // namespace homeport
