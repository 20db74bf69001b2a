// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/tokenkeeper.h"

#include "core/accounts/accountstore.h"
#include "core/accounts/refreshpolicy.h"
#include "core/base/clock.h"
#include "core/base/faultpoint.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxReply = 256 * 1024;

void finish(const std::shared_ptr<QPromise<Result<SharedSecret>>> &promise, const Result<SharedSecret> &result)
{
    promise->addResult(result);
    promise->finish();
}

} // namespace

TokenKeeper::TokenKeeper(AccountStore &store, HttpEngine &engine, const Clock &clock, RouteOf routeOf, QObject *parent)
    : QObject(parent), m_store(store), m_engine(engine), m_clock(clock), m_routeOf(std::move(routeOf))
{
    connect(&m_timer, &WallTimer::fired, this, &TokenKeeper::reevaluate);
    connect(&store, &AccountStore::accountsChanged, this, [this] {
        if (!m_noting)
            schedule();
    });
    schedule();
}

TokenKeeper::~TokenKeeper()
{
    for (auto &[id, entry] : m_entries) {
        entry.transfer.cancel();
        for (const Waiting &one : std::exchange(entry.waiting, {}))
            finish(one.promise, Error{Error::Code::Cancelled, u"Homeport is shutting down."_s});
    }
}

QFuture<Result<SharedSecret>> TokenKeeper::fresh(qint64 accountId, SharedSecret rejected)
{
    auto promise = std::make_shared<QPromise<Result<SharedSecret>>>();
    promise->start();
    QMetaObject::invokeMethod(this, [this, accountId, promise, rejected = std::move(rejected)] { wait(accountId, rejected, promise); });
    return promise->future();
}

void TokenKeeper::wait(qint64 id, const SharedSecret &rejected, const Promise &promise)
{
    const Account *account = m_store.find(id);
    if (!account)
        return finish(promise, Error{Error::Code::NotFound, u"The account is not there any more."_s});
    const auto current = m_store.secretOf(id);
    if (!current)
        return finish(promise, current.error());
    const QDateTime now = m_clock.now();
    const bool isRejected = rejected && **current == *rejected;
    const bool lasts = !account->expiresAt.isValid() || now.addSecs(TokenMargin.count()) < account->expiresAt;
    if (!isRejected && (lasts || !account->refreshable))
        return finish(promise, *current);
    if (account->state == Account::State::NeedsSignIn || !account->refreshable)
        return finish(promise, Error{Error::Code::Unauthorized, u"The account %1 needs a new sign-in."_s.arg(account->name)});
    Entry &entry = m_entries[id];
    if (!entry.running && heldUntil(entry) > now) {
        if (!isRejected && now < account->expiresAt)
            return finish(promise, *current);
        return finish(promise, Error{Error::Code::Unavailable, account->refreshProblem});
    }
    entry.waiting.push_back({promise, isRejected});
    if (!entry.running)
        begin(id);
}

QFuture<Result<Account>> TokenKeeper::refreshNow(qint64 accountId)
{
    const Account *account = m_store.find(accountId);
    if (!account)
        return readyResult(Result<Account>(Error{Error::Code::NotFound, u"There is no account with the id %1."_s.arg(accountId)}));
    if (!account->refreshable)
        return readyResult(Result<Account>(Error{Error::Code::Invalid, u"%1 has nothing to refresh."_s.arg(account->name)}));
    auto promise = std::make_shared<QPromise<Result<Account>>>();
    promise->start();
    auto inner = std::make_shared<QPromise<Result<SharedSecret>>>();
    inner->start();
    onResult(inner->future(), this, [this, accountId, promise](const Result<SharedSecret> &result) {
        const Account *now = m_store.find(accountId);
        promise->addResult(result && now
                               ? Result<Account>(*now)
                               : Result<Account>(result ? Error{Error::Code::NotFound, u"The account is gone."_s} : result.error()));
        promise->finish();
    });
    Entry &entry = m_entries[accountId];
    entry.waiting.push_back({inner, true});
    if (!entry.running)
        begin(accountId);
    return promise->future();
}

void TokenKeeper::begin(qint64 id)
{
    Entry &entry = m_entries[id];
    entry.running = true;
    entry.notBefore = QDateTime();
    note(id, true, m_store.notes(id).refreshProblem);
    if (entry.uncommitted)
        return commit(id, entry.uncommitted);
    onResult(m_store.beginRefresh(id), this, [this, id](const Result<RefreshMaterial> &material) {
        if (!material && material.error().code == Error::Code::Unauthorized)
            return signInAgain(id, material.error().detail);
        if (!material)
            return later(id, material.error(), {});
        faultPoint("refresh:noted"_L1);
        send(id, *material);
    });
}

void TokenKeeper::send(qint64 id, const RefreshMaterial &material)
{
    const ProviderProfile *provider = m_store.profile(material.account.providerId);
    if (!provider || !provider->signIn)
        return later(id, {Error::Code::Invalid, u"Its provider has no sign-in any more: check the provider files."_s}, {});
    const ProxyRoute route = m_routeOf(material.account);
    if (!route.problem.isEmpty())
        return later(id, {Error::Code::Unavailable, route.problem}, {});
    const SignInProfile &profile = *provider->signIn;
    const OAuthClient client{material.account.clientId.isEmpty() ? profile.clientId : material.account.clientId, material.clientSecret};
    TransferRequest request = refreshRequest(profile, client, material.refreshToken);
    Entry &entry = m_entries[id];
    if (!route.proxies.empty())
        request.proxy = route.proxies[entry.attempt % route.proxies.size()].proxy;
    const bool moreWays = entry.attempt + 1 < route.proxies.size();
    entry.transfer = m_engine.fetch(request, MaxReply);
    faultPoint("refresh:sent"_L1);
    onResult(entry.transfer, this, [this, id, profile, client, material, moreWays](const Result<HttpResponse> &response) {
        faultPoint("refresh:answered"_L1);
        Entry &waiting = m_entries[id];
        // The proxy failed: nothing has reached the server, and the next one of the list may do.
        if (!response && response.error().code == Error::Code::Unavailable && moreWays) {
            ++waiting.attempt;
            return send(id, material);
        }
        waiting.attempt = 0;
        judged(id, judgeRefresh(profile, client, material.refreshToken, response, m_clock.now()), response.has_value());
    });
}

void TokenKeeper::judged(qint64 id, const RefreshAnswer &answer, bool answered)
{
    switch (answer.kind) {
    case RefreshAnswer::Kind::Renewed: {
        auto credential = std::make_shared<NewCredential>();
        credential->secret = answer.reply.accessToken;
        credential->refreshToken = answer.reply.refreshToken;
        credential->obtainedAt = m_clock.now();
        credential->expiresAt = answer.reply.expiresAt;
        credential->identity = answer.reply.identity;
        return commit(id, credential);
    }
    case RefreshAnswer::Kind::SignInAgain:
        return signInAgain(id, answer.why);
    case RefreshAnswer::Kind::TryLater:
        break;
    }
    if (answered) // the refresh token was not used up
        onResult(m_store.forgetRefresh(id), this, [](const Result<Account> &) {});
    later(id, {Error::Code::Unavailable, answer.why}, answer.retryAfter);
}

void TokenKeeper::commit(qint64 id, const std::shared_ptr<NewCredential> &credential)
{
    m_entries[id].uncommitted = credential;
    onResult(m_store.replaceCredential(id, *credential), this, [this, id, credential](const Result<Account> &kept) {
        Entry &entry = m_entries[id];
        if (!kept && kept.error().code != Error::Code::NotFound)
            return later(id, kept.error(), {});
        entry.uncommitted.reset();
        if (!kept)
            return settle(id, kept.error());
        faultPoint("refresh:committed"_L1);
        qCInfo(lcApp) << "account" << id << "has a fresh token";
        entry.failures = 0;
        entry.jitter = randomJitter();
        note(id, false, {});
        settle(id, credential->secret);
    });
}

void TokenKeeper::later(qint64 id, const Error &error, std::chrono::milliseconds asked)
{
    Entry &entry = m_entries[id];
    if (error.code == Error::Code::Locked) { // no failure: nothing is due until it is unlocked
        note(id, false, m_store.notes(id).refreshProblem);
        return settle(id, error);
    }
    ++entry.failures;
    entry.backoff = refreshBackoff(entry.failures, randomJitter(), asked);
    entry.notBefore = m_clock.now().addMSecs(entry.backoff.count());
    qCWarning(lcApp).noquote() << "account" << id << "could not be refreshed, next attempt in" << entry.backoff.count()
                               << "ms:" << error.detail;
    note(id, false, error.detail);
    settle(id, error);
}

void TokenKeeper::signInAgain(qint64 id, const QString &why)
{
    qCWarning(lcApp).noquote() << "account" << id << "needs a new sign-in:" << why;
    AccountVerdict verdict;
    verdict.signInWhy = why;
    onResult(m_store.setVerdict(id, verdict), this, [this, id, why](const Result<Account> &) {
        note(id, false, {});
        settle(id, Error{Error::Code::Unauthorized, why});
    });
}

// Ends the refresh. Who waited with a token that still serves gets that one when there is no new one.
void TokenKeeper::settle(qint64 id, const Result<SharedSecret> &result)
{
    Entry &entry = m_entries[id];
    entry.running = false;
    const Account *account = m_store.find(id);
    const bool serves = account && account->state != Account::State::NeedsSignIn && m_clock.now() < account->expiresAt;
    const auto current = m_store.secretOf(id);
    for (const Waiting &one : std::exchange(entry.waiting, {}))
        finish(one.promise, !result && serves && !one.rejectedCurrent && current ? current : result);
    if (!account)
        m_entries.erase(id);
    schedule();
}

void TokenKeeper::note(qint64 id, bool refreshing, const QString &problem)
{
    AccountNotes notes = m_store.notes(id);
    notes.refreshing = refreshing;
    notes.refreshProblem = problem;
    m_noting = true;
    m_store.setNotes(id, notes);
    m_noting = false;
}

} // namespace homeport
