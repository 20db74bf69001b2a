// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/revoker.h"

#include "core/accounts/accountstore.h"
#include "core/accounts/routefetch.h"
#include "core/base/clock.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/oauth/tokenrequest.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr qint64 PatienceDays = 7;
constexpr qsizetype MaxAnswer = 64 * 1024;
constexpr std::chrono::milliseconds AgainAfter{3600'000};

} // namespace

Revoker::Revoker(AccountStore &store, HttpEngine &engine, const Clock &clock, RouteOf routeOf, QObject *parent)
    : QObject(parent), m_store(store), m_engine(engine), m_clock(clock), m_routeOf(std::move(routeOf)), m_started(clock.now())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Revoker::sweep);
    connect(&store, &AccountStore::accountRemoved, this, [this] { m_timer.start(UndoTime + std::chrono::seconds(1)); });
}

void Revoker::sweep()
{
    const QDateTime before = std::max(m_started, m_clock.now().addMSecs(-UndoTime.count()));
    onResult(m_store.removedAccounts(before), this, [this](const Result<std::vector<RemovedAccount>> &removed) {
        if (!removed)
            return;
        for (const RemovedAccount &one : *removed) {
            if (!m_asked.contains(one.material.account.id))
                revoke(one);
        }
    });
}

void Revoker::revoke(const RemovedAccount &removed)
{
    const Account &account = removed.material.account;
    const ProviderProfile *provider = m_store.profile(account.providerId);
    const SharedSecret token = removed.material.refreshToken ? removed.material.refreshToken : removed.accessToken;
    const bool overdue = removed.removedAt.daysTo(m_clock.now()) > PatienceDays;
    if (account.credential != Account::Credential::OAuth || !provider || !provider->signIn || provider->signIn->revokeUrl.isEmpty()
        || !token || overdue)
        return forget(account.id);
    const SignInProfile &profile = *provider->signIn;
    const ProxyRoute route = m_routeOf(account.proxies, profile.revokeUrl);
    const TransferRequest request = revokeRequest(
        profile, {account.clientId.isEmpty() ? profile.clientId : account.clientId, removed.material.clientSecret}, token);
    const auto tell = [this](const AccountSignal &signal) { Q_EMIT signalled(signal); };
    m_asked << account.id;
    const auto answer = fetchThrough(m_engine, {route, account.id, request, MaxAnswer}, this, tell); // never around its proxies
    onResult(answer, this, [this, id = account.id](const Result<HttpResponse> &response) {
        m_asked.remove(id);
        // RFC 7009 section 2.2: 200 also for a token that is none any more; 4xx means that asking again is no use.
        if (response && response->status < 500 && response->status != 429) {
            qCInfo(lcApp) << "account" << id << "was revoked at its provider, status" << response->status;
            return forget(id);
        }
        qCWarning(lcApp).noquote() << "account" << id << "could not be revoked yet:"
                                   << (response ? QString::number(response->status) : response.error().detail);
        m_timer.start(AgainAfter);
    });
}

void Revoker::forget(qint64 id)
{
    onResult(m_store.purge(id), this, [this](const Result<int> &) { Q_EMIT swept(); });
}

} // namespace homeport
