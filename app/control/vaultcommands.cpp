// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/vaultcommands.h"

#include "app/control/statuscommands.h"
#include "app/snapshotpublisher.h"
#include "app/vaultservice.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

void finishWithVault(ControlReply *reply, VaultService &vault, SnapshotPublisher &publisher)
{
    publisher.whenSettled(reply, [reply, &vault] { reply->finish({{u"vault"_s, vaultStatus(vault.vault())}}); });
}

void unlock(VaultService &vault, SnapshotPublisher &publisher, const QJsonObject &args, ControlReply *reply)
{
    const QString passphrase = args.value("passphrase"_L1).toString();
    if (vault.vault().state() == Vault::State::Unlocked)
        return finishWithVault(reply, vault, publisher);
    onResult(vault.unlock(passphrase.isEmpty() ? nullptr : shareSecret(passphrase.toUtf8())), reply,
             [reply, &vault, &publisher](const Result<void> &unlocked) {
                 if (!unlocked)
                     return reply->fail(unlocked.error());
                 finishWithVault(reply, vault, publisher);
             });
}

SharedSecret secretArgument(const QJsonObject &args, const QString &name)
{
    const QString text = args.value(name).toString();
    return text.isEmpty() ? nullptr : shareSecret(text.toUtf8());
}

void rotate(VaultService &vault, SnapshotPublisher &publisher, const QJsonObject &args, ControlReply *reply)
{
    onResult(vault.rotate(secretArgument(args, u"passphrase"_s)), reply,
             [reply, &vault, &publisher](const Result<VaultService::Rotated> &rotated) {
                 if (!rotated)
                     return reply->fail(rotated.error());
                 publisher.refresh();
                 publisher.whenSettled(reply, [reply, &vault, rotated = *rotated] {
                     reply->finish({{u"vault"_s, vaultStatus(vault.vault())},
                                    {u"values"_s, rotated.values},
                                    {u"recovery_code_ended"_s, rotated.recoveryEnded},
                                    {u"warning"_s, rotated.warning}});
                 });
             });
}

void recover(VaultService &vault, SnapshotPublisher &publisher, const QJsonObject &args, ControlReply *reply)
{
    const SharedSecret code = secretArgument(args, u"code"_s);
    if (!code)
        return reply->fail(Error{Error::Code::Invalid, u"The argument \"code\" is missing."_s});
    onResult(vault.recover(code, secretArgument(args, u"passphrase"_s)), reply, [reply, &vault, &publisher](const Result<void> &recovered) {
        if (!recovered)
            return reply->fail(recovered.error());
        finishWithVault(reply, vault, publisher);
    });
}

void makeRecoveryCode(VaultService &vault, ControlReply *reply)
{
    reply->finishWith(vault.newRecoveryCode(), [](const SharedSecret &code) {
        return QJsonObject{{u"recovery_code"_s, code->reveal([](QByteArrayView text) { return QString::fromLatin1(text); })}};
    });
}

} // namespace

void addVaultCommands(ControlCommands &commands, VaultService &vault, SnapshotPublisher &publisher)
{
    commands[u"vault status"_s] = [&vault](const QJsonObject &, ControlReply *reply) {
        reply->finish({{u"vault"_s, vaultStatus(vault.vault())}});
    };
    commands[u"vault lock"_s] = [&vault, &publisher](const QJsonObject &, ControlReply *reply) {
        vault.lock();
        finishWithVault(reply, vault, publisher);
    };
    commands[u"vault unlock"_s] = [&vault, &publisher](const QJsonObject &args, ControlReply *reply) {
        unlock(vault, publisher, args, reply);
    };
    commands[u"vault rotate"_s] = [&vault, &publisher](const QJsonObject &args, ControlReply *reply) {
        rotate(vault, publisher, args, reply);
    };
    commands[u"vault recovery-code"_s] = [&vault](const QJsonObject &, ControlReply *reply) { makeRecoveryCode(vault, reply); };
    commands[u"vault recover"_s] = [&vault, &publisher](const QJsonObject &args, ControlReply *reply) {
        recover(vault, publisher, args, reply);
    };
}

} // namespace homeport
