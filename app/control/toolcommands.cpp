// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/toolcommands.h"

#include "app/backend.h"
#include "app/control/controljson.h"
#include "app/snapshotpublisher.h"
#include "core/access/keystore.h"
#include "core/base/random.h"
#include "core/net/httpengine.h"
#include "core/relay/relayhost.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype SeedBytes = 16;
constexpr qsizetype LongestMessage = 500;

QByteArray seedOf(const QJsonObject &args)
{
    return QByteArray::fromBase64(args.value("seed"_L1).toString().toLatin1());
}

QString unusedName(const KeyStore &keys, const QString &wanted)
{
    const auto isTaken = [&keys](const QString &name) {
        return std::any_of(keys.keys().cbegin(), keys.keys().cend(),
                           [&name](const LocalKey &key) { return key.name == name && !key.isRevoked(); });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = u"%1 %2"_s.arg(wanted).arg(number);
    return name;
}

void finishWithKey(Backend &backend, ControlReply *reply, const CreatedKey &created, const QByteArray &seed)
{
    const QJsonObject key{{u"id"_s, created.key.id},
                          {u"key"_s, created.plain->reveal([](QByteArrayView plain) { return QString::fromLatin1(plain); })},
                          {u"seed"_s, QString::fromLatin1(seed.toBase64())},
                          {u"base_url"_s, backend.relay().baseUrl()}};
    reply->finish({{u"tool_key"_s, key}});
}

// The key of a tool once more; with "create", a new one where there is none (any more).
void key(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<QString> name = textArgument(args, u"name"_s);
    if (!name)
        return reply->fail(name.error());
    const QByteArray known = seedOf(args);
    const auto created = backend.keys().fromSeed(known);
    if (created)
        return finishWithKey(backend, reply, *created, known);
    if (created.error().code != Error::Code::NotFound || !args.value("create"_L1).toBool())
        return reply->fail(created.error());
    const QByteArray seed = randomBytes(SeedBytes);
    onResult(backend.keys().createFromSeed(unusedName(backend.keys(), *name), seed), reply,
             [&backend, reply, seed](const Result<CreatedKey> &fresh) {
                 if (!fresh)
                     return reply->fail(fresh.error());
                 backend.publisher().whenSettled(reply,
                                                 [&backend, reply, seed, fresh = *fresh] { finishWithKey(backend, reply, fresh, seed); });
             });
}

// As a tool of that protocol asks for the list of models.
Result<TransferRequest> modelsRequest(const QString &protocol, const QString &baseUrl, const SharedSecret &key)
{
    TransferRequest request;
    const QByteArray plain = key->reveal([](QByteArrayView text) { return text.toByteArray(); });
    QByteArray path = "/v1/models";
    if (protocol == "anthropic"_L1) {
        request.headers.append("x-api-key", plain);
        request.headers.append("anthropic-version", "2023-06-01");
    } else if (protocol == "openai"_L1) {
        request.headers.append("authorization", QByteArray("Bearer " + plain));
    } else if (protocol == "gemini"_L1) {
        request.headers.append("x-goog-api-key", plain);
        path = "/v1beta/models";
    } else {
        return Error{Error::Code::Invalid, u"The argument \"protocol\" must be anthropic, openai or gemini."_s};
    }
    request.headers.append("accept", "application/json");
    request.headers.append("user-agent", "Homeport/" HOMEPORT_VERSION);
    request.url = baseUrl.toLatin1() + path;
    request.timeouts.firstByte = std::chrono::seconds(30);
    request.timeouts.idle = std::chrono::seconds(30);
    return request;
}

QJsonObject testJson(const HttpResponse &response, qint64 milliseconds)
{
    const QJsonObject body = QJsonDocument::fromJson(response.body).object();
    const QJsonArray models = body[body.contains("models"_L1) ? "models"_L1 : "data"_L1].toArray();
    const QString message = body["error"_L1]["message"_L1].toString();
    return {{u"status"_s, response.status},
            {u"ms"_s, milliseconds},
            {u"models"_s, models.size()},
            {u"message"_s, message.left(LongestMessage)}};
}

void test(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    if (backend.relay().state() != RelayHost::State::Listening)
        return reply->fail({Error::Code::Unavailable, u"Homeport runs, but its relay does not listen: see homeportctl status."_s});
    const auto created = backend.keys().fromSeed(seedOf(args));
    if (!created)
        return reply->fail(created.error());
    const auto request = modelsRequest(args.value("protocol"_L1).toString(), backend.relay().baseUrl(), created->plain);
    if (!request)
        return reply->fail(request.error());
    QElapsedTimer watch;
    watch.start();
    onResult(backend.engine().fetch(*request), reply, [&backend, reply, watch](const Result<HttpResponse> &response) {
        if (!response)
            return reply->fail(response.error());
        QJsonObject found = testJson(*response, watch.elapsed());
        found.insert(u"base_url"_s, backend.relay().baseUrl());
        reply->finish({{u"tool_test"_s, found}});
    });
}

} // namespace

void addToolCommands(ControlCommands &commands, Backend &backend)
{
    commands[u"tools key"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { key(backend, args, reply); };
    commands[u"tools test"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { test(backend, args, reply); };
}

} // namespace homeport
