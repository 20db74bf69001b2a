// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountrules.h"

#include "core/oauth/serviceaccount.h"
#include "core/providers/vertexaddress.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxName = 100;
constexpr qsizetype MaxSecret = 16 * 1024;
constexpr qsizetype MaxHeaderId = 200;
constexpr qsizetype HintNeeds = 16;

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

bool isLoopback(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

// A credential goes into a header field: visible ASCII only.
bool isHeaderValue(const Secret &secret)
{
    return secret.reveal([](QByteArrayView text) {
        return !text.isEmpty() && text.size() <= MaxSecret
               && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    });
}

// @p url as checkedBaseUrl() tidied it. Each path a tool asks for begins with "/v1": twice, no provider knows it.
QString withoutVersion(QString url)
{
    if (url.endsWith("/v1"_L1) && !QUrl(url).path().isEmpty())
        url.chop(3);
    while (url.endsWith(u'/'))
        url.chop(1);
    return url;
}

// Of OpenAI's protocol the version belongs to the base URL, and paths differ (/v1, /openai/v1, /api/v4): one that is given stands. Without
// any it can be known: everybody serves /v1, and Azure, whose keys go into api-key, /openai/v1.
QString withVersion(const QString &url, AuthStyle style)
{
    if (!QUrl(url).path().isEmpty())
        return url;
    return url + (style == AuthStyle::ApiKey ? u"/openai/v1"_s : u"/v1"_s);
}

// @p url as checkedBaseUrl() tidied it. What the profile says holds as it stands.
QString suitedTo(const ProviderProfile &profile, const QString &url)
{
    switch (profile.protocol) {
    case Protocol::Anthropic:
        return withoutVersion(url);
    case Protocol::OpenAi:
        return url == profile.baseUrl ? url : withVersion(url, profile.authStyle);
    case Protocol::Gemini:
        break;
    }
    return url;
}

// OpenAI's organization and project; elsewhere a project is Google's and goes into no field of an API key.
Result<void> checkOwner(NewAccount *account, const ProviderProfile &profile)
{
    if (profile.protocol != Protocol::OpenAi)
        return account->organization.trimmed().isEmpty() ? Result<void>()
                                                         : invalid(u"Only accounts of OpenAI's protocol have an organization."_s);
    const auto organization = checkedHeaderId(account->organization);
    const auto project = checkedHeaderId(account->projectId);
    if (!organization || !project)
        return (organization ? project : organization).error();
    account->organization = *organization;
    account->projectId = *project;
    return {};
}

// By code point: half of a surrogate pair is not printable.
bool isPrintable(const QString &text)
{
    const QList<uint> letters = text.toUcs4();
    return text.isValidUtf16() && std::all_of(letters.cbegin(), letters.cend(), [](uint letter) { return QChar::isPrint(letter); });
}

// Where its models are: the base URL says it (of an account that was exported), or region and project do.
Result<void> placeServiceAccount(NewAccount *account, const ProviderProfile &profile)
{
    if (profile.pathStyle != PathStyle::Vertex)
        return {};
    if (const auto place = vertexPlaceOf(account->baseUrl)) {
        account->projectId = place->project;
        return {};
    }
    const auto url = vertexBaseUrl(account->baseUrl, {account->projectId, account->region});
    if (!url)
        return url.error();
    account->baseUrl = *url;
    return {};
}

// @p account has its name and an address that is tidied, but the profile's is a pattern still.
Result<void> checkServiceAccount(NewAccount *account, const ProviderProfile &profile)
{
    const auto key = account->refreshToken ? account->refreshToken->reveal(&parseServiceAccount)
                                           : Result<ServiceAccount>(invalid(u"The service account's key file is missing."_s));
    if (!key)
        return key.error();
    account->refreshToken = storedServiceAccount(*key);
    account->identity = key->clientEmail;
    account->projectId = account->projectId.trimmed().isEmpty() ? key->projectId : account->projectId.trimmed();
    account->region = account->region.trimmed();
    if (!account->secret) {
        account->secret = shareSecret(QByteArray("none-yet")); // over before it begins: the first use fetches one
        account->expiresAt = QDateTime::currentDateTimeUtc();
    }
    return placeServiceAccount(account, profile);
}

Result<void> checkCredentialKind(const NewAccount &account, const ProviderProfile &profile)
{
    const bool isServiceAccount = account.credential == Account::Credential::ServiceAccount;
    if (isServiceAccount != profile.serviceAccount.has_value())
        return invalid(isServiceAccount ? u"%1 takes no service accounts."_s.arg(profile.displayName)
                                        : u"%1 takes the key file of a service account, and nothing else."_s.arg(profile.displayName));
    if (account.credential == Account::Credential::ApiKey && !profile.apiKeyAllowed)
        return invalid(u"%1 has no API keys: sign in instead."_s.arg(profile.displayName));
    return {};
}

// The user's own address, or the profile's; one of these with "{region}" is no address yet.
Result<QString> addressOf(const NewAccount &account, const ProviderProfile &profile)
{
    if (!account.baseUrl.trimmed().isEmpty())
        return checkedBaseUrl(account.baseUrl, account.allowHttp);
    if (profile.baseUrl.isEmpty())
        return invalid(u"%1 needs a base URL."_s.arg(profile.displayName));
    return profile.pathStyle == PathStyle::Vertex ? Result<QString>(profile.baseUrl) : checkedBaseUrl(profile.baseUrl, account.allowHttp);
}

} // namespace

Result<QString> checkedBaseUrl(const QString &text, bool allowHttp)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool plain = url.scheme() == u"http";
    if (!url.isValid() || url.host().isEmpty() || (!plain && url.scheme() != u"https"))
        return invalid(u"The base URL must begin with https:// (or http:// for this computer) and name a host."_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return invalid(u"The base URL must not hold a user name, password, query or fragment."_s);
    if (plain && !allowHttp && !isLoopback(url.host()))
        return invalid(u"Plain http would send the key unencrypted to %1: use https, or allow it explicitly."_s.arg(url.host()));
    QString tidy = url.toString(QUrl::FullyEncoded);
    while (tidy.endsWith(u'/'))
        tidy.chop(1);
    return tidy;
}

Result<void> checkedKey(const SharedSecret &key)
{
    if (!key || !isHeaderValue(*key))
        return invalid(u"The key is empty, too long, or holds spaces or characters that no key has."_s);
    return {};
}

Result<NewCredential> credentialOf(const Account &account, const SharedSecret &key)
{
    NewCredential credential;
    credential.obtainedAt = QDateTime::currentDateTimeUtc();
    if (account.credential == Account::Credential::ApiKey) {
        credential.secret = key;
        const auto checked = checkedKey(key);
        return checked ? Result<NewCredential>(credential) : Result<NewCredential>(checked.error());
    }
    if (account.credential != Account::Credential::ServiceAccount)
        return invalid(u"%1 has no API key: sign in again instead."_s.arg(account.name));
    const auto file = key->reveal(&parseServiceAccount);
    if (!file)
        return file.error();
    credential.refreshToken = storedServiceAccount(*file);
    credential.secret = shareSecret(QByteArray("none-yet"));
    credential.expiresAt = credential.obtainedAt;
    credential.isNewSignIn = true;
    credential.identity = file->clientEmail;
    return credential;
}

QString keyHint(const Secret &key)
{
    if (key.size() < HintNeeds)
        return u"…"_s;
    return key.reveal([](QByteArrayView text) -> QString { return u"…"_s + QString::fromLatin1(text.last(4)); });
}

Result<QString> checkedHeaderId(const QString &text)
{
    const QString id = text.trimmed();
    const bool isClean = std::all_of(id.cbegin(), id.cend(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
    if (!isClean || id.size() > MaxHeaderId)
        return invalid(u"The id of an organization or project is too long, or holds spaces or characters that no id has."_s);
    return id;
}

Result<QString> checkedName(const QString &text)
{
    const QString name = text.trimmed();
    if (name.isEmpty() || name.size() > MaxName)
        return invalid(u"The name must have 1 to %1 characters."_s.arg(MaxName));
    if (!isPrintable(name))
        return invalid(u"The name must not hold control characters."_s);
    return name;
}

Result<NewAccount> checkedAccount(NewAccount account, const ProviderProfile &profile)
{
    const auto name = checkedName(account.name);
    if (!name)
        return name.error();
    account.name = *name;
    if (const auto fits = checkCredentialKind(account, profile); !fits)
        return fits.error();
    const auto url = addressOf(account, profile);
    if (!url)
        return url.error();
    account.baseUrl = suitedTo(profile, *url);
    if (const QString problem = problemWith(account.routing); !problem.isEmpty())
        return invalid(problem);
    if (account.credential == Account::Credential::PassThrough) {
        account.secret.reset(); // each request brings its own
        return account;
    }
    if (account.credential == Account::Credential::ServiceAccount) {
        if (const auto checked = checkServiceAccount(&account, profile); !checked)
            return checked.error();
    }
    if (const auto owner = checkOwner(&account, profile); !owner)
        return owner.error();
    const bool isKeyless = !account.secret || account.secret->isEmpty();
    if (isKeyless && profile.keyOptional && account.credential == Account::Credential::ApiKey) {
        account.secret = shareSecret(QByteArray());
        return account;
    }
    if (const auto key = checkedKey(account.secret); !key)
        return key.error();
    return account;
}

} // namespace homeport
