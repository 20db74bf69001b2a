// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/revoker.h"

#include "core/accounts/accountstore.h"
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

Revoker::Revoker(AccountStore &store, HttpEngine &engine, RouteOf routeOf, QObject *parent)
    : QObject(parent), m_store(store), m_engine(engine), m_routeOf(std::move(routeOf))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Revoker::sweep);
    connect(&store, &AccountStore::accountRemoved, this, [this] { m_timer.start(UndoTime + std::chrono::seconds(1)); });
}

void Revoker::sweep()
{
    const QDateTime before = std::max(m_started, QDateTime::currentDateTimeUtc().addMSecs(-UndoTime.count()));
    onResult(m_store.removedAccounts(before), this, [this](const Result<std::vector<RemovedAccount>> &removed) {
        if (!removed)
            return;
        for (const RemovedAccount &one : *removed)
            revoke(one);
    });
}

void Revoker::revoke(const RemovedAccount &removed)
{
    const Account &account = removed.material.account;
    const ProviderProfile *provider = m_store.profile(account.providerId);
    const SharedSecret token = removed.material.refreshToken ? removed.material.refreshToken : removed.accessToken;
    const bool overdue = removed.removedAt.daysTo(QDateTime::currentDateTimeUtc()) > PatienceDays;
    if (account.credential != Account::Credential::OAuth || !provider || !provider->signIn || provider->signIn->revokeUrl.isEmpty()
        || !token || overdue)
        return forget(account.id);
    const SignInProfile &profile = *provider->signIn;
    const ProxyRoute route = m_routeOf(account.proxies, profile.revokeUrl);
    if (!route.problem.isEmpty()) { // never around its proxies
        m_timer.start(AgainAfter);
        return;
    }
    TransferRequest request = revokeRequest(
        profile, {account.clientId.isEmpty() ? profile.clientId : account.clientId, removed.material.clientSecret}, token);
    if (!route.proxies.empty())
        request.proxy = route.proxies.front().proxy;
    onResult(m_engine.fetch(request, MaxAnswer), this, [this, id = account.id](const Result<HttpResponse> &response) {
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
