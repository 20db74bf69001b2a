// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/keycommands.h"

#include "app/control/controljson.h"
#include "app/snapshotpublisher.h"
#include "core/access/keystore.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

void list(const KeyStore &store, ControlReply *reply)
{
    QJsonArray keys;
    for (const LocalKey &key : store.keys())
        keys.append(toJson(key));
    reply->finish({{u"keys"_s, keys}});
}

QString reveal(const CreatedKey &created)
{
    return created.plain->reveal([](QByteArrayView plain) { return QString::fromLatin1(plain); });
}

void create(KeyStore &store, SnapshotPublisher &publisher, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> name = textArgument(args, u"name"_s);
    if (!name)
        return reply->fail(name.error());
    onResult(store.create(*name), reply, [reply, &publisher](const Result<CreatedKey> &created) {
        if (!created)
            return reply->fail(created.error());
        publisher.whenSettled(reply, [reply, created = *created] {
            QJsonObject key = toJson(created.key);
            key.insert(u"key"_s, reveal(created));
            reply->finish({{u"key"_s, key}});
        });
    });
}

void revoke(KeyStore &store, SnapshotPublisher &publisher, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> id = idArgument(args);
    if (!id)
        return reply->fail(id.error());
    onResult(store.revoke(*id), reply, [reply, &publisher](const Result<LocalKey> &revoked) {
        if (!revoked)
            return reply->fail(revoked.error());
        publisher.whenSettled(reply, [reply, key = *revoked] { reply->finish({{u"key"_s, toJson(key)}}); });
    });
}

} // namespace

void addKeyCommands(ControlCommands &commands, KeyStore &store, SnapshotPublisher &publisher)
{
    commands[u"keys list"_s] = [&store](const QJsonObject &, ControlReply *reply) { list(store, reply); };
    commands[u"keys create"_s] = [&store, &publisher](const QJsonObject &args, ControlReply *reply) {
        create(store, publisher, args, reply);
    };
    commands[u"keys revoke"_s] = [&store, &publisher](const QJsonObject &args, ControlReply *reply) {
        revoke(store, publisher, args, reply);
    };
}

} // namespace homeport
