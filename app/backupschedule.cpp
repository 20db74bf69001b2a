// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backupschedule.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Result<void> makeFolder(const QString &path)
{
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (QFileInfo(path).isDir())
        return {};
    if (QDir().mkpath(QFileInfo(path).absolutePath()) && QDir().mkdir(path, ownerOnly))
        return {};
    return Error{Error::Code::Storage, u"The folder %1 can't be made: choose another one for backups in the settings."_s.arg(path)};
}

// Two within a second are two.
QString unusedFile(const QString &folder, const QDateTime &now)
{
    const QString name = folder + now.toString(u"'/homeport-'yyyyMMdd-hhmmss"_s);
    QString file = name + u".backup"_s;
    for (int number = 2; QFileInfo::exists(file); ++number)
        file = name + u"-%1.backup"_s.arg(number);
    return file;
}

} // namespace

BackupSchedule::BackupSchedule(Parts parts, const Clock &clock, QObject *parent)
    : QObject(parent), m_parts(std::move(parts)), m_clock(clock), m_record(readBackupRecord(m_parts.record))
{
    connect(&m_timer, &WallTimer::fired, this, &BackupSchedule::look);
}

void BackupSchedule::setSettings(const Settings &settings)
{
    if (m_settings.backupEvery != settings.backupEvery || m_settings.backupFolder != settings.backupFolder)
        m_retryAt = QDateTime();
    m_settings = settings;
    look();
    Q_EMIT changed();
}

void BackupSchedule::setUnlocked(bool unlocked)
{
    if (std::exchange(m_unlocked, unlocked) == unlocked)
        return;
    tryAgain();
}

void BackupSchedule::tryAgain()
{
    m_retryAt = QDateTime();
    look();
}

QDateTime BackupSchedule::due() const
{
    const QDateTime next = nextBackup(m_settings.backupEvery, m_record.lastAt, m_clock.now());
    return next.isValid() && m_retryAt.isValid() ? std::max(next, m_retryAt) : next;
}

QString BackupSchedule::folder() const
{
    return m_settings.backupFolder.isEmpty() ? m_parts.folder : m_settings.backupFolder;
}

QList<KeptBackup> BackupSchedule::backups() const
{
    QList<KeptBackup> there;
    for (const KeptBackup &backup : m_record.files) {
        if (isStillThere(backup))
            there << backup;
    }
    return there;
}

void BackupSchedule::look()
{
    // A clock that was wrong once does not put it off for years, nor by a day with each start.
    if (m_record.lastAt > m_clock.now()) {
        m_record.lastAt = m_clock.now();
        (void)keepRecord();
    }
    const QDateTime next = due();
    if (m_busy || !m_unlocked || !next.isValid() || next > m_clock.now())
        return arm();
    onResult(makeNow(), this, [](const Result<KeptBackup> &made) {
        if (!made)
            qCWarning(lcApp).noquote() << "the scheduled backup was not made:" << made.error().detail;
    });
}

void BackupSchedule::arm()
{
    m_timer.setDue(m_busy || !m_unlocked ? QDateTime() : due());
}

QFuture<Result<KeptBackup>> BackupSchedule::makeNow()
{
    if (m_busy)
        return readyResult<KeptBackup>(Error{Error::Code::Conflict, u"A backup is being made already: try again when it has ended."_s});
    m_busy = true;
    arm();
    Q_EMIT changed();
    auto promise = startedPromise<KeptBackup>();
    const QString file = unusedFile(folder(), m_clock.now());
    onResult(m_parts.passphrase(), this, [this, promise, file](const Result<SharedSecret> &passphrase) {
        if (passphrase)
            make(file, *passphrase, promise);
        else
            finish(passphrase.error(), promise);
    });
    return promise->future();
}

void BackupSchedule::make(const QString &file, const SharedSecret &passphrase, const MadePromise &promise)
{
    if (const auto made = makeFolder(QFileInfo(file).absolutePath()); !made)
        return finish(made.error(), promise);
    onResult(m_parts.make(file, passphrase, m_settings.backupUsage), this, [this, file, promise](const Result<qint64> &bytes) {
        finish(bytes ? Result<KeptBackup>(KeptBackup{file, *bytes, m_clock.now()}) : Result<KeptBackup>(bytes.error()), promise);
    });
}

void BackupSchedule::finish(const Result<KeptBackup> &made, const MadePromise &promise)
{
    m_busy = false;
    m_retryAt = made ? QDateTime() : m_clock.now().addSecs(RetryAfter.count());
    if (made || made.error().code != Error::Code::Cancelled) // what the user stopped is no trouble
        m_lastError = made ? Error{} : made.error();
    if (made) {
        m_record.lastAt = made->madeAt;
        m_record.files.prepend(*made);
        if (keepRecord()) { // before others are deleted for it: one that is not recorded is never deleted
            keepNewest(m_record, m_settings.backupKeep);
            (void)keepRecord();
        }
    }
    arm();
    Q_EMIT changed();
    complete(promise, made);
}

bool BackupSchedule::keepRecord()
{
    const auto written = writeBackupRecord(m_parts.record, m_record);
    if (!written)
        m_lastError = written.error();
    return written.has_value();
}

} // namespace homeport
