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
}

} // namespace homeport
