// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backend.h"

#include "app/accountroutes.h"
#include "app/backuppassphrase.h"
#include "app/backupschedule.h"
#include "app/control/accountcommands.h"
#include "app/control/backupcommands.h"
#include "app/control/contentscommands.h"
#include "app/control/controlsocket.h"
#include "app/control/keycommands.h"
#include "app/control/linecommand.h"
#include "app/control/logincommands.h"
#include "app/control/pricecommands.h"
#include "app/control/programcommands.h"
#include "app/control/proxycommands.h"
#include "app/control/requestcommands.h"
#include "app/control/routingcommands.h"
#include "app/control/settingscommands.h"
#include "app/control/signincommands.h"
#include "app/control/statuscommands.h"
#include "app/control/toolcommands.h"
#include "app/control/transfercommands.h"
#include "app/control/usagecommands.h"
#include "app/control/vaultcommands.h"
#include "app/keyusagekeeper.h"
#include "app/latepassphrasesource.h"
#include "app/ledgerkeeper.h"
#include "app/newskeeper.h"
#include "app/pricekeeper.h"
#include "app/snapshotpublisher.h"
#include "core/access/devicekeys.h"
#include "core/access/keystore.h"
#include "core/access/programstore.h"
#include "core/accounts/accounthealth.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/groupstore.h"
#include "core/accounts/limitsstore.h"
#include "core/accounts/revoker.h"
#include "core/accounts/tokenkeeper.h"
#include "core/base/onresult.h"
#include "core/batch/accounttransfer.h"
#include "core/net/httpengine.h"
#include "core/proxies/proxystore.h"
#include "core/relay/relayhost.h"
#include "core/usage/contentskeeper.h"
#include "core/usage/ledger.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Backend::Backend(BackendConfig config, QObject *parent)
    : QObject(parent), m_config(std::move(config)), m_settings(m_config.folder.settingsFile(), m_config.overrides),
      m_stranded(m_config.folder.path(), m_config.lastRunBrokeOff), m_executor(u"db"_s), m_persistence(m_executor)
{
}

Backend::~Backend() = default;

QFuture<Result<VaultIdentity>> Backend::openDatabase()
{
    return m_persistence.open(m_config.folder.databaseFile());
}

Result<VaultService::Setup> Backend::vaultSetup(const VaultIdentity &stored) const
{
    VaultService::Setup setup;
    setup.identity = stored;
    if (m_config.memoryVault) {
        setup.source = memoryKeySource();
    } else {
        const Result<VaultChoice> choice = resolveVault(m_config.vault, stored);
        if (!choice)
            return choice.error();
        setup.identity.keyFile = choice->keyFile;
        switch (choice->kind) {
        case VaultChoice::Kind::Keychain:
            setup.source = keychainKeySource(keychainAccount(stored.instanceId));
            break;
        case VaultChoice::Kind::KeyFile:
            setup.source = keyFileSource(choice->keyFile);
            break;
        case VaultChoice::Kind::Passphrase: {
            auto source = std::make_unique<LatePassphraseSource>(m_config.folder.saltFile());
            setup.passphrase = source.get();
            setup.source = std::move(source);
            break;
        }
        }
    }
    setup.identity.kind = setup.source->kind();
    return setup;
}

Result<void> Backend::assemble(const VaultIdentity &identity)
{
    Result<VaultService::Setup> setup = vaultSetup(identity);
    if (!setup)
        return setup.error();
    m_vault = std::make_unique<VaultService>(*std::move(setup), m_persistence);
    m_vault->setReload([this] { return reloadSealed(); });
    Vault &vault = m_vault->vault();
    assembleContents();
    assembleLedger(identity.instanceId);
    assembleBackups();
    m_accounts = std::make_unique<AccountStore>(m_executor, m_persistence.accounts(), vault, m_config.profiles);
    m_proxies = std::make_unique<ProxyStore>(m_executor, m_persistence.proxies(), m_persistence.meta(), vault, m_clock);
    m_routes = std::make_unique<AccountRoutes>(*m_accounts, *m_proxies, vault);
    m_transfer = std::make_unique<AccountTransfer>(*m_accounts, m_executor, m_persistence.accounts(), vault, [this] {
        QHash<QString, qint64> names;
        for (const ProxyInfo &proxy : m_proxies->proxies())
            names.insert(proxy.name, proxy.id);
        return names;
    });
    m_tokens = std::make_unique<TokenKeeper>(*m_accounts, engine(), m_clock, [this](const Account &account, const QString &tokenUrl) {
        return m_routes->forTokens(account, tokenUrl);
    });
    m_health = std::make_unique<AccountHealth>(*m_accounts);
    m_revoker = std::make_unique<Revoker>(*m_accounts, engine(), m_clock, signInParts().route);
    m_keys = std::make_unique<KeyStore>(m_executor, m_persistence.keys(), vault);
    m_devices = std::make_unique<DeviceKeys>(*m_keys, vault, m_clock);
    m_ledgerKeeper = std::make_unique<LedgerKeeper>(m_executor, m_persistence, *m_accounts, *m_keys, *m_ledger);
    assembleRelay();
    joinContents();
    joinProxies();
    connect(&vault, &Vault::stateChanged, m_tokens.get(), [this, &vault] {
        if (!vault.sealer())
            return m_tokens->reevaluate();
        m_tokens->retryAll();
        m_revoker->sweep();
    });
    return {};
}

QFuture<Result<void>> Backend::reloadSealed()
{
    auto promise = startedPromise<void>();
    onResult(m_accounts->reload(), this, [this, promise](const Result<void> &accounts) {
        onResult(m_proxies->reload(), this,
                 [promise, accounts](const Result<void> &proxies) { complete(promise, accounts ? proxies : accounts); });
    });
    return promise->future();
}

Result<void> Backend::openControlSocket()
{
    const Result<QString> name = controlSocketName(m_config.folder.path());
    if (!name)
        return name.error();
    ControlCommands commands;
    addStatusCommands(commands, *this, m_config.showWindow);
    addAccountCommands(commands, *this);
    addSignInCommands(commands, *this);
    addProxyCommands(commands, *this);
    addTransferCommands(commands, *this);
    addKeyCommands(commands, *this);
    addLoginCommands(commands, *this);
    addProgramCommands(commands, *m_programs);
    addToolCommands(commands, *this);
    addRoutingCommands(commands, *this);
    addRequestCommands(commands, m_requests, *m_ledger);
    addContentsCommands(commands, *this);
    addUsageCommands(commands, *m_ledger, *m_ledgerKeeper);
    addLineCommand(commands, *this);
    addPriceCommands(commands, *this);
    addVaultCommands(commands, *m_vault, *m_publisher);
    addBackupCommands(commands, *this);
    addSettingsCommands(commands, *this);
    m_control = std::make_unique<ControlServer>(std::move(commands));
    return m_control->listen(*name);
}

void Backend::closeControlSocket()
{
    m_control.reset();
}

} // namespace homeport
