// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backend.h"
#include "core/accounts/accountstore.h"
#include "core/proxies/proxystore.h"
#include "tests/support/await.h"
#include "tests/support/rawclient.h"
#include "tests/support/scriptedupstream.h"

#include <QTemporaryDir>

#include <memory>

namespace homeport::test {

// Everything of Homeport that is not a window, with a scripted provider and a scripted authorization server on this computer.
class BackendFixture final
{
public:
    static constexpr const char *ProviderId = "scripted";

    BackendFixture(); // the servers; answers a sign-in and a refresh, each on a connection of its own, and a message
    ~BackendFixture();
    Q_DISABLE_COPY_MOVE(BackendFixture)

    [[nodiscard]] bool start(const QString &caFile); // again: another run over the same state folder

    // The id of what was added; 0: it was not.
    [[nodiscard]] qint64 addProxy(const QString &name, const Proxy &proxy);
    [[nodiscard]] qint64 addKeyAccount(const ProxyChoice &proxies);
    // The user's browser comes back at once with a code.
    [[nodiscard]] Result<Account> signIn(const ProxyChoice &proxies);

    // One message through the relay. @p answered: what must be there before it returns; empty: the end of the answer.
    [[nodiscard]] std::unique_ptr<RawClient> ask(const QByteArray &answered = {});
    [[nodiscard]] QByteArray errorOf(const RawClient &client) const; // the sentence of an error answer
    [[nodiscard]] Account account(qint64 id) const;
    [[nodiscard]] QStringList validKeys() const; // names of local keys that are not revoked

    ScriptedUpstream provider;
    ScriptedUpstream authorizer;
    std::unique_ptr<Backend> backend;
    QString providerUrl; // how both are reached, from start() on
    QString authorizerUrl;
    int refreshes = 0;
    bool lastRunBrokeOff = false; // what a start is told

private:
    [[nodiscard]] Result<ProviderProfile> profile() const;

    QTemporaryDir m_folder;
    QByteArray m_key;
};

[[nodiscard]] ProxyChoice through(const QList<qint64> &ids);

} // namespace homeport::test
