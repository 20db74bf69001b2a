// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/relay/relayhost.h"
#include "tests/support/rawclient.h"
#include "tests/support/scriptedupstream.h"

#include <QSignalSpy>
#include <QTest>

namespace homeport::test {

// A running relay with one key and one account at a scripted upstream.
class RelayFixture final
{
public:
    static constexpr const char *UpstreamSecret = "sk-upstream-secret-marker";

    explicit RelayFixture(TokenSource *tokens = nullptr, const TransferTimeouts &timeouts = {},
                          std::chrono::milliseconds programPatience = std::chrono::seconds(30), UsageSource *usage = nullptr)
        : RelayFixture(RelayOptions{0, {}, tokens, timeouts, nullptr, programPatience, usage})
    {
    }
    explicit RelayFixture(const RelayOptions &options) : host(options)
    {
        sealer = *Sealer::fromMasterKey(Secret(QByteArray(32, 'k')));
        key = "hp_" + randomToken(32);
        publish();
        const auto started = host.start();
        [&] { QTRY_VERIFY(started.isFinished()); }();
        QObject::connect(&host, &RelayHost::requestsChanged, &host, [this](const QList<RequestRecord> &batch) {
            for (const RequestRecord &record : batch)
                records[record.id] = record;
        });
    }

    [[nodiscard]] RelaySnapshot snapshot() const
    {
        RelaySnapshot value;
        value.vaultLocked = false;
        value.sealer = sealer;
        LocalKey local;
        local.id = 1;
        local.name = QStringLiteral("test key");
        local.hash = sealer->keyedHash(key);
        value.keys = {local};
        RelayAccount account;
        account.id = 7;
        account.name = QStringLiteral("test account");
        account.baseUrl = upstream.url();
        account.secret = shareSecret(QByteArray(UpstreamSecret));
        value.accounts.push_back(account);
        return value;
    }
    void publish() { host.setSnapshot(snapshot()); }

    // Returns when the relay thread has taken the last snapshot: a whole request later it has.
    void settle() const
    {
        RawClient probe(host.port());
        probe.send("GET /health HTTP/1.1\r\n" + hostField() + "\r\n");
        [&] { QTRY_COMPARE(probe.status(), 200); }();
    }

    [[nodiscard]] QByteArray hostField() const { return "Host: 127.0.0.1:" + QByteArray::number(host.port()) + "\r\n"; }
    [[nodiscard]] QByteArray post(const QByteArray &body, const QByteArray &fields = {},
                                  const QByteArray &target = "/v1/messages?beta=true") const
    {
        return "POST " + target + " HTTP/1.1\r\n" + hostField() + "x-api-key: " + key + "\r\n" + fields
               + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    [[nodiscard]] RequestRecord lastRecord() const { return records.isEmpty() ? RequestRecord() : records.last(); }

    ScriptedUpstream upstream;
    std::shared_ptr<const Sealer> sealer;
    QByteArray key;
    RelayHost host;
    QMap<quint64, RequestRecord> records;
};

} // namespace homeport::test
