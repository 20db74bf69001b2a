// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/statefolder.h"
#include "core/backup/backupfile.h"

#include <QByteArray>
#include <QMap>

namespace homeport {

// What a state folder holds beside the database and without a secret: the user's provider files, the echo service, the window's
// settings. Accounts may need them, so a backup takes them along; a restore puts them where there is none of that name.

// What was used and what it costs: ledger.db, prices.json, prices-own.json. They may be large, and a restore that brings one puts it in the
// present one's place (app/staterestore.h).
[[nodiscard]] QString usageLedgerName();
[[nodiscard]] QStringList usageNames();                                // in a state folder; the ledger's is one of them
[[nodiscard]] QList<BackupPart> usageParts(const StateFolder &folder); // those that are there, but for the ledger

// By their names in the folder. What can't be read, or would make them more than a megabyte, is left out with a warning. Blocks.
[[nodiscard]] QMap<QString, QByteArray> readCarriedFiles(const StateFolder &folder);
// Into a restore's pending folder, mode 0600. Names that are none of these are left out.
[[nodiscard]] Result<void> packCarriedFiles(const QMap<QString, QByteArray> &files, const QString &pending);
// From there into the state folder; again after an interruption.
[[nodiscard]] Result<void> placeCarriedFiles(const QString &pending, const StateFolder &folder);

} // namespace homeport
