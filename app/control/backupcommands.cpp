// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/backupcommands.h"

#include "app/backend.h"
#include "app/backuppassphrase.h"
#include "app/backupschedule.h"
#include "app/control/controljson.h"
#include "app/restorejob.h"

#include <QJsonArray>
#include <QPointer>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::seconds AnswerPatience{2}; // for a client that does not close its connection

Result<SharedSecret> passphraseArgument(const QJsonObject &args)
{
    const auto text = textArgument(args, u"passphrase"_s);
    return text ? Result<SharedSecret>(shareSecret(text->toUtf8())) : Result<SharedSecret>(text.error());
}

void backUp(BackupService &service, const QJsonObject &args, ControlReply *reply)
{
    const auto file = textArgument(args, u"file"_s);
    const auto passphrase = passphraseArgument(args);
    if (!file || !passphrase)
        return reply->fail(!file ? file.error() : passphrase.error());
    QMetaObject::Connection gone;
    if (!service.isBusy()) { // else the refusal is all it gets
        QObject::connect(&service, &BackupService::progressed, reply, [reply](int percent) {
            reply->sendEvent({{u"percent"_s, percent}});
        });
        gone = QObject::connect(reply, &QObject::destroyed, &service, &BackupService::cancel);
    }
    const BackupOrder order{*file, args.value("force"_L1).toBool(), *passphrase, !args.value("without_usage"_L1).toBool()};
    onResult(service.create(order), reply, [reply, gone, file = *file](const Result<BackupService::Made> &made) {
        QObject::disconnect(gone); // the next backup is not this client's
        if (!made)
            return reply->fail(made.error());
        reply->finish({{u"file"_s, file}, {u"bytes"_s, made->bytes}});
    });
}

// The restored state takes effect with a new run: what is open now was made from the old one.
void restartWhenAnswered(const QPointer<ControlReply> &reply, Backend &backend)
{
    auto *once = new QTimer(&backend);
    once->setSingleShot(true);
    QObject::connect(once, &QTimer::timeout, &backend, backend.config().restart);
    if (reply)
        QObject::connect(reply->parent(), &QObject::destroyed, once, [once] { once->start(0); });
    once->start(reply ? AnswerPatience : std::chrono::seconds(0));
}

void restore(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const auto file = textArgument(args, u"file"_s);
    const auto passphrase = passphraseArgument(args);
    const auto vault = canRestore(backend);
    if (!file || !passphrase || !vault)
        return reply->fail(!file ? file.error() : !passphrase ? passphrase.error() : vault.error());
    RestoreOrder order{*file, *passphrase, *vault, nullptr, {}};
    const QString vaultPassphrase = args.value("vault_passphrase"_L1).toString();
    if (vault->kind == VaultChoice::Kind::Passphrase && vaultPassphrase.isEmpty())
        return reply->fail(Error{Error::Code::Invalid,
                                 u"The restored vault needs a passphrase: give it with --vault-passphrase-stdin, in a "
                                 "second line."_s});
    if (!vaultPassphrase.isEmpty())
        order.vaultPassphrase = shareSecret(vaultPassphrase.toUtf8());
    const auto made = makeRestoreJob(backend, order); // goes on when the client has gone
    if (!made)
        return reply->fail(made.error());
    RestoreJob *job = *made;
    QObject::connect(
        job, &RestoreJob::finished, &backend, [job, client = QPointer(reply), &backend](const Result<RestoreJob::Prepared> &done) {
            job->deleteLater();
            if (done)
                restartWhenAnswered(client, backend);
            if (client && done)
                client->finish({{u"made_at"_s, done->madeAt.toUTC().toString(Qt::ISODateWithMs)}, {u"values"_s, done->values}});
            else if (client)
                client->fail(done.error());
        });
    job->start();
}

QJsonObject toJson(const KeptBackup &backup)
{
    return {{u"file"_s, backup.file}, {u"bytes"_s, backup.bytes}, {u"made_at"_s, timeJson(backup.madeAt)}};
}

QJsonObject scheduleJson(const BackupSchedule &schedule)
{
    QJsonArray made;
    const QList<KeptBackup> backups = schedule.backups();
    for (const KeptBackup &backup : backups)
        made << toJson(backup);
    return {{u"every"_s, schedule.every()},
            {u"folder"_s, schedule.folder()},
            {u"last_at"_s, timeJson(schedule.lastAt())},
            {u"due_at"_s, timeJson(schedule.due())},
            {u"busy"_s, schedule.isBusy()},
            {u"problem"_s, schedule.lastError().detail},
            {u"made"_s, made}};
}

void keepPassphrase(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const auto passphrase = passphraseArgument(args);
    if (!passphrase)
        return reply->fail(passphrase.error());
    onResult(backend.backupPassphrase().store(*passphrase), reply, [&backend, reply](const Result<void> &stored) {
        if (!stored)
            return reply->fail(stored.error());
        backend.backupSchedule().tryAgain();
        reply->finish({{u"backup_passphrase"_s, true}});
    });
}

void makeScheduled(Backend &backend, ControlReply *reply)
{
    QObject::connect(&backend.backups(), &BackupService::progressed, reply, [reply](int percent) {
        reply->sendEvent({{u"percent"_s, percent}});
    });
    onResult(backend.backupSchedule().makeNow(), reply, [reply](const Result<KeptBackup> &made) {
        if (!made)
            return reply->fail(made.error());
        reply->finish({{u"file"_s, made->file}, {u"bytes"_s, made->bytes}});
    });
}

} // namespace

void addBackupCommands(ControlCommands &commands, Backend &backend)
{
    commands[u"backups list"_s] = [&backend](const QJsonObject &, ControlReply *reply) {
        reply->finish({{u"backups"_s, scheduleJson(backend.backupSchedule())}});
    };
    commands[u"backups now"_s] = [&backend](const QJsonObject &, ControlReply *reply) { makeScheduled(backend, reply); };
    commands[u"backups passphrase"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { keepPassphrase(backend, args, reply); };
    commands[u"backup"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { backUp(backend.backups(), args, reply); };
    commands[u"restore"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { restore(backend, args, reply); };
}

} // namespace homeport
