// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/relay/relayhost.h"
#include "core/simulator/simulator.h"
#include "tests/support/rawclient.h"

#include <QTest>

namespace homeport::test {

// A running relay with one key and several accounts (1, 2, ... named "a1", "a2", ...) at a simulated provider.
class AccountsFixture final
{
public:
    struct Answer
    {
        int status = 0;
        QByteArray head; // in lower case
        QByteArray body;

        [[nodiscard]] qint64 retryAfter() const
        {
            const qsizetype at = head.indexOf("\r\nretry-after: ");
            return at < 0 ? -1 : head.mid(at + 15, head.indexOf("\r\n", at + 2) - at - 15).toLongLong();
        }
    };

    explicit AccountsFixture(int count = 2, TokenSource *tokens = nullptr) : host(RelayOptions{0, {}, tokens, {}})
    {
        std::ignore = provider.start();
        key = "hp_" + randomToken(32);
        world.vaultLocked = false;
        world.sealer = *Sealer::fromMasterKey(Secret(QByteArray(32, 'k')));
        world.prices = std::make_shared<const PriceList>(PriceList::bundled().value_or(PriceList()));
        LocalKey local;
        local.id = 1;
        local.name = QStringLiteral("tool");
        local.hash = world.sealer->keyedHash(key);
        world.keys = {local};
        for (int id = 1; id <= count; ++id)
            addAccount(id, provider.issueApiKey());
        QObject::connect(&host, &RelayHost::requestsChanged, &host, [this](const QList<RequestRecord> &batch) {
            for (const RequestRecord &record : batch)
                records[record.id] = record;
        });
        QObject::connect(&host, &RelayHost::accountNews, &host, [this](const AccountNews &one) { news << one; });
        QObject::connect(&host, &RelayHost::accountSignalled, &host, [this](const AccountSignal &one) { told << one; });
        QObject::connect(&host, &RelayHost::keysUsed, &host, [this](const KeyUsageReport &report) {
            rows << report.rows;
            firstUses << report.firstUses;
            for (const KeyUsageNow &one : report.standing)
                standing[one.keyId] = one;
        });
        publish();
        const auto started = host.start();
        [&] { QTRY_VERIFY(started.isFinished()); }();
    }

    RelayAccount &addAccount(int id, const QByteArray &secret)
    {
        RelayAccount account;
        account.id = id;
        account.name = QStringLiteral("a%1").arg(id);
        account.providerId = QStringLiteral("simulator");
        account.routing.priority = id; // asked in this order
        account.baseUrl = provider.baseUrl().toLatin1();
        account.secret = shareSecret(QByteArray(secret));
        secrets[id] = secret;
        world.accounts.push_back(account);
        return world.accounts.back();
    }
    [[nodiscard]] KeyPolicy &policy() { return world.keys.first().policy; }
    [[nodiscard]] RelayAccount &account(int id) { return world.accounts[static_cast<std::size_t>(id - 1)]; }
    void publish() { host.setSnapshot(world); }
    void fail(int id, const KeyFaults &faults) { provider.setKeyFaults(secrets.value(id), faults); }
    [[nodiscard]] qint64 askedOf(int id) const { return provider.requestCount(secrets.value(id)); }

    [[nodiscard]] static QByteArray message(const QByteArray &model = "claude-sonnet-4-5", bool stream = false)
    {
        return R"({"model":")" + model + R"(","max_tokens":64,"stream":)" + (stream ? "true" : "false")
               + R"(,"messages":[{"role":"user","content":"hello"}]})";
    }
    [[nodiscard]] QByteArray request(const QByteArray &body, const QByteArray &fields = {}, const QByteArray &path = "/v1/messages") const
    {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(host.port()) + "\r\nx-homeport-key: " + key
               + "\r\nanthropic-version: 2023-06-01\r\nConnection: close\r\n" + fields
               + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    // The whole answer to these bytes.
    [[nodiscard]] Answer exchange(const QByteArray &bytes) const
    {
        RawClient client(host.port());
        client.send(bytes);
        return answerOf(client);
    }
    [[nodiscard]] Answer ask(const QByteArray &fields = {}, const QByteArray &body = message()) const
    {
        return exchange(request(body, fields));
    }
    [[nodiscard]] static Answer answerOf(RawClient &client)
    {
        std::ignore = QTest::qWaitFor([&client] { return client.socket().state() == QAbstractSocket::UnconnectedState; }, 25'000);
        return {client.status(), client.head().toLower() + "\r\n", client.body()};
    }
    // The record of the last request, once it has ended.
    [[nodiscard]] RequestRecord lastRecord() const
    {
        std::ignore = QTest::qWaitFor([this] { return !records.isEmpty() && records.last().outcome != RequestRecord::Outcome::Running; });
        return records.isEmpty() ? RequestRecord() : records.last();
    }

    Simulator provider;
    QByteArray key;
    QMap<int, QByteArray> secrets; // of the accounts
    RelaySnapshot world;           // publish() makes changes known
    RelayHost host;
    QMap<quint64, RequestRecord> records;
    QList<AccountNews> news;
    QList<AccountSignal> told;
    QList<KeyUsageRow> rows;
    QList<qint64> firstUses;
    QMap<qint64, KeyUsageNow> standing;
};

} // namespace homeport::test
