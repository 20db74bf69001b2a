// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/toolcommands.h"

#include "app/backend.h"
#include "app/control/controljson.h"
#include "app/toolkeys.h"
#include "core/access/keystore.h"
#include "core/relay/relayhost.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray seedOf(const QJsonObject &args)
{
    return QByteArray::fromBase64(args.value("seed"_L1).toString().toLatin1());
}

QJsonObject keyJson(Backend &backend, const ToolKey &made)
{
    const QJsonObject key{{u"id"_s, made.key.id},
                          {u"key"_s, made.plain->reveal([](QByteArrayView text) { return QString::fromLatin1(text); })},
                          {u"seed"_s, QString::fromLatin1(made.seed.toBase64())},
                          {u"is_new"_s, made.isNew},
                          {u"base_url"_s, backend.relay().baseUrl()}};
    return {{u"tool_key"_s, key}};
}

// The key of a tool once more; with "create", a new one where there is none (any more).
void key(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> name = textArgument(args, u"name"_s);
    if (!name)
        return reply->fail(name.error());
    const QByteArray seed = seedOf(args);
    if (!args.value("create"_L1).toBool()) {
        const auto known = backend.keys().fromSeed(seed);
        return known ? reply->finish(keyJson(backend, {known->key, known->plain, seed, false})) : reply->fail(known.error());
    }
    onResult(ensureToolKey(backend, *name, seed), reply, [&backend, reply](const Result<ToolKey> &made) {
        if (!made)
            return reply->fail(made.error());
        reply->finish(keyJson(backend, *made));
    });
}

void revokeKey(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    onResult(revokeToolKey(backend, seedOf(args)), reply, [reply](const Result<LocalKey> &revoked) {
        if (!revoked)
            return reply->fail(revoked.error());
        reply->finish({{u"revoked_tool_key"_s, QJsonObject{{u"id"_s, revoked->id}, {u"name"_s, revoked->name}}}});
    });
}

void test(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    onResult(askAsTool(backend, seedOf(args), args.value("protocol"_L1).toString()), reply, [reply](const Result<ToolAnswer> &answer) {
        if (!answer)
            return reply->fail(answer.error());
        reply->finish({{u"tool_test"_s, QJsonObject{{u"status"_s, answer->status},
                                                    {u"ms"_s, answer->milliseconds},
                                                    {u"models"_s, answer->models},
                                                    {u"message"_s, answer->message},
                                                    {u"base_url"_s, answer->baseUrl}}}});
    });
}

} // namespace

void addToolCommands(ControlCommands &commands, Backend &backend)
{
    commands[u"tools key"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { key(backend, args, reply); };
    commands[u"tools revoke-key"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { revokeKey(backend, args, reply); };
    commands[u"tools test"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { test(backend, args, reply); };
}

} // namespace homeport
