// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/accessadapter.h"

#include "app/backend.h"
#include "app/keyusagekeeper.h"
#include "app/pricekeeper.h"
#include "core/access/devicekeys.h"
#include "core/access/programstore.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/groupstore.h"
#include "core/base/onresult.h"
#include "core/relay/relayhost.h"

#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// What it says it is, and what it was seen to be.
QString toolOf(const PendingDeviceLogin &login)
{
    if (login.client.isEmpty() || login.program.isEmpty())
        return login.client + login.program;
    return login.client + u": " + login.program;
}

} // namespace

AccessAdapter::AccessAdapter(Backend &backend) : m_backend(backend)
{
    connect(&backend.keys(), &KeyStore::keysChanged, this, &AccessService::keysChanged);
    connect(&backend.groups(), &GroupStore::groupsChanged, this, &AccessService::keysChanged);
    connect(&backend.accounts(), &AccountStore::accountsChanged, &m_gate, &SignalGate::knock);
    connect(&m_gate, &SignalGate::opened, this, &AccessService::keysChanged);
    connect(&backend.keyUsage(), &KeyUsageKeeper::usageChanged, this, &AccessService::usageChanged);
    connect(&backend.devices(), &DeviceKeys::changed, this, &AccessService::loginsChanged);
    connect(&backend.programs(), &ProgramStore::rulesChanged, this, &AccessService::programsChanged);
    connect(&backend.programs(), &ProgramStore::waitingChanged, this, &AccessService::programsChanged);
}

QList<LocalKey> AccessAdapter::keys() const
{
    return m_backend.keys().keys();
}

KeyUsageNow AccessAdapter::usageOf(qint64 keyId) const
{
    return m_backend.keyUsage().usageOf(keyId);
}

QList<Account> AccessAdapter::accounts() const
{
    return m_backend.accounts().accounts();
}

QList<AccountGroup> AccessAdapter::groups() const
{
    return m_backend.groups().groups();
}

QStringList AccessAdapter::knownModels() const
{
    return m_backend.pricing().prices()->models();
}

QFuture<Result<CreatedKey>> AccessAdapter::create(const QString &name, const KeyPolicy &policy)
{
    return m_backend.keys().create(name, policy);
}

QFuture<Result<LocalKey>> AccessAdapter::rename(qint64 id, const QString &name)
{
    return m_backend.keys().rename(id, name);
}

QFuture<Result<LocalKey>> AccessAdapter::setPolicy(qint64 id, const KeyPolicy &policy)
{
    return m_backend.keys().setPolicy(id, policy);
}

QFuture<Result<LocalKey>> AccessAdapter::revoke(qint64 id, bool drop)
{
    const auto revoked = m_backend.keys().revoke(id);
    if (drop) { // the publisher has told the relay of the key first: nothing new begins with it
        onResult(revoked, this, [this, id](const Result<LocalKey> &key) {
            if (key)
                m_backend.relay().dropRequestsOf(id);
        });
    }
    return revoked;
}

QList<PendingLogin> AccessAdapter::pendingLogins() const
{
    QList<PendingLogin> logins;
    for (const PendingDeviceLogin &login : m_backend.devices().pending())
        logins << PendingLogin{login.userCode, toolOf(login), login.requestedAt, login.expiresAt};
    return logins;
}

QFuture<Result<LocalKey>> AccessAdapter::approveLogin(const QString &userCode, const QString &keyName)
{
    return m_backend.devices().approve(userCode, keyName);
}

void AccessAdapter::denyLogin(const QString &userCode)
{
    std::ignore = m_backend.devices().deny(userCode); // one that has ended is denied
}

bool AccessAdapter::asksForPrograms() const
{
    return m_backend.programs().isAsking();
}

QList<KnownProgram> AccessAdapter::programs() const
{
    return m_backend.programs().programs();
}

QList<WaitingProgram> AccessAdapter::waitingPrograms() const
{
    return m_backend.programs().waiting();
}

QFuture<Result<void>> AccessAdapter::askForPrograms(bool ask)
{
    return m_backend.programs().setAsking(ask);
}

QFuture<Result<KnownProgram>> AccessAdapter::decideProgram(const QString &executable, bool allow)
{
    return m_backend.programs().decide(executable, allow);
}

QFuture<Result<void>> AccessAdapter::forgetProgram(const QString &executable)
{
    return m_backend.programs().forget(executable);
}

} // namespace homeport
