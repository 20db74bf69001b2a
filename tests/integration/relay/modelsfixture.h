// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/relay/relayfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace homeport::test {

// A relay whose accounts are at upstreams that list models as a test says.
class ModelsFixture final
{
public:
    explicit ModelsFixture(TokenSource *tokens = nullptr) : relay(tokens) { world = relay.snapshot(); }

    // The first account is there; further ones get ids 8, 9, ...
    RelayAccount &addAccount(const ScriptedUpstream &upstream, Protocol protocol)
    {
        RelayAccount account = world.accounts.front();
        account.id = 7 + static_cast<qint64>(world.accounts.size());
        account.name = QStringLiteral("account %1").arg(account.id);
        account.protocol = protocol;
        account.authStyle = AuthStyle::Bearer;
        account.baseUrl = upstream.url();
        world.accounts.push_back(account);
        return world.accounts.back();
    }
    [[nodiscard]] RelayAccount &first() { return world.accounts.front(); }
    [[nodiscard]] KeyPolicy &policy() { return world.keys.first().policy; }
    void publish()
    {
        relay.host.setSnapshot(world);
        relay.settle();
    }

    [[nodiscard]] static QByteArray anthropicList(const QByteArrayList &ids, const QByteArray &next = {})
    {
        QByteArrayList objects;
        for (const QByteArray &id : ids)
            objects << R"({"type":"model","id":")" + id + R"(","display_name":"of )" + id + R"(","created_at":"2026-01-02T00:00:00Z"})";
        return R"({"data":[)" + objects.join(',') + R"(],"has_more":)" + (next.isEmpty() ? "false" : "true") + R"(,"last_id":")" + next
               + "\"}";
    }
    [[nodiscard]] static QByteArray openAiList(const QByteArrayList &ids)
    {
        QByteArrayList objects;
        for (const QByteArray &id : ids)
            objects << R"({"id":")" + id + R"(","object":"model","created":1,"owned_by":"them"})";
        return R"({"object":"list","data":[)" + objects.join(',') + "]}";
    }
    // Lists @p body and answers nothing else but {"ok":true}.
    static void listWith(ScriptedUpstream &upstream, const QByteArray &body)
    {
        upstream.setAnswer([body](const ScriptedUpstream::Seen &seen) {
            seen.socket->write(ScriptedUpstream::json(200, seen.head.startsWith("GET ") ? body : QByteArray(R"({"ok":true})")));
        });
    }

    // The whole answer; @p fields carry the key as @KEY@.
    void ask(const QByteArray &line, QByteArray fields, const QByteArray &body = {})
    {
        client = std::make_unique<RawClient>(relay.host.port());
        const QByteArray length = body.isEmpty() ? QByteArray() : "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        client->send(line + " HTTP/1.1\r\n" + relay.hostField() + "Connection: close\r\n" + fields.replace("@KEY@", relay.key) + length
                     + "\r\n" + body);
        QTRY_COMPARE(client->socket().state(), QAbstractSocket::UnconnectedState);
    }
    void askAnthropic(const QByteArray &line = "GET /v1/models") { ask(line, "anthropic-version: 2023-06-01\r\nx-api-key: @KEY@\r\n"); }

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(client->body()).object(); }
    // Of a list in any shape.
    [[nodiscard]] QStringList ids() const
    {
        QStringList all;
        const QJsonObject body = json();
        for (const QString &list : {QStringLiteral("data"), QStringLiteral("models")}) {
            for (const QJsonValue &model : body.value(list).toArray())
                all << model[u"id"].toString(model[u"name"].toString());
        }
        return all;
    }

    RelayFixture relay;
    RelaySnapshot world; // publish() makes changes known
    std::unique_ptr<RawClient> client;
};

} // namespace homeport::test
