// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/accountsadapter.h"

#include "app/backend.h"
#include "app/window/clientfilereader.h"
#include "app/window/signinadapter.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/tokenkeeper.h"
#include "core/base/onresult.h"
#include "core/oauth/serviceaccount.h"

namespace homeport {

AccountsAdapter::AccountsAdapter(Backend &backend) : m_backend(backend)
{
    connect(&backend.accounts(), &AccountStore::accountsChanged, &m_gate, &SignalGate::knock);
    connect(&m_gate, &SignalGate::opened, this, &AccountsService::accountsChanged);
}

QList<Account> AccountsAdapter::accounts() const
{
    return m_backend.accounts().accounts();
}

std::vector<ProviderProfile> AccountsAdapter::profiles() const
{
    return m_backend.accounts().profiles();
}

std::vector<ProfileProblem> AccountsAdapter::profileProblems() const
{
    return m_backend.config().profileProblems;
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

QFuture<Result<Account>> AccountsAdapter::rename(qint64 id, const QString &name)
{
    return m_backend.accounts().rename(id, name);
}

QFuture<Result<Account>> AccountsAdapter::setOwner(qint64 id, const QString &organization, const QString &project)
{
    return m_backend.accounts().setOwner(id, organization, project);
}

QFuture<Result<Account>> AccountsAdapter::setKey(qint64 id, SharedSecret key)
{
    return m_backend.accounts().setApiKey(id, key);
}

QFuture<Result<Account>> AccountsAdapter::refresh(qint64 id)
{
    return m_backend.tokens().refreshNow(id);
}

QFuture<Result<AccountTestReport>> AccountsAdapter::test(qint64 id)
{
    return m_backend.testAccount(id);
}

QFuture<Result<ClientFile>> AccountsAdapter::readClientFile(const QString &path)
{
    return readyResult(homeport::readClientFile(path));
}

QFuture<Result<SharedSecret>> AccountsAdapter::readServiceAccountFile(const QString &path)
{
    return readyResult(homeport::readServiceAccountFile(path));
}

std::unique_ptr<SignInSession> AccountsAdapter::createSignIn(const SignInRequest &request)
{
    return std::make_unique<SignInAdapter>(request, m_backend.signInParts());
}

} // namespace homeport
