// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/vault/kdf.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <functional>

namespace homeport {

// A file of any size that goes along with the database.
struct BackupPart
{
    QString name; // in the state folder
    QString path; // where it is read from, or was unpacked to
};

// What a backup says about itself, inside the seal.
struct BackupFacts
{
    QByteArray keyId; // of the master key
    SharedSecret masterKey;
    int schema = 0; // of the database in it
    QDateTime createdAt;
    QString program; // the version of Homeport that made it
    // Small ones that go along with the database, by name; one megabyte in all at most. No secret lies in them, and none is added.
    QMap<QString, QByteArray> files = {};
    QList<BackupPart> parts = {}; // no secret lies in these either
    int ledgerSchema = 0;         // of the ledger among them; 0: there is none
};

// Where parts are unpacked to, by their name; others are passed over, for a name out of a backup is somebody else's text.
using BackupPlaces = QMap<QString, QString>;

// Bytes done and in all, from the calling thread; false cancels.
using BackupProgress = std::function<bool(qint64 done, qint64 total)>;

// One sealed file with a database, whose envelopes stay sealed in it, and the master key that opens them. The
// functions block; any thread but the GUI's.

// Seals @p databaseCopy, @p facts and its parts into @p target: a temporary file beside it (mode 0600), complete on disk, then renamed.
// Conflict when there is a file already and @p replace is false; Cancelled; Storage. @p target is whole, or as it was.
[[nodiscard]] Result<void> writeBackup(const QString &target, bool replace, const QString &databaseCopy, const BackupFacts &facts,
                                       const Secret &passphrase, const ScryptCost &cost, const BackupProgress &progress);

// Unpacks the database into the new file @p databaseTarget (mode 0600), and parts into @p places; none of them is there when it fails.
// BackupFacts::parts are those that were unpacked. Invalid: not a
// backup, damaged, of a newer Homeport; Unauthorized: wrong passphrase; NotFound, Storage, Cancelled. @p newestSchema: what this
// program knows.
[[nodiscard]] Result<BackupFacts> readBackup(const QString &file, const Secret &passphrase, const QString &databaseTarget, int newestSchema,
                                             const BackupProgress &progress, const BackupPlaces &places = {});

} // namespace homeport
