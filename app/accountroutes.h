// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/proxies/proxyhealth.h"

#include <QObject>

namespace homeport {

class AccountStore;
class ProxyStore;
class Vault;

// Joins accounts and proxies: which way an account's traffic takes, and what it means for an account that a proxy is gone. Lives
// in the GUI thread.
class AccountRoutes final : public QObject
{
    Q_OBJECT

public:
    // All references outlive it.
    AccountRoutes(AccountStore &accounts, ProxyStore &proxies, const Vault &vault, QObject *parent = nullptr);

    // Names of the accounts that go through the proxy: those that chose it and, where it is the default, those that take that.
    [[nodiscard]] QStringList usersOf(qint64 proxyId) const;
    // Accounts that a provider sees coming from one address, as far as tests of their first proxies have shown it.
    [[nodiscard]] QList<SharedExit> sharedExits() const;

    // As ProxyStore::route().
    [[nodiscard]] ProxyRoute forRequests(const Account &account) const; // to its provider
    // To its authorization server, which is another host.
    [[nodiscard]] ProxyRoute forTokens(const Account &account, const QString &tokenUrl) const;

Q_SIGNALS:
    void changed(); // a way may have changed: a proxy, the default, the bypass list, a proxy's health; several times for one change

private:
    void review();

    AccountStore &m_accounts;
    ProxyStore &m_proxies;
    const Vault &m_vault;
};

} // namespace homeport
