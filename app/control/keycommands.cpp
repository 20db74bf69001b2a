// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/keycommands.h"

#include "app/backend.h"
#include "app/control/controljson.h"
#include "app/control/keypolicyargs.h"
#include "app/keyusagekeeper.h"
#include "app/snapshotpublisher.h"
#include "core/access/keystore.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/groupstore.h"
#include "core/relay/relayhost.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QJsonObject usageJson(const KeyUsageNow &usage)
{
    return {{u"running"_s, usage.running},
            {u"waiting"_s, usage.waiting},
            {u"requests_today"_s, usage.requestsToday},
            {u"tokens_today"_s, usage.tokensToday},
            {u"cost_day"_s, nanoDollarsText(usage.costDay)},
            {u"cost_week"_s, nanoDollarsText(usage.costWeek)},
            {u"cost_month"_s, nanoDollarsText(usage.costMonth)},
            {u"cost_total"_s, nanoDollarsText(usage.costTotal)},
            {u"set_aside"_s, nanoDollarsText(usage.setAside)}};
}

QJsonObject keyJson(Backend &backend, const LocalKey &key)
{
    QJsonObject json = toJson(key);
    json.insert(u"usage"_s, usageJson(backend.keyUsage().usageOf(key.id)));
    return json;
}

void list(Backend &backend, ControlReply *reply)
{
    QJsonArray keys;
    for (const LocalKey &key : backend.keys().keys())
        keys.append(keyJson(backend, key));
    reply->finish({{u"keys"_s, keys}});
}

Result<LocalKey> keyArgument(Backend &backend, const QJsonObject &args)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return id.error();
    const QList<LocalKey> &keys = backend.keys().keys();
    const auto found = std::find_if(keys.cbegin(), keys.cend(), [&id](const LocalKey &key) { return key.id == *id; });
    return found == keys.cend() ? Result<LocalKey>(Error{Error::Code::NotFound, u"There is no key %1."_s.arg(*id)})
                                : Result<LocalKey>(*found);
}

void show(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<LocalKey> key = keyArgument(backend, args);
    if (!key)
        return reply->fail(key.error());
    reply->finish({{u"key"_s, keyJson(backend, *key)}});
}

Result<KeyPolicy> policyArgument(Backend &backend, const KeyPolicy &before, const QJsonObject &args)
{
    return changedPolicy(before, args, backend.accounts().accounts(), backend.groups().groups());
}

void finishWithKey(Backend &backend, ControlReply *reply, const Result<LocalKey> &changed)
{
    if (!changed)
        return reply->fail(changed.error());
    backend.publisher().whenSettled(reply, [&backend, reply, key = *changed] { reply->finish({{u"key"_s, keyJson(backend, key)}}); });
}

QString reveal(const CreatedKey &created)
{
    return created.plain->reveal([](QByteArrayView plain) { return QString::fromLatin1(plain); });
}

void create(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> name = textArgument(args, u"name"_s);
    if (!name)
        return reply->fail(name.error());
    const Result<KeyPolicy> policy = policyArgument(backend, {}, args);
    if (!policy)
        return reply->fail(policy.error());
    onResult(backend.keys().create(*name, *policy), reply, [reply, &backend](const Result<CreatedKey> &created) {
        if (!created)
            return reply->fail(created.error());
        backend.publisher().whenSettled(reply, [reply, created = *created] {
            QJsonObject key = toJson(created.key);
            key.insert(u"key"_s, reveal(created));
            reply->finish({{u"key"_s, key}});
        });
    });
}

void edit(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<LocalKey> key = keyArgument(backend, args);
    if (!key)
        return reply->fail(key.error());
    const Result<KeyPolicy> policy = policyArgument(backend, key->policy, args);
    if (!policy)
        return reply->fail(policy.error());
    const auto setPolicy = [&backend, reply, id = key->id, policy = *policy] {
        onResult(backend.keys().setPolicy(id, policy), reply,
                 [&backend, reply](const Result<LocalKey> &changed) { finishWithKey(backend, reply, changed); });
    };
    const QString name = args.value("name"_L1).toString();
    if (name.isEmpty())
        return setPolicy();
    onResult(backend.keys().rename(key->id, name), reply, [reply, setPolicy](const Result<LocalKey> &renamed) {
        if (!renamed)
            return reply->fail(renamed.error());
        setPolicy();
    });
}

void revoke(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    const bool drop = args.value("drop"_L1).toBool();
    onResult(backend.keys().revoke(*id), reply, [reply, &backend, drop](const Result<LocalKey> &revoked) {
        if (revoked && drop)
            backend.relay().dropRequestsOf(revoked->id);
        finishWithKey(backend, reply, revoked);
    });
}

} // namespace

void addKeyCommands(ControlCommands &commands, Backend &backend)
{
    using Handler = void (*)(Backend &, const QJsonObject &, ControlReply *);
    const auto withArguments = [&commands, &backend](const QString &words, Handler handler) {
        commands[words] = [&backend, handler](const QJsonObject &args, ControlReply *reply) { handler(backend, args, reply); };
    };
    commands[u"keys list"_s] = [&backend](const QJsonObject &, ControlReply *reply) { list(backend, reply); };
    withArguments(u"keys show"_s, show);
    withArguments(u"keys create"_s, create);
    withArguments(u"keys edit"_s, edit);
    withArguments(u"keys revoke"_s, revoke);
}

} // namespace homeport
