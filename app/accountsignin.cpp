// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accountsignin.h"

#include "core/accounts/accountstore.h"
#include "core/base/onresult.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

AccountSignIn::AccountSignIn(QString providerId, QString name, AccountStore &store, HttpEngine &engine, QObject *parent)
    : QObject(parent), m_providerId(std::move(providerId)), m_name(name.trimmed()), m_store(store), m_engine(engine)
{
}

AccountSignIn::~AccountSignIn() = default;

Result<SignInProfile> AccountSignIn::check() const
{
    const ProviderProfile *profile = m_store.profile(m_providerId);
    if (!profile)
        return Error{Error::Code::NotFound, u"There is no provider \"%1\"."_s.arg(m_providerId)};
    if (!profile->signIn)
        return Error{Error::Code::Invalid, u"%1 has no browser sign-in: add an API key instead."_s.arg(profile->displayName)};
    if (m_name.isEmpty())
        return Error{Error::Code::Invalid, u"The account needs a name."_s};
    const auto &accounts = m_store.accounts();
    if (std::any_of(accounts.begin(), accounts.end(), [this](const Account &account) { return account.name == m_name; }))
        return Error{Error::Code::Conflict, u"There is an account named \"%1\" already."_s.arg(m_name)};
    return *profile->signIn;
}

Result<QUrl> AccountSignIn::start()
{
    const Result<SignInProfile> profile = check();
    if (!profile)
        return profile.error();
    m_flow = new SignIn(*profile, m_engine, SignIn::Options{}, this);
    connect(m_flow, &SignIn::finished, this, &AccountSignIn::keep);
    return m_flow->start();
}

Result<void> AccountSignIn::paste(const QString &text)
{
    if (!m_flow)
        return Error{Error::Code::Invalid, u"The sign-in has not been started."_s};
    return m_flow->paste(text);
}

void AccountSignIn::cancel()
{
    if (m_flow)
        m_flow->cancel();
}

void AccountSignIn::keep(const Result<TokenReply> &reply)
{
    if (!reply) {
        Q_EMIT finished(reply.error());
        return;
    }
    NewAccount account;
    account.providerId = m_providerId;
    account.name = m_name;
    account.credential = reply->isApiKey ? Account::Credential::ApiKey : Account::Credential::OAuth;
    account.secret = reply->accessToken;
    account.refreshToken = reply->refreshToken;
    account.expiresAt = reply->expiresAt;
    onResult(m_store.add(std::move(account)), this, [this](const Result<Account> &added) { Q_EMIT finished(added); });
}

} // namespace homeport
