// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/accountsecrets.h"
#include "core/vault/passphrasebox.h"

#include <QByteArrayView>
#include <QHash>

namespace homeport {

inline constexpr qsizetype LeastPassphrase = 8; // characters

// All accounts with their secrets as the JSON that parseImport() reads. @p proxies: names by id. A proxy that was
// deleted gets a name that none has, so that the account never goes another way when it comes back.
[[nodiscard]] SharedSecret exportDocument(const QList<OpenedAccount> &accounts, const QHash<qint64, QString> &proxies);

// The document as a file: there is no other way out. Invalid: the passphrase is too short, or there is more than an
// import takes. Blocks for about half a second (PassphraseBox).
[[nodiscard]] Result<QByteArray> sealExport(const Secret &document, const Secret &passphrase, const ScryptCost &cost = {});

[[nodiscard]] bool isSealedExport(QByteArrayView content);
[[nodiscard]] Result<SharedSecret> openExport(QByteArrayView content, const Secret &passphrase); // errors as PassphraseBox::open()

// Complete on disk, mode 0600, or not there. Conflict: it exists and may not be replaced. Storage.
[[nodiscard]] Result<void> writeExport(const QString &path, const QByteArray &sealed, bool replace);

} // namespace homeport
