// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backuprecord.h"
#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/base/settings.h"
#include "core/base/walltimer.h"

#include <QFuture>
#include <QObject>

#include <functional>

namespace homeport {

// Makes backups when they are due, one at a time, and keeps the newest. Wakes when one is due, never in between; after a suspend that is
// at once. Runs with and without a window. Lives in the GUI thread.
class BackupSchedule final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QString folder; // of the backups, unless the settings name another
        QString record; // backups.json
        std::function<QFuture<Result<SharedSecret>>()> passphrase;
        // A backup in @p file, which does not exist; its size in bytes.
        std::function<QFuture<Result<qint64>>(const QString &file, const SharedSecret &passphrase, bool withUsage)> make;
    };
    static constexpr std::chrono::seconds RetryAfter{3600};

    BackupSchedule(Parts parts, const Clock &clock, QObject *parent = nullptr); // @p clock outlives it

    void setSettings(const Settings &settings);
    // While it is false nothing is made: the key that goes into a backup is locked away. Once it turns true, a backup that failed is tried again.
    void setUnlocked(bool unlocked);
    void tryAgain(); // what failed, without waiting: its cause may be gone
    void look();     // makes what is due; called by itself at every moment that counts

    // Errors of both parts, and Conflict: one is being made.
    [[nodiscard]] QFuture<Result<KeptBackup>> makeNow();

    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] QDateTime due() const;                          // invalid: none will be made by itself
    [[nodiscard]] Error lastError() const { return m_lastError; } // of the last one, with an empty detail: it was made
    [[nodiscard]] QDateTime lastAt() const { return m_record.lastAt; }
    [[nodiscard]] QString every() const { return m_settings.backupEvery; }
    [[nodiscard]] QString folder() const;
    [[nodiscard]] QList<KeptBackup> backups() const; // those that are still there, the newest first

Q_SIGNALS:
    void changed(); // anything above

private:
    using MadePromise = std::shared_ptr<QPromise<Result<KeptBackup>>>;
    void make(const QString &file, const SharedSecret &passphrase, const MadePromise &promise);
    void finish(const Result<KeptBackup> &made, const MadePromise &promise);
    void arm();
    [[nodiscard]] bool keepRecord();

    Parts m_parts;
    const Clock &m_clock;
    Settings m_settings;
    BackupRecord m_record;
    WallTimer m_timer;
    QDateTime m_retryAt; // after a failure
    Error m_lastError{Error::Code::Internal, {}};
    bool m_unlocked = false;
    bool m_busy = false;
};

} // namespace homeport
