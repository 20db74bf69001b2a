// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup.h"

#include "app/keyusagekeeper.h"
#include "app/ledgerkeeper.h"
#include "app/snapshotpublisher.h"
#include "core/access/keystore.h"
#include "core/access/programstore.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/groupstore.h"
#include "core/accounts/limitsstore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/proxies/proxystore.h"
#include "core/relay/relayhost.h"

namespace homeport {

namespace {

template <typename T>
Result<void> withoutValue(const Result<T> &result)
{
    return result ? Result<void>() : Result<void>(result.error());
}

} // namespace

Startup::Startup(Backend &backend, SharedSecret passphrase, QObject *parent, std::chrono::milliseconds patience)
    : QObject(parent), m_backend(backend), m_passphrase(std::move(passphrase))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
}

void Startup::start()
{
    m_state = State::OpeningDatabase;
    onResult(m_backend.openDatabase(), this, [this](const Result<VaultIdentity> &identity) { assemble(identity); });
}

void Startup::assemble(const Result<VaultIdentity> &identity)
{
    if (!identity)
        return finish(identity.error());
    if (const auto assembled = m_backend.assemble(*identity); !assembled)
        return finish(assembled.error());
    if (const auto opened = m_backend.openControlSocket(); !opened)
        return finish(opened.error());
    Q_EMIT assembled();
    settle();
}

void Startup::settle()
{
    m_state = State::Settling;
    m_open = 10;
    const auto step = [this](const auto &result) { settled(withoutValue(result)); };
    unlock();                                          // first: the keychain is the slowest
    onResult(m_backend.programs().load(), this, step); // before the keys: none serves a program that was not asked for
    onResult(m_backend.proxies().load(), this, step);
    onResult(m_backend.accounts().load(), this, step);
    onResult(m_backend.keys().load(), this, step);
    onResult(m_backend.limits().load(), this, step);
    onResult(m_backend.groups().load(), this, step);
    onResult(m_backend.keyUsage().load(), this, step);
    onResult(m_backend.ledgerKeeper().load(), this, step);
    onResult(m_backend.relay().start(), this, step);
}

void Startup::unlock()
{
    m_vaultAwaited = true;
    const auto goOn = [this] {
        if (std::exchange(m_vaultAwaited, false))
            settled({});
    };
    connect(&m_patience, &QTimer::timeout, this, goOn);
    if (m_backend.vault().vault().mayAsk())
        m_patience.start();
    onResult(m_backend.vault().unlock(std::exchange(m_passphrase, nullptr)), this, [this, goOn](const Result<void> &unlocked) {
        m_patience.stop();
        if (!unlocked)
            qCWarning(lcApp, "%ls", qUtf16Printable(lockedReason(m_backend.vault().vault())));
        goOn();
    });
}

void Startup::settled(const Result<void> &step)
{
    if (!step && !std::exchange(m_failed, true))
        m_problem = step.error();
    if (--m_open == 0)
        publish();
}

void Startup::publish()
{
    m_state = State::Publishing;
    m_backend.publisher().refresh();
    m_backend.publisher().whenSettled(this, [this] { finish(m_failed ? Result<void>(m_problem) : Result<void>()); });
}

void Startup::finish(const Result<void> &result)
{
    m_state = result ? State::Ready : State::Failed;
    Q_EMIT finished(result);
}

} // namespace homeport
