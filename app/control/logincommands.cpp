// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/logincommands.h"

#include "app/backend.h"
#include "app/control/controljson.h"
#include "app/control/keypolicyargs.h"
#include "app/snapshotpublisher.h"
#include "core/access/devicekeys.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/groupstore.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QJsonObject loginJson(const PendingDeviceLogin &login)
{
    return {{u"code"_s, login.userCode},
            {u"tool"_s, login.client},
            {u"program"_s, login.program},
            {u"scope"_s, login.scope},
            {u"requested_at"_s, login.requestedAt.toString(Qt::ISODateWithMs)},
            {u"expires_at"_s, login.expiresAt.toString(Qt::ISODateWithMs)}};
}

void list(Backend &backend, ControlReply *reply)
{
    QJsonArray logins;
    for (const PendingDeviceLogin &login : backend.devices().pending())
        logins.append(loginJson(login));
    reply->finish({{u"logins"_s, logins}});
}

void approve(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> code = textArgument(args, u"code"_s);
    if (!code)
        return reply->fail(code.error());
    const Result<KeyPolicy> policy = changedPolicy({}, args, backend.accounts().accounts(), backend.groups().groups());
    if (!policy)
        return reply->fail(policy.error());
    onResult(backend.devices().approve(*code, args.value("name"_L1).toString(), *policy), reply,
             [&backend, reply](const Result<LocalKey> &key) {
                 if (!key)
                     return reply->fail(key.error());
                 backend.publisher().whenSettled(reply, [reply, key = *key] { reply->finish({{u"key"_s, toJson(key)}}); });
             });
}

void deny(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> code = textArgument(args, u"code"_s);
    if (!code)
        return reply->fail(code.error());
    if (const Result<void> denied = backend.devices().deny(*code); !denied)
        return reply->fail(denied.error());
    reply->finish({});
}

} // namespace

void addLoginCommands(ControlCommands &commands, Backend &backend)
{
    commands[u"logins"_s] = [&backend](const QJsonObject &, ControlReply *reply) { list(backend, reply); };
    commands[u"approve"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { approve(backend, args, reply); };
    commands[u"deny"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { deny(backend, args, reply); };
}

} // namespace homeport
