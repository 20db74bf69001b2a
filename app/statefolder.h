// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QProcessEnvironment>
#include <QString>

namespace homeport {

[[nodiscard]] QString absolutePath(const QString &path);
// HOMEPORT_STATE_DIR, or the platform's application data folder. Absolute.
[[nodiscard]] QString defaultStateDir(const QProcessEnvironment &environment);

// The folder with everything Homeport keeps: database, settings, control socket, lock.
class StateFolder final
{
public:
    // Makes the folder (mode 0700) when it is missing. Storage, with what to do, when it can't be made
    // or written, belongs to another user, or others may write into it: whoever can put files there can
    // replace the database. An existing folder's mode is not changed.
    [[nodiscard]] static Result<StateFolder> prepare(const QString &path);

    [[nodiscard]] QString path() const { return m_path; } // absolute
    [[nodiscard]] QString databaseFile() const { return m_path + QStringLiteral("/homeport.db"); }
    [[nodiscard]] QString ledgerFile() const { return m_path + QStringLiteral("/ledger.db"); }
    [[nodiscard]] QString contentsFile() const { return m_path + QStringLiteral("/contents.db"); } // missing until a key keeps contents
    [[nodiscard]] QString pricesFile() const { return m_path + QStringLiteral("/prices.json"); }   // fetched; may be missing
    [[nodiscard]] QString ownPricesFile() const { return m_path + QStringLiteral("/prices-own.json"); } // the user's own; may be missing
    [[nodiscard]] QString providersFolder() const { return m_path + QStringLiteral("/providers"); }     // the user's own; may be missing
    [[nodiscard]] QString echoFile() const { return m_path + QStringLiteral("/proxy-echo.json"); }      // the user's own; may be missing
    [[nodiscard]] QString saltFile() const { return m_path + QStringLiteral("/passphrase.json"); }
    [[nodiscard]] QString settingsFile() const { return m_path + QStringLiteral("/settings.ini"); }
    [[nodiscard]] QString backupsFolder() const { return m_path + QStringLiteral("/backups"); }      // of the schedule; may be missing
    [[nodiscard]] QString backupsRecord() const { return m_path + QStringLiteral("/backups.json"); } // of the schedule; may be missing
    [[nodiscard]] QString lockFile() const { return m_path + QStringLiteral("/homeport.lock"); }
    [[nodiscard]] QString runningFile() const { return m_path + QStringLiteral("/homeport.running"); } // while a run lasts (LastRun)

private:
    explicit StateFolder(QString path) : m_path(std::move(path)) {}

    QString m_path;
};

} // namespace homeport
