// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accounttext.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct AccountText
{
    Q_DECLARE_TR_FUNCTIONS(AccountText)
};

bool isTaken(const QString &name, const QList<Account> &accounts)
{
    return std::any_of(accounts.cbegin(), accounts.cend(), [&name](const Account &account) { return account.name == name; });
}

} // namespace

AccountStateText accountStateText(const Account &account)
{
    switch (account.state) {
    case Account::State::Active:
        return {Tone::Good, u"good"_s, AccountText::tr("Active")};
    case Account::State::Paused:
        return {Tone::Neutral, u"pause"_s, AccountText::tr("Paused")};
    case Account::State::Refreshing:
        return {Tone::Good, u"running"_s, AccountText::tr("Refreshing")};
    case Account::State::Parked:
        return {Tone::Info, u"clock"_s, AccountText::tr("Parked")};
    case Account::State::ProxyDown:
        return {Tone::Bad, u"broken"_s, AccountText::tr("Proxy down")};
    case Account::State::Blocked:
        return {Tone::Bad, u"bad"_s, AccountText::tr("Blocked")};
    case Account::State::NeedsSignIn:
        return {Tone::Warning, u"warning"_s, AccountText::tr("Needs sign-in")};
    }
    return {};
}

QStringList accountStateWords()
{
    QStringList words;
    using enum Account::State;
    for (const Account::State state : {Active, Paused, Refreshing, Parked, ProxyDown, Blocked, NeedsSignIn}) {
        Account account;
        account.state = state;
        words << accountStateText(account).word;
    }
    return words;
}

// Where the token reply names nobody, the sign-in keeps the licence in that place.
QString planOf(const Account &account, const ProviderProfile *profile)
{
    const bool tellsPlan = account.credential == Account::Credential::OAuth && profile && profile->pathStyle == PathStyle::CodeAssist
                           && profile->signIn && profile->signIn->reply.identity.isEmpty();
    return tellsPlan ? account.identity : QString();
}

QString credentialText(const Account &account, const ProviderProfile *profile)
{
    if (account.credential == Account::Credential::ApiKey)
        return account.hint.isEmpty() ? AccountText::tr("None: the provider asks for no key")
                                      : AccountText::tr("API key %1").arg(account.hint);
    if (account.credential == Account::Credential::PassThrough)
        return AccountText::tr("Each tool's own login");
    if (account.credential == Account::Credential::ServiceAccount)
        return AccountText::tr("Service account %1").arg(account.identity);
    const bool isNamed = !account.identity.isEmpty() && planOf(account, profile).isEmpty();
    return isNamed ? AccountText::tr("Signed in: %1").arg(account.identity) : AccountText::tr("Signed in");
}

QString suggestedAccountName(const ProviderProfile &profile, const QList<Account> &accounts)
{
    QString name = profile.displayName;
    for (int number = 2; isTaken(name, accounts); ++number)
        name = u"%1 %2"_s.arg(profile.displayName).arg(number);
    return name;
}

const ProviderProfile *findProfile(const std::vector<ProviderProfile> &profiles, const QString &id)
{
    const auto found = std::find_if(profiles.cbegin(), profiles.cend(), [&id](const ProviderProfile &profile) { return profile.id == id; });
    return found == profiles.cend() ? nullptr : &*found;
}

QString providerName(const std::vector<ProviderProfile> &profiles, const QString &id)
{
    const ProviderProfile *found = findProfile(profiles, id);
    return found ? found->displayName : id;
}

QString nameProblem(const QString &name, const QList<Account> &accounts)
{
    if (name.trimmed().isEmpty())
        return AccountText::tr("Give it a name.");
    if (name.trimmed().size() > 100)
        return AccountText::tr("A name has at most 100 characters.");
    if (isTaken(name.trimmed(), accounts))
        return AccountText::tr("There is an account of this name already.");
    return {};
}

QString keyProblem(const QString &key)
{
    if (key.trimmed().isEmpty())
        return AccountText::tr("Paste the key here.");
    const QString trimmed = key.trimmed();
    const bool clean = std::none_of(trimmed.cbegin(), trimmed.cend(),
                                    [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; });
    return clean ? QString() : AccountText::tr("A key has no blanks or line breaks. Was more than the key copied?");
}

QString baseUrlProblem(const QString &url)
{
    const QUrl parsed(url.trimmed(), QUrl::StrictMode);
    if (url.trimmed().isEmpty())
        return AccountText::tr("This provider needs an address, such as https://llm.example.com.");
    if (!parsed.isValid() || parsed.host().isEmpty() || (parsed.scheme() != u"https" && parsed.scheme() != u"http"))
        return AccountText::tr("That is not a complete address. It begins with https:// or http://.");
    return {};
}

bool isHttpToForeignHost(const QString &url)
{
    const QUrl parsed(url.trimmed(), QUrl::StrictMode);
    if (parsed.scheme() != u"http" || parsed.host().isEmpty())
        return false;
    return parsed.host() != u"localhost" && !QHostAddress(parsed.host()).isLoopback();
}

} // namespace homeport
