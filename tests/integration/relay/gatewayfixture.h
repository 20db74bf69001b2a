// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/deviceauthority.h"
#include "core/base/onresult.h"
#include "core/relay/relayhost.h"
#include "tests/support/rawclient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <mutex>

namespace homeport::test {

inline QByteArray plain(const SharedSecret &secret)
{
    return secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
}

// Answers what the test says; asked from the relay's thread.
class ScriptedAuthority final : public DeviceAuthority
{
public:
    [[nodiscard]] QFuture<Result<DeviceAuthorization>> begin(const QString &client, const QString &scope, const QString &program) override
    {
        note(QStringLiteral("begin %1 %2 %3").arg(client, scope, program.isEmpty() ? QStringLiteral("-") : QStringLiteral("program")));
        return readyResult(authorization);
    }
    [[nodiscard]] QFuture<Result<DevicePoll>> poll(SharedSecret deviceCode) override
    {
        note(QStringLiteral("poll ") + QString::fromUtf8(plain(deviceCode)));
        return readyResult(answer);
    }
    [[nodiscard]] QFuture<Result<void>> revoke(SharedSecret token) override
    {
        note(QStringLiteral("revoke ") + QString::fromUtf8(plain(token)));
        return readyResult(revoked);
    }
    [[nodiscard]] QStringList questions() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_questions;
    }

    Result<DeviceAuthorization> authorization{DeviceAuthorization{shareSecret(QByteArray("device-code")), QStringLiteral("WDJB-MJHT")}};
    Result<DevicePoll> answer{DevicePoll()};
    Result<void> revoked;

private:
    void note(const QString &question)
    {
        const std::scoped_lock lock(m_mutex);
        m_questions << question;
    }

    mutable std::mutex m_mutex;
    QStringList m_questions;
};

// A running relay that tools may sign in to.
class GatewayFixture final
{
public:
    GatewayFixture() : host(optionsWith(&authority))
    {
        QObject::connect(&host, &RelayHost::requestsChanged, &host,
                         [this](const QList<RequestRecord> &batch) { records += static_cast<int>(batch.size()); });
        const auto started = host.start();
        [&] { QTRY_VERIFY(started.isFinished()); }();
    }

    // Until the whole answer is there.
    void ask(const QByteArray &line, const QByteArray &body = {}, const QByteArray &fields = {}, const QByteArray &name = "127.0.0.1")
    {
        client = std::make_unique<RawClient>(host.port());
        client->send(line + " HTTP/1.1\r\nHost: " + name + ':' + QByteArray::number(host.port()) + "\r\nConnection: close\r\n" + fields
                     + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QTRY_COMPARE(client->socket().state(), QAbstractSocket::UnconnectedState);
    }
    void poll() { ask("POST /oauth/token", "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=the-code"); }
    // Of the last answer.
    [[nodiscard]] int status() const { return client->status(); }
    [[nodiscard]] QByteArray body() const { return client->body(); }
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(client->body()).object(); }
    [[nodiscard]] bool has(const QByteArray &field) const { return client->head().toLower().contains(QByteArray("\r\n" + field)); }

    ScriptedAuthority authority;
    RelayHost host;
    std::unique_ptr<RawClient> client;
    int records = 0;

private:
    [[nodiscard]] static RelayOptions optionsWith(DeviceAuthority *devices)
    {
        RelayOptions options;
        options.port = 0;
        options.devices = devices;
        return options;
    }
};

} // namespace homeport::test
