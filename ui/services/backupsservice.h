// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QDateTime>
#include <QFuture>
#include <QList>
#include <QObject>

namespace homeport {

struct BackupEntry
{
    QString file; // absolute
    qint64 bytes = 0;
    QDateTime madeAt; // UTC

    bool operator==(const BackupEntry &) const = default;
};

// How the scheduled backups do.
struct BackupsState
{
    QString folder;                   // where they are put
    QDateTime dueAt;                  // invalid: none will be made by itself
    Error problem;                    // why the last one was not made; an empty detail: it was
    bool busy = false;                // one is being made
    QList<BackupEntry> made;          // those that are still there, the newest first
    bool vaultAsksPassphrase = false; // a restored vault needs one, too
    bool canRestore = true;           // a demo can't
};

// Backups that are made by themselves, and restoring one, for the window. When and where they are made are settings (SettingsService).
// GUI thread only.
class BackupsService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual BackupsState state() const = 0;
    [[nodiscard]] virtual QFuture<Result<bool>> hasPassphrase() = 0; // Locked: it can't be told
    [[nodiscard]] virtual QFuture<Result<void>> setPassphrase(SharedSecret passphrase) = 0;
    // Conflict: one is being made; NotFound: there is no passphrase; Locked, Storage, Cancelled.
    [[nodiscard]] virtual QFuture<Result<BackupEntry>> makeNow() = 0;
    virtual void cancelMaking() = 0;
    // Homeport starts again when it succeeds. Errors as RestoreJob; nothing was changed then. @p vaultPassphrase: null where the vault asks for none.
    [[nodiscard]] virtual QFuture<Result<void>> restore(const QString &file, SharedSecret passphrase, SharedSecret vaultPassphrase) = 0;
    virtual void cancelRestore() = 0;

Q_SIGNALS:
    void changed();           // state()
    void making(int percent); // once per change while one is made
    void restoring(int percent);
};

} // namespace homeport
