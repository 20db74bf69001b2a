// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accountsignin.h"

#include "core/accounts/accountrules.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/routefetch.h"
#include "core/base/onresult.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

AccountSignIn::AccountSignIn(SignInRequest request, SignInParts parts, QObject *parent)
    : QObject(parent), m_request(std::move(request)), m_parts(std::move(parts))
{
}

AccountSignIn::~AccountSignIn() = default;

// Signing in again: everything but the credential is the account's, and its client unless another one is given.
Result<void> AccountSignIn::takeFromAccount()
{
    const Account *account = m_parts.store.find(m_request.accountId);
    if (!account)
        return Error{Error::Code::NotFound, u"There is no account with the id %1."_s.arg(m_request.accountId)};
    m_request.providerId = account->providerId;
    m_request.name = account->name;
    m_request.proxies = account->proxies;
    if (!m_request.clientId.isEmpty() && m_request.clientId != account->clientId)
        return {};
    m_request.clientId = account->clientId;
    if (m_request.projectId.isEmpty())
        m_request.projectId = account->projectId;
    if (m_request.clientSecret) // a rotated one; what is stored may not even open
        return {};
    const auto secret = m_parts.store.clientSecretOf(account->id);
    if (!secret)
        return secret.error();
    m_request.clientSecret = *secret;
    return {};
}

Result<SignInProfile> AccountSignIn::check()
{
    if (m_request.accountId != 0) {
        if (const auto taken = takeFromAccount(); !taken)
            return taken.error();
    }
    const ProviderProfile *profile = m_parts.store.profile(m_request.providerId);
    if (!profile)
        return Error{Error::Code::NotFound, u"There is no provider \"%1\"."_s.arg(m_request.providerId)};
    if (!profile->signIn)
        return Error{Error::Code::Invalid, u"%1 has no browser sign-in: add an API key instead."_s.arg(profile->displayName)};
    const auto name = checkedName(m_request.name);
    if (!name)
        return name.error();
    m_request.name = *name;
    const auto &accounts = m_parts.store.accounts();
    const bool taken = std::any_of(accounts.begin(), accounts.end(), [this](const Account &account) {
        return account.name == m_request.name && account.id != m_request.accountId;
    });
    if (taken)
        return Error{Error::Code::Conflict, u"There is an account named \"%1\" already."_s.arg(m_request.name)};
    if (profile->signIn->ownClient && profile->signIn->clientId.isEmpty() && m_request.clientId.isEmpty())
        return Error{Error::Code::Invalid, u"%1 signs in through an OAuth client of your own: give its client id. %2"_s.arg(
                                               profile->displayName, profile->signIn->note)};
    return *profile->signIn;
}

Result<QUrl> AccountSignIn::start()
{
    const Result<SignInProfile> profile = check();
    if (!profile)
        return profile.error();
    const ProxyRoute route = m_parts.route(m_request.proxies, profile->tokenUrl);
    if (!route.problem.isEmpty())
        return Error{Error::Code::Unavailable, route.problem};
    SignIn::Options options;
    options.fetch = [this](const TransferRequest &request) { return fetch(request); };
    options.client = {m_request.clientId, m_request.clientSecret};
    m_flow = new SignIn(*profile, m_parts.engine, options, this);
    connect(m_flow, &SignIn::finished, this, &AccountSignIn::signedIn);
    return m_flow->start();
}

// The way as it is by now: the person may have taken minutes.
QFuture<Result<HttpResponse>> AccountSignIn::fetch(const TransferRequest &request)
{
    return fetchThrough(m_parts.engine, {m_parts.route(m_request.proxies, QString::fromUtf8(request.url)), m_request.accountId, request},
                        this, m_parts.report);
}

Result<void> AccountSignIn::paste(const QString &text)
{
    if (!m_flow)
        return Error{Error::Code::Invalid, u"The sign-in has not been started."_s};
    return m_flow->paste(text);
}

void AccountSignIn::cancel()
{
    if (m_onboarding) {
        m_onboarding->deleteLater();
        m_onboarding->disconnect(this);
        m_onboarding.clear();
        Q_EMIT finished(Error{Error::Code::Cancelled, u"The sign-in was cancelled."_s});
    } else if (m_flow)
        m_flow->cancel();
}

void AccountSignIn::signedIn(const Result<TokenReply> &reply)
{
    if (!reply) {
        Q_EMIT finished(reply.error());
        return;
    }
    const ProviderProfile *profile = m_parts.store.profile(m_request.providerId);
    if (profile && profile->pathStyle == PathStyle::CodeAssist)
        return onboard(*profile, *reply);
    keep(*reply);
}

// Nothing is kept of an account that Code Assist does not take: its words are what the person needs then.
void AccountSignIn::onboard(const ProviderProfile &profile, const TokenReply &reply)
{
    const Account *again = m_parts.store.find(m_request.accountId);
    const QByteArray baseUrl = (again ? again->baseUrl : profile.baseUrl).toUtf8();
    const auto send = [this](const TransferRequest &request) { return fetch(request); };
    m_onboarding = new CodeAssistOnboarding(baseUrl, reply.accessToken, send, m_parts.onboarding, this);
    connect(m_onboarding, &CodeAssistOnboarding::looked, this, &AccountSignIn::settingUp);
    connect(m_onboarding, &CodeAssistOnboarding::finished, this, [this, reply](const Result<CodeAssistStanding> &standing) {
        m_onboarding->deleteLater();
        m_onboarding.clear();
        if (!standing) {
            Q_EMIT finished(standing.error());
            return;
        }
        m_request.projectId = standing->projectId;
        TokenReply known = reply;
        if (known.identity.isEmpty())
            known.identity = standing->tier;
        keep(known);
    });
    m_onboarding->start(m_request.projectId);
}

void AccountSignIn::keep(const TokenReply &reply)
{
    const auto done = [this](const Result<Account> &kept) { Q_EMIT finished(kept); };
    if (m_request.accountId != 0) {
        NewCredential credential;
        credential.secret = reply.accessToken;
        credential.refreshToken = reply.refreshToken;
        credential.isNewSignIn = true;
        credential.client = AccountClient{m_request.clientId, m_request.clientSecret, m_request.projectId};
        credential.obtainedAt = QDateTime::currentDateTimeUtc();
        credential.expiresAt = reply.expiresAt;
        credential.identity = reply.identity;
        onResult(m_parts.store.replaceCredential(m_request.accountId, credential), this, done);
        return;
    }
    NewAccount account;
    account.providerId = m_request.providerId;
    account.name = m_request.name;
    account.credential = reply.isApiKey ? Account::Credential::ApiKey : Account::Credential::OAuth;
    account.secret = reply.accessToken;
    account.refreshToken = reply.refreshToken;
    account.expiresAt = reply.expiresAt;
    account.identity = reply.identity;
    account.clientId = m_request.clientId;
    account.clientSecret = m_request.clientSecret;
    account.projectId = m_request.projectId;
    account.proxies = m_request.proxies;
    onResult(m_parts.store.add(std::move(account)), this, done);
}

} // namespace homeport
