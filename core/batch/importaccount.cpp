// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importaccount.h"

#include "core/accounts/accountrules.h"
#include "core/batch/importfields.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxText = 500;

Error invalid(const QString &what)
{
    return {Error::Code::Invalid, what};
}

QString knownIds(const std::vector<ProviderProfile> &profiles)
{
    QStringList ids;
    for (const ProviderProfile &profile : profiles)
        ids << profile.id;
    return ids.join(u", "_s);
}

// Google's refresh tokens stay as they are when they are used. Elsewhere each use makes a new one and ends the old: the
// tool that a token was taken from would be signed out.
bool refreshTokensStay(const ProviderProfile &profile)
{
    return profile.signIn && QUrl(profile.signIn->tokenUrl).host() == u"oauth2.googleapis.com";
}

Result<ProxyChoice> proxiesOf(const ImportRow &row, const QHash<QString, qint64> &known)
{
    ProxyChoice choice{row.proxyMode, {}};
    for (const QString &name : row.proxies) {
        const auto id = known.constFind(name);
        if (id == known.cend())
            return invalid(u"There is no proxy named \"%1\": add it on the Proxies page first, or write another."_s.arg(shownText(name)));
        choice.ids << *id;
    }
    return choice;
}

Result<void> useRefreshToken(NewAccount *account, const ImportRow &row, const ProviderProfile &profile, const QDateTime &now)
{
    if (row.apiKey)
        return invalid(u"There is both an API key and a refresh token: leave one of them out."_s);
    if (!refreshTokensStay(profile))
        return invalid(
            u"A refresh token of %1 still belongs to the tool that signed in, which would be signed out: sign in here instead."_s.arg(
                profile.displayName));
    if (row.clientId.isEmpty() || !row.clientSecret)
        return invalid(u"A refresh token works only with the client it was made for: add its client_id and client_secret."_s);
    account->credential = Account::Credential::OAuth;
    account->refreshToken = row.refreshToken;
    account->secret = shareSecret(QByteArray("none-yet")); // over before it begins: the first use fetches one
    account->expiresAt = now;
    return {};
}

// The key gets a new access token whenever one is needed; one that an export brings along serves on.
Result<void> useServiceAccount(NewAccount *account, const ImportRow &row)
{
    if (row.apiKey || row.refreshToken || row.clientSecret)
        return invalid(u"There is a service account's key and another credential: leave one of them out."_s);
    account->credential = Account::Credential::ServiceAccount;
    account->refreshToken = row.serviceAccount;
    account->region = row.region;
    account->secret = row.accessToken;
    account->expiresAt = row.expiresAt;
    return {};
}

Result<void> useCredential(NewAccount *account, const ImportRow &row, bool exported, const ProviderProfile &profile, const QDateTime &now)
{
    if (row.serviceAccount)
        return useServiceAccount(account, row);
    account->clientId = row.clientId;
    account->clientSecret = row.clientSecret;
    if (exported && row.accessToken) {
        account->credential = Account::Credential::OAuth;
        account->secret = row.accessToken;
        account->refreshToken = row.refreshToken;
        account->expiresAt = row.expiresAt;
        account->identity = row.identity;
        return {};
    }
    if (row.refreshToken)
        return useRefreshToken(account, row, profile, now);
    if (!row.apiKey && profile.serviceAccount)
        return invalid(u"There is no key of a service account: put the content of its key file into service_account."_s);
    if (!row.apiKey && !profile.keyOptional)
        return invalid(row.clientSecret ? u"There is a client but no refresh token: add it, or sign in here instead."_s
                                        : u"There is no API key: fill in api_key."_s);
    account->credential = Account::Credential::ApiKey;
    account->secret = row.apiKey;
    account->clientId.clear();
    account->clientSecret.reset();
    return {};
}

} // namespace

const ProviderProfile *profileNamed(const std::vector<ProviderProfile> &profiles, const QString &id)
{
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [&id](const ProviderProfile &one) { return one.id.compare(id, Qt::CaseInsensitive) == 0; });
    return found == profiles.end() ? nullptr : &*found;
}

const SharedSecret &identifyingSecret(const NewAccount &account)
{
    return account.refreshToken ? account.refreshToken : account.secret;
}

Result<NewAccount> accountOfRow(const ImportRow &row, bool exported, const ImportContext &context)
{
    if (!row.problem.isEmpty())
        return invalid(row.problem);
    if (row.provider.isEmpty())
        return invalid(u"There is no provider: write one of %1."_s.arg(knownIds(context.profiles)));
    const ProviderProfile *profile = profileNamed(context.profiles, row.provider);
    if (!profile)
        return invalid(u"There is no provider \"%1\": write one of %2."_s.arg(shownText(row.provider), knownIds(context.profiles)));
    if (row.name.isEmpty())
        return invalid(u"There is no name: give the account one."_s);
    if (looksLikeSecret(row.name) && !row.name.contains(u' '))
        return invalid(u"The name looks like a key: check that the columns stand where the first line says."_s);
    if (row.clientId.size() > MaxText || row.projectId.size() > MaxText || row.identity.size() > MaxText || row.region.size() > MaxText)
        return invalid(u"The client id or the project id is too long: check that the columns stand where the first line says."_s);
    NewAccount account;
    account.providerId = profile->id;
    account.name = row.name;
    account.baseUrl = row.baseUrl;
    account.projectId = row.projectId;
    account.organization = row.organization;
    account.allowHttp = row.allowHttp;
    if (const auto used = useCredential(&account, row, exported, *profile, context.now); !used)
        return used.error();
    const auto proxies = proxiesOf(row, context.proxies);
    if (!proxies)
        return proxies.error();
    account.proxies = *proxies;
    return checkedAccount(std::move(account), *profile);
}

} // namespace homeport
