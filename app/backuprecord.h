// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace homeport {

struct KeptBackup
{
    QString file; // absolute
    qint64 bytes = 0;
    QDateTime madeAt; // UTC

    bool operator==(const KeptBackup &) const = default;
};

// Which backups the schedule has made, the newest first: backups.json. Only these are ever deleted.
struct BackupRecord
{
    QDateTime lastAt; // UTC; invalid: none was made yet
    QList<KeptBackup> files;

    bool operator==(const BackupRecord &) const = default;
};

// A missing or damaged file is an empty record: then nothing is deleted.
[[nodiscard]] BackupRecord readBackupRecord(const QString &path);
[[nodiscard]] Result<void> writeBackupRecord(const QString &path, const BackupRecord &record);

// Whether the file is there and of the size that it was made with: another one in its place is somebody else's.
[[nodiscard]] bool isStillThere(const KeptBackup &backup);
// Deletes what is beyond the newest @p keep, and forgets what is no longer there. What can't be deleted stays in the record.
void keepNewest(BackupRecord &record, int keep);

// When the next one is due: at once where none was made. @p every: "daily" or "weekly"; anything else: never (invalid).
[[nodiscard]] QDateTime nextBackup(const QString &every, const QDateTime &lastAt, const QDateTime &now);

} // namespace homeport
