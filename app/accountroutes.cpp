// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accountroutes.h"

#include "core/accounts/accountstore.h"
#include "core/proxies/proxystore.h"
#include "core/vault/vault.h"

namespace homeport {

AccountRoutes::AccountRoutes(AccountStore &accounts, ProxyStore &proxies, const Vault &vault, QObject *parent)
    : QObject(parent), m_accounts(accounts), m_proxies(proxies), m_vault(vault)
{
    connect(&proxies, &ProxyStore::proxiesChanged, this, [this] {
        review();
        Q_EMIT changed();
    });
    connect(&proxies, &ProxyStore::healthChanged, this, &AccountRoutes::changed);
    connect(&accounts, &AccountStore::storedChanged, this, &AccountRoutes::review); // notes choose no way
    connect(&vault, &Vault::stateChanged, this, &AccountRoutes::review);
}

ProxyRoute AccountRoutes::forRequests(const Account &account) const
{
    return m_proxies.route(account.proxies, account.baseUrl);
}

ProxyRoute AccountRoutes::forTokens(const Account &account, const QString &tokenUrl) const
{
    return m_proxies.route(account.proxies, tokenUrl);
}

QStringList AccountRoutes::usersOf(qint64 proxyId) const
{
    QStringList names;
    for (const Account &account : m_accounts.accounts()) {
        const bool takesDefault = account.proxies.mode == ProxyChoice::Mode::Default && proxyId == m_proxies.defaultId();
        const bool choseIt = account.proxies.mode == ProxyChoice::Mode::List && account.proxies.ids.contains(proxyId);
        if (takesDefault || choseIt)
            names << account.name;
    }
    return names;
}

QList<SharedExit> AccountRoutes::sharedExits() const
{
    QList<ExitUse> uses;
    for (const Account &account : m_accounts.accounts()) {
        const ProxyRoute route = forRequests(account);
        if (!route.proxies.empty())
            uses << ExitUse{account.name, m_proxies.healthOf(route.proxies.front().id).exitAddress};
    }
    return homeport::sharedExits(uses);
}

void AccountRoutes::review()
{
    // Without a key no login opens: that is the vault's state, not the proxies'.
    if (!m_vault.sealer() || !m_proxies.isLoaded())
        return;
    QHash<qint64, AccountNotes> changed;
    for (const Account &account : m_accounts.accounts()) {
        const AccountNotes known = m_accounts.notes(account.id);
        AccountNotes notes = known;
        const ProxyRoute route = forRequests(account);
        notes.routeProblem = route.problem;
        if (route.proxies.empty()) // the default given up, a bypass: no answer through the proxy that failed will come
            notes.proxyProblem.clear();
        if (notes != known)
            changed.insert(account.id, notes);
    }
    m_accounts.setAllNotes(changed);
}

} // namespace homeport
