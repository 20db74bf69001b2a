// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/accountsadapter.h"

#include "app/backend.h"
#include "app/window/signinadapter.h"
#include "core/accounts/accountstore.h"

namespace homeport {

AccountsAdapter::AccountsAdapter(Backend &backend) : m_backend(backend)
{
    connect(&backend.accounts(), &AccountStore::accountsChanged, this, &AccountsService::accountsChanged);
}

QList<Account> AccountsAdapter::accounts() const
{
    return m_backend.accounts().accounts();
}

std::vector<ProviderProfile> AccountsAdapter::profiles() const
{
    return m_backend.accounts().profiles();
}

QFuture<Result<Account>> AccountsAdapter::add(NewAccount account)
{
    return m_backend.accounts().add(std::move(account));
}

QFuture<Result<Account>> AccountsAdapter::setPaused(qint64 id, bool paused)
{
    return m_backend.accounts().setPaused(id, paused);
}

QFuture<Result<Account>> AccountsAdapter::remove(qint64 id)
{
    return m_backend.accounts().remove(id);
}

QFuture<Result<Account>> AccountsAdapter::undoRemove(qint64 id)
{
    return m_backend.accounts().undoRemove(id);
}

std::unique_ptr<SignInSession> AccountsAdapter::createSignIn(const QString &providerId, const QString &name)
{
    return std::make_unique<SignInAdapter>(providerId, name, m_backend.accounts(), m_backend.engine());
}

} // namespace homeport
