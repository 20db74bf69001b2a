// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backuprecord.h"

#include "core/base/logging.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

} // namespace

BackupRecord readBackupRecord(const QString &path)
{
    BackupRecord record;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return record;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    record.lastAt = timeOf(json["last_at"_L1]);
    const QJsonArray files = json["files"_L1].toArray();
    for (const QJsonValue &one : files) {
        const KeptBackup backup{one["file"_L1].toString(), one["bytes"_L1].toInteger(), timeOf(one["made_at"_L1])};
        if (QFileInfo(backup.file).isAbsolute() && backup.madeAt.isValid())
            record.files << backup;
    }
    return record;
}

Result<void> writeBackupRecord(const QString &path, const BackupRecord &record)
{
    QJsonArray files;
    for (const KeptBackup &backup : record.files)
        files << QJsonObject{
            {u"file"_s, backup.file}, {u"bytes"_s, backup.bytes}, {u"made_at"_s, backup.madeAt.toString(Qt::ISODateWithMs)}};
    const QByteArray json = QJsonDocument(QJsonObject{{u"last_at"_s, record.lastAt.toString(Qt::ISODateWithMs)}, {u"files"_s, files}})
                                .toJson();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return Error{Error::Code::Storage, u"%1 can't be written: check its permissions and the free space."_s.arg(path)};
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return {};
}

bool isStillThere(const KeptBackup &backup)
{
    const QFileInfo info(backup.file);
    return info.isFile() && !info.isSymLink() && info.size() == backup.bytes;
}

void keepNewest(BackupRecord &record, int keep)
{
    QList<KeptBackup> kept;
    int count = 0;
    for (const KeptBackup &backup : std::as_const(record.files)) {
        if (!isStillThere(backup))
            continue;
        if (++count <= keep || !QFile::remove(backup.file))
            kept << backup;
        else
            qCInfo(lcApp, "an old backup was deleted: %ls", qUtf16Printable(backup.file));
    }
    record.files = kept;
}

QDateTime nextBackup(const QString &every, const QDateTime &lastAt, const QDateTime &now)
{
    const int days = every == "daily"_L1 ? 1 : every == "weekly"_L1 ? 7 : 0;
    if (days == 0)
        return {};
    if (!lastAt.isValid())
        return now;
    return std::min(lastAt, now).addSecs(qint64(days) * 24 * 3600); // a clock that was wrong once does not put it off for years
}

} // namespace homeport
