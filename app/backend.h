// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accountsignin.h"
#include "app/backupservice.h"
#include "app/options.h"
#include "app/persistence.h"
#include "app/settingskeeper.h"
#include "app/statefolder.h"
#include "app/strandedtools.h"
#include "app/vaultservice.h"
#include "core/accounts/accounttest.h"
#include "core/base/clock.h"
#include "core/base/serialexecutor.h"
#include "core/providers/profile.h"
#include "core/proxies/proxyprobe.h"
#include "core/usage/requestlog.h"

#include <QObject>

namespace homeport {

class AccountHealth;
class AccountRoutes;
class AccountStore;
class AccountTransfer;
class BackupPassphrase;
class BackupSchedule;
class ContentsKeeper;
class ControlServer;
class DeviceKeys;
class GroupStore;
class HttpEngine;
class KeyStore;
class KeyUsageKeeper;
class Ledger;
class LedgerKeeper;
class LimitsStore;
class NewsKeeper;
class PriceKeeper;
class PriceList;
class ProgramStore;
class ProxyStore;
class RelayHost;
class RestoreJob;
class Revoker;
class SnapshotPublisher;
class TokenKeeper;
struct RestoreOrder;

// What the backend is made from.
struct BackendConfig
{
    explicit BackendConfig(StateFolder stateFolder) : folder(std::move(stateFolder)) {}

    StateFolder folder;
    SettingOverrides overrides;
    QString caFile;
    std::optional<VaultChoice> vault;
    bool memoryVault = false; // --demo
    bool lastRunBrokeOff = false;
    std::vector<ProviderProfile> profiles;
    std::vector<ProfileProblem> profileProblems; // user files that were left out
    std::function<void()> showWindow;            // null: there is no window
    std::function<void()> restart;               // ends this run in order and begins another; null: can't
};

// Everything of the process that is not a window, wired together: the composition root. Lives in the
// GUI thread and owns its parts, in the order in which they need each other. Startup brings it up step
// by step; assemble() must have succeeded before the accessors below it are used.
class Backend final : public QObject
{
    Q_OBJECT

public:
    explicit Backend(BackendConfig config, QObject *parent = nullptr);
    ~Backend() override;

    [[nodiscard]] QFuture<Result<VaultIdentity>> openDatabase();
    [[nodiscard]] Result<void> assemble(const VaultIdentity &identity);
    [[nodiscard]] Result<void> openControlSocket(); // serves homeportctl from then on
    void closeControlSocket();

    [[nodiscard]] bool isAssembled() const { return m_publisher != nullptr; }
    [[nodiscard]] SettingsKeeper &settings() { return m_settings; }
    [[nodiscard]] StrandedTools &strandedTools() { return m_stranded; }
    [[nodiscard]] VaultService &vault() { return *m_vault; }
    [[nodiscard]] BackupService &backups() { return *m_backups; }
    [[nodiscard]] BackupSchedule &backupSchedule() { return *m_backupSchedule; }
    [[nodiscard]] BackupPassphrase &backupPassphrase() { return *m_backupPassphrase; }
    [[nodiscard]] AccountTransfer &transfer() { return *m_transfer; }
    [[nodiscard]] AccountStore &accounts() { return *m_accounts; }
    [[nodiscard]] TokenKeeper &tokens() { return *m_tokens; }
    [[nodiscard]] ProxyStore &proxies() { return *m_proxies; }
    [[nodiscard]] AccountRoutes &routes() { return *m_routes; }
    [[nodiscard]] KeyStore &keys() { return *m_keys; }
    [[nodiscard]] DeviceKeys &devices() { return *m_devices; }
    [[nodiscard]] ProgramStore &programs() { return *m_programs; }
    [[nodiscard]] KeyUsageKeeper &keyUsage() { return *m_keyUsage; }
    [[nodiscard]] LimitsStore &limits() { return *m_limits; }
    [[nodiscard]] GroupStore &groups() { return *m_groups; }
    [[nodiscard]] NewsKeeper &news() { return *m_news; }
    [[nodiscard]] PriceKeeper &pricing() { return *m_pricing; }
    [[nodiscard]] RelayHost &relay() { return *m_relay; }
    [[nodiscard]] RequestLog &requests() { return m_requests; }
    [[nodiscard]] Ledger &ledger() { return *m_ledger; }
    [[nodiscard]] LedgerKeeper &ledgerKeeper() { return *m_ledgerKeeper; }
    [[nodiscard]] ContentsKeeper &contents() { return *m_contents; }
    [[nodiscard]] SnapshotPublisher &publisher() { return *m_publisher; }
    [[nodiscard]] const BackendConfig &config() const { return m_config; }
    [[nodiscard]] SignInParts signInParts();
    // At the user's request; its signals reach the accounts' states.
    [[nodiscard]] QFuture<Result<AccountTestReport>> testAccount(qint64 id);
    // At the user's request; what it finds reaches the proxy's health. Errors as ProxyProbe::run(), ProxyStore::opened(), proxyEcho().
    [[nodiscard]] QFuture<Result<ProxyTestReport>> testProxy(qint64 id);
    [[nodiscard]] HttpEngine &engine(); // for sign-ins and refreshes, in this thread

private:
    void joinProxies();
    void assembleLedger(const QString &instance); // backend_relay.cpp
    void assembleBackups();                       // backend_backups.cpp
    void assembleContents();                      // backend_contents.cpp
    void joinContents();                          // backend_contents.cpp
    void assemblePrices();                        // backend_relay.cpp
    [[nodiscard]] QFuture<Result<QByteArray>> fetchPrices(const QString &url);
    void assembleRelay();                               // backend_relay.cpp
    void joinSettings();                                // backend_relay.cpp
    [[nodiscard]] QFuture<Result<void>> reloadSealed(); // what is kept of the database's envelopes
    [[nodiscard]] HttpEngine::Options engineOptions() const;
    [[nodiscard]] Result<VaultService::Setup> vaultSetup(const VaultIdentity &stored) const;

    BackendConfig m_config;
    SettingsKeeper m_settings;
    StrandedTools m_stranded;
    SerialExecutor m_executor;
    Persistence m_persistence;
    RequestLog m_requests;
    SystemClock m_clock;
    std::unique_ptr<VaultService> m_vault;
    std::unique_ptr<Ledger> m_ledger; // outlives the relay: gets its last requests
    std::unique_ptr<BackupService> m_backups;
    std::unique_ptr<BackupPassphrase> m_backupPassphrase;
    std::unique_ptr<BackupSchedule> m_backupSchedule;
    std::unique_ptr<AccountStore> m_accounts;
    std::unique_ptr<ProxyStore> m_proxies;
    std::unique_ptr<AccountRoutes> m_routes;
    std::unique_ptr<AccountTransfer> m_transfer;
    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<TokenKeeper> m_tokens;
    std::unique_ptr<AccountHealth> m_health;
    std::unique_ptr<Revoker> m_revoker;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<DeviceKeys> m_devices;
    std::unique_ptr<ProgramStore> m_programs;
    std::unique_ptr<LimitsStore> m_limits;
    std::unique_ptr<GroupStore> m_groups;
    std::unique_ptr<NewsKeeper> m_news;
    std::unique_ptr<PriceKeeper> m_pricing;
    std::unique_ptr<LedgerKeeper> m_ledgerKeeper;
    std::unique_ptr<ContentsKeeper> m_contents; // outlives the relay: gets its last requests
    std::unique_ptr<RelayHost> m_relay;
    std::unique_ptr<KeyUsageKeeper> m_keyUsage;
    std::unique_ptr<SnapshotPublisher> m_publisher;
    std::unique_ptr<ControlServer> m_control; // goes first: its sign-ins use what stands above
};

// Where a restored state keeps its master key: as this one does. Invalid: this run can't be replaced, as a demo.
[[nodiscard]] Result<VaultChoice> canRestore(Backend &backend);
// To be connected and started; a child of @p backend, for it goes on without whoever asked. Conflict: there is one already, from the window
// or from homeportctl: both would work in the one pending folder.
[[nodiscard]] Result<RestoreJob *> makeRestoreJob(Backend &backend, const RestoreOrder &order);

} // namespace homeport
