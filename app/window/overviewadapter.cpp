// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/overviewadapter.h"

#include "app/backend.h"
#include "app/runner.h"
#include "core/access/keystore.h"
#include "core/accounts/accountstore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/relay/relayhost.h"
#include "core/vault/privatefile.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Overview::Relay relayState(RelayHost::State state)
{
    switch (state) {
    case RelayHost::State::Stopped:
        return Overview::Relay::Stopped;
    case RelayHost::State::Starting:
        return Overview::Relay::Starting;
    case RelayHost::State::Listening:
        return Overview::Relay::Listening;
    case RelayHost::State::Draining:
        return Overview::Relay::Draining;
    case RelayHost::State::Failed:
        break;
    }
    return Overview::Relay::Failed;
}

Overview::VaultState vaultState(Vault::State state)
{
    switch (state) {
    case Vault::State::Locked:
        return Overview::VaultState::Locked;
    case Vault::State::Unlocking:
        return Overview::VaultState::Unlocking;
    case Vault::State::Unlocked:
        break;
    }
    return Overview::VaultState::Unlocked;
}

} // namespace

OverviewAdapter::OverviewAdapter(Backend &backend) : m_backend(backend)
{
    connect(&backend.relay(), &RelayHost::stateChanged, this, &OverviewService::overviewChanged);
    connect(&backend.vault().vault(), &Vault::stateChanged, this, &OverviewService::overviewChanged);
    connect(&backend.keys(), &KeyStore::keysChanged, this, &OverviewService::overviewChanged);
    connect(&backend.accounts(), &AccountStore::accountsChanged, this, [this] { // for Overview::loaded, once
        if (m_backend.accounts().isLoaded() && !std::exchange(m_accountsRead, true))
            Q_EMIT overviewChanged();
    });
}

Overview OverviewAdapter::overview() const
{
    const RelayHost &relay = m_backend.relay();
    const Vault &vault = m_backend.vault().vault();
    Overview overview;
    overview.relay = relayState(relay.state());
    overview.port = relay.port() ? relay.port() : static_cast<quint16>(m_backend.settings().settings().port);
    overview.baseUrl = relay.baseUrl();
    overview.relayError = relay.lastError();
    overview.vault = vaultState(vault.state());
    overview.vaultSource = vault.sourceKind();
    overview.vaultError = vault.lastError();
    overview.vaultAsksPassphrase = m_backend.vault().asksPassphrase();
    overview.hasRecoveryCode = m_backend.config().memoryVault || !vault.sealer() || m_backend.vault().hasRecoveryCode();
    overview.demo = m_backend.config().memoryVault;
    overview.loaded = m_backend.accounts().isLoaded() && m_backend.keys().isLoaded();
    overview.keys = m_backend.keys().keys();
    return overview;
}

QFuture<Result<CreatedKey>> OverviewAdapter::createKey(const QString &name)
{
    return m_backend.keys().create(name);
}

QFuture<Result<LocalKey>> OverviewAdapter::revokeKey(qint64 id)
{
    return m_backend.keys().revoke(id);
}

QFuture<Result<void>> OverviewAdapter::unlockVault(SharedSecret passphrase)
{
    return m_backend.vault().unlock(std::move(passphrase));
}

QFuture<Result<SharedSecret>> OverviewAdapter::makeRecoveryCode()
{
    const auto code = m_backend.vault().newRecoveryCode();
    onResult(code, this, [this](const Result<SharedSecret> &) { Q_EMIT overviewChanged(); });
    return code;
}

QFuture<Result<void>> OverviewAdapter::saveRecoveryCode(SharedSecret code, const QString &path)
{
    if (!m_files)
        m_files = std::make_unique<SerialExecutor>(u"recovery code"_s); // a stick may be slow
    return m_files->run([code = std::move(code), path] {
        return code->reveal([&path](QByteArrayView plain) { return createPrivateFile(path, plain.toByteArray() + '\n'); });
    });
}

void OverviewAdapter::startRelay()
{
    const RelayHost::State state = m_backend.relay().state();
    if (state != RelayHost::State::Stopped && state != RelayHost::State::Failed)
        return;
    onResult(m_backend.relay().start(), this, [](const Result<quint16> &port) {
        if (!port)
            qCWarning(lcApp, "%ls", qUtf16Printable(port.error().detail));
    });
}

void OverviewAdapter::stopRelay()
{
    if (m_backend.relay().state() != RelayHost::State::Listening)
        return;
    onResult(m_backend.relay().stop(Runner::Grace), this, [](const Result<int> &broken) {
        if (broken.value_or(0) > 0)
            qCWarning(lcApp, "%d requests were still running and were broken off", *broken);
    });
}

} // namespace homeport
