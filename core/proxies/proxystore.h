// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/proxies/proxy.h"
#include "core/proxies/proxyhealth.h"
#include "core/storage/proxyrepository.h"

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <memory>

namespace homeport {

class Clock;
class MetaRepository;
class Sealer;
class SerialExecutor;
class Vault;

// What is left behind by a proxy that was removed.
struct RemovedProxy
{
    ProxyInfo proxy;
    QList<ProxyUser> stopped; // accounts that named it or, where it was the default, took the default: they stop
};

// The user's proxies, and the way an account's traffic takes: the list in memory, the truth in the database. Lives in the GUI
// thread; work runs in the db thread. Every operation completes once; the list changes only after the commit.
//
// Errors of all that change one: NotFound, Invalid, Conflict (name taken), Locked (vault, where a login is involved), Storage.
class ProxyStore final : public QObject
{
    Q_OBJECT

public:
    enum class Login { Replace, Keep }; // Keep: what is sealed stays; login and password of the edited proxy are ignored

    // All references outlive the store. The repositories are used in the executor's thread only.
    ProxyStore(SerialExecutor &executor, ProxyRepository &repository, MetaRepository &meta, Vault &vault, const Clock &clock,
               QObject *parent = nullptr);
    ~ProxyStore() override;
    Q_DISABLE_COPY_MOVE(ProxyStore)

    [[nodiscard]] QFuture<Result<QList<ProxyInfo>>> load(); // once after start; until it has succeeded no route is given but Direct
    // The rows anew, after all was sealed under another key: what is known of their health stays, and nothing that anybody
    // sees changes, so no signal. Storage.
    [[nodiscard]] QFuture<Result<void>> reload();
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    [[nodiscard]] const QList<ProxyInfo> &proxies() const { return m_proxies; } // by creation
    [[nodiscard]] const ProxyInfo *find(qint64 id) const;                       // null: there is none; valid until the next change
    [[nodiscard]] const ProxyInfo *find(QStringView name) const;
    [[nodiscard]] qint64 defaultId() const { return m_defaultId; } // 0: none; may be one that was removed
    [[nodiscard]] const QStringList &bypass() const { return m_bypass; }

    [[nodiscard]] QFuture<Result<ProxyInfo>> add(NewProxy proxy);
    [[nodiscard]] QFuture<Result<ProxyInfo>> update(qint64 id, NewProxy proxy, Login login);
    [[nodiscard]] QFuture<Result<RemovedProxy>> remove(qint64 id);
    [[nodiscard]] QFuture<Result<void>> setDefault(qint64 id); // 0: none, accounts without a choice go direct
    [[nodiscard]] QFuture<Result<void>> setBypass(const QStringList &patterns);

    // The way to @p baseUrl. Fails closed: whatever is deleted, missing or can't be opened (locked vault, damaged envelope)
    // is a ProxyRoute::problem that says what to do, never a direct route. Proxies that are down and wait for their next try come
    // last: still tried, when nothing else is left. Direct are: the choice Direct, the choice Default
    // while no default is set, and hosts of the bypass list.
    [[nodiscard]] ProxyRoute route(const ProxyChoice &choice, const QString &baseUrl) const;
    // One proxy with its login, for a test. Errors: NotFound, Locked, Invalid (damaged).
    [[nodiscard]] Result<AccountProxy> opened(qint64 id) const;

    [[nodiscard]] ProxyHealth healthOf(qint64 id) const { return m_health.value(id); }
    void noteSuccess(qint64 id);
    void noteFailure(qint64 id, const QString &why);
    void noteTest(qint64 id, std::chrono::milliseconds latency, const QString &exitAddress); // a test that succeeded

Q_SIGNALS:
    void proxiesChanged(); // after each change of proxies(), defaultId() or bypass()
    // After each change of what healthOf() says, and when the next try of one that is down has come (half-open); a success of
    // what is good already is none.
    void healthChanged();

private:
    [[nodiscard]] QFuture<Result<ProxyInfo>> change(std::function<Result<ProxyRow>()> work);
    [[nodiscard]] QFuture<Result<void>> store(const QString &key, const QString &value, std::function<void()> apply);
    void rebuild();
    void setHealth(qint64 id, const ProxyHealth &health);
    void awaitNextTry();
    [[nodiscard]] ProxyRoute routeThrough(const QList<qint64> &ids) const;

    SerialExecutor &m_executor;
    ProxyRepository &m_repository;
    MetaRepository &m_meta;
    Vault &m_vault;
    const Clock &m_clock;
    bool m_loaded = false;
    QList<ProxyRow> m_rows; // by id; envelopes stay sealed
    QList<ProxyInfo> m_proxies;
    qint64 m_defaultId = 0;
    QStringList m_bypass;
    QHash<qint64, ProxyHealth> m_health;
    QTimer m_nextTry;
    mutable QHash<qint64, AccountProxy> m_opened; // with m_openedWith; empty while the vault is locked
    mutable std::shared_ptr<const Sealer> m_openedWith;
};

} // namespace homeport
