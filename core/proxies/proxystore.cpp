// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/proxies/proxystore.h"

#include "core/base/clock.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/proxies/proxyrecords.h"
#include "core/proxies/proxyrules.h"
#include "core/storage/metarepository.h"
#include "core/vault/vault.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error locked()
{
    return {Error::Code::Locked, u"The vault is locked: unlock it first."_s};
}

template <typename T>
QFuture<Result<T>> failed(const Error &error)
{
    return readyResult(Result<T>(error));
}

} // namespace

ProxyStore::ProxyStore(SerialExecutor &executor, ProxyRepository &repository, MetaRepository &meta, Vault &vault, const Clock &clock,
                       QObject *parent)
    : QObject(parent), m_executor(executor), m_repository(repository), m_meta(meta), m_vault(vault), m_clock(clock)
{
    connect(&vault, &Vault::stateChanged, this, [this] {
        m_opened.clear();
        m_openedWith.reset();
    });
    m_nextTry.setSingleShot(true);
    connect(&m_nextTry, &QTimer::timeout, this, [this] {
        awaitNextTry();
        Q_EMIT healthChanged();
    });
}

ProxyStore::~ProxyStore() = default;

const ProxyInfo *ProxyStore::find(qint64 id) const
{
    const auto found = std::find_if(m_proxies.cbegin(), m_proxies.cend(), [id](const ProxyInfo &proxy) { return proxy.id == id; });
    return found == m_proxies.cend() ? nullptr : &*found;
}

const ProxyInfo *ProxyStore::find(QStringView name) const
{
    const auto found = std::find_if(m_proxies.cbegin(), m_proxies.cend(), [name](const ProxyInfo &proxy) { return proxy.name == name; });
    return found == m_proxies.cend() ? nullptr : &*found;
}

void ProxyStore::rebuild()
{
    m_opened.clear();
    m_proxies.clear();
    for (const ProxyRow &row : std::as_const(m_rows))
        m_proxies << proxyInfoOf(row);
    Q_EMIT proxiesChanged();
}

QFuture<Result<QList<ProxyInfo>>> ProxyStore::load()
{
    using Many = QList<ProxyInfo>;
    auto promise = std::make_shared<QPromise<Result<Many>>>();
    promise->start();
    const auto work = [&repository = m_repository, &meta = m_meta] { return readProxies(repository, meta); };
    onResult(m_executor.run(work), this, [this, promise](const Result<StoredProxies> &loaded) {
        if (loaded) {
            m_loaded = true;
            m_rows = loaded->rows;
            m_defaultId = loaded->defaultId;
            m_bypass = loaded->bypass;
            rebuild();
        }
        promise->addResult(loaded ? Result<Many>(m_proxies) : Result<Many>(loaded.error()));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<void>> ProxyStore::reload()
{
    auto promise = startedPromise<void>();
    onResult(m_executor.run([&repository = m_repository] { return repository.all(); }), this,
             [this, promise](const Result<QList<ProxyRow>> &rows) {
                 if (rows) {
                     m_rows = *rows;
                     m_opened.clear();
                 }
                 complete<void>(promise, rows ? Result<void>() : Result<void>(rows.error()));
             });
    return promise->future();
}

// Runs work in the db thread, then applies its row to the list in ours, then completes.
QFuture<Result<ProxyInfo>> ProxyStore::change(std::function<Result<ProxyRow>()> work)
{
    auto promise = std::make_shared<QPromise<Result<ProxyInfo>>>();
    promise->start();
    onResult(m_executor.run(std::move(work)), this, [this, promise](const Result<ProxyRow> &row) {
        if (row) {
            m_rows.removeIf([&row](const ProxyRow &known) { return known.id == row->id; });
            const auto place = std::find_if(m_rows.begin(), m_rows.end(), [&row](const ProxyRow &known) { return known.id > row->id; });
            m_rows.insert(place, *row);
            setHealth(row->id, {}); // what was known is of what it was before
            rebuild();
        }
        promise->addResult(row ? Result<ProxyInfo>(proxyInfoOf(*row)) : Result<ProxyInfo>(row.error()));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<ProxyInfo>> ProxyStore::add(NewProxy proxy)
{
    const auto checked = checkedProxy(std::move(proxy));
    if (!checked)
        return failed<ProxyInfo>(checked.error());
    const auto sealer = m_vault.sealer();
    if (checked->login && !sealer)
        return failed<ProxyInfo>(locked());
    return change([&repository = m_repository, row = rowOf(*checked, m_clock.now()), write = writing(sealer, *checked)] {
        return repository.insert(row, write);
    });
}

QFuture<Result<ProxyInfo>> ProxyStore::update(qint64 id, NewProxy proxy, Login login)
{
    if (login == Login::Keep) {
        proxy.login.reset();
        proxy.password.reset();
    }
    const auto checked = checkedProxy(std::move(proxy));
    if (!checked)
        return failed<ProxyInfo>(checked.error());
    const auto sealer = m_vault.sealer();
    if (login == Login::Replace && !sealer)
        return failed<ProxyInfo>(locked());
    return change([&repository = m_repository, id, write = writing(login == Login::Replace ? sealer : nullptr, *checked)] {
        return repository.update(id, write);
    });
}

QFuture<Result<RemovedProxy>> ProxyStore::remove(qint64 id)
{
    auto promise = std::make_shared<QPromise<Result<RemovedProxy>>>();
    promise->start();
    // The default stays chosen: accounts that take it stop, and do not begin to go direct.
    const auto work = [&repository = m_repository, id, isDefault = id == m_defaultId]() -> Result<RemovedProxy> {
        const auto users = repository.usersOf(id, isDefault);
        if (!users)
            return users.error();
        const auto row = repository.remove(id);
        return row ? Result<RemovedProxy>({proxyInfoOf(*row), *users}) : Result<RemovedProxy>(row.error());
    };
    onResult(m_executor.run(work), this, [this, promise, id](const Result<RemovedProxy> &removed) {
        if (removed) {
            m_rows.removeIf([id](const ProxyRow &known) { return known.id == id; });
            setHealth(id, {});
            rebuild();
        }
        promise->addResult(removed);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<void>> ProxyStore::store(const QString &key, const QString &value, std::function<void()> apply)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    onResult(m_executor.run([&meta = m_meta, key, value] { return meta.setValue(key, value); }), this,
             [this, promise, apply = std::move(apply)](const Result<void> &stored) {
                 if (stored) {
                     apply();
                     Q_EMIT proxiesChanged();
                 }
                 promise->addResult(stored);
                 promise->finish();
             });
    return promise->future();
}

QFuture<Result<void>> ProxyStore::setDefault(qint64 id)
{
    if (id != 0 && !find(id))
        return failed<void>({Error::Code::NotFound, u"There is no proxy with the id %1: see the list of proxies."_s.arg(id)});
    return store(proxyDefaultKey(), QString::number(id), [this, id] { m_defaultId = id; });
}

QFuture<Result<void>> ProxyStore::setBypass(const QStringList &patterns)
{
    const auto checked = checkedBypass(patterns);
    if (!checked)
        return failed<void>(checked.error());
    return store(proxyBypassKey(), proxyBypassText(*checked), [this, checked = *checked] { m_bypass = checked; });
}

Result<AccountProxy> ProxyStore::opened(qint64 id) const
{
    const auto sealer = m_vault.sealer();
    if (sealer != m_openedWith) {
        m_opened.clear();
        m_openedWith = sealer;
    }
    if (const auto known = m_opened.constFind(id); known != m_opened.cend())
        return *known;
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(), [id](const ProxyRow &known) { return known.id == id; });
    if (row == m_rows.cend())
        return Error{Error::Code::NotFound, u"The proxy this account goes through was removed: choose another one for it."_s};
    const auto proxy = openedProxy(*row, sealer.get());
    if (proxy && sealer)
        m_opened.insert(id, *proxy);
    return proxy;
}

ProxyRoute ProxyStore::routeThrough(const QList<qint64> &ids) const
{
    ProxyRoute route;
    for (const qint64 id : ids) {
        const auto proxy = opened(id);
        if (!proxy)
            return {{}, proxy.error().detail};
        route.proxies.push_back(*proxy);
    }
    const QDateTime now = m_clock.now();
    std::stable_partition(route.proxies.begin(), route.proxies.end(),
                          [this, &now](const AccountProxy &proxy) { return healthOf(proxy.id).mayBeUsed(now); });
    return route;
}

ProxyRoute ProxyStore::route(const ProxyChoice &choice, const QString &baseUrl) const
{
    if (choice.mode == ProxyChoice::Mode::Direct)
        return {};
    if (!m_loaded)
        return {{}, u"The proxies have not been read yet: try again in a moment, or restart Homeport."_s};
    if (bypasses(m_bypass, QUrl(baseUrl).host()))
        return {};
    if (choice.mode == ProxyChoice::Mode::List)
        return choice.ids.isEmpty() ? ProxyRoute{{}, u"No proxy is chosen for this account: choose one, or let it go direct."_s}
                                    : routeThrough(choice.ids);
    if (m_defaultId == 0)
        return {};
    if (!find(m_defaultId))
        return {{}, u"The default proxy was removed: choose another default on the Proxies page, or none."_s};
    return routeThrough({m_defaultId});
}

} // namespace homeport
