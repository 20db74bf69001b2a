// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountadvice.h"

#include "ui/text/format.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct AdviceText
{
    Q_DECLARE_TR_FUNCTIONS(AdviceText)
};

AccountAction testOrNone(const ProviderProfile *profile)
{
    return canBeTested(profile) ? AccountAction::Test : AccountAction::None;
}

AccountAdvice blocked(const Account &account, const ProviderProfile *profile)
{
    return {Tone::Bad,
            u"bad"_s,
            AdviceText::tr("Blocked by its provider"),
            AdviceText::tr("The provider has switched this account off. Settle it with the provider; the account works again as soon as "
                           "a test or a request is answered."),
            account.verdict.blockedWhy,
            testOrNone(profile)};
}

AccountAdvice needsSignIn(const Account &account, const ProviderProfile *profile)
{
    AccountAdvice advice{Tone::Warning, u"warning"_s, AdviceText::tr("Needs a new sign-in"), {}, account.verdict.signInWhy, {}};
    if (canSignIn(profile)) {
        advice.text = AdviceText::tr("The provider does not accept its credential any more. Sign in again: name and history stay.");
        advice.action = AccountAction::SignInAgain;
    } else if (account.credential == Account::Credential::ServiceAccount) {
        advice.title = AdviceText::tr("The service account's key is not accepted");
        advice.text = AdviceText::tr("Make a new key for it in the provider's console and enter it here: name and history stay.");
        advice.action = AccountAction::EnterKey;
    } else if (account.credential == Account::Credential::ApiKey) {
        advice.title = AdviceText::tr("The key is not accepted");
        advice.text = AdviceText::tr("Make a new key at the provider and enter it here: name and history stay.");
        advice.action = AccountAction::EnterKey;
    } else {
        advice.title = AdviceText::tr("The key is not accepted");
        advice.text = AdviceText::tr("Make a new key at the provider and add it as a new account, then remove this one.");
        advice.action = testOrNone(profile);
    }
    return advice;
}

// Nothing can be sent, whatever the provider thinks of it.
AccountAdvice unopened(const Account &account, const ProviderProfile *profile)
{
    AccountAdvice advice{Tone::Bad, u"bad"_s, AdviceText::tr("Its stored credential does not open"), {}, {}, {}};
    const QString why = AdviceText::tr("What is stored for it was damaged or exchanged outside Homeport.");
    const QString kept = AdviceText::tr("Name and history stay; nothing was deleted.");
    QString remedy;
    if (!profile) {
        advice.title = AdviceText::tr("Its provider is unknown");
        advice.text = AdviceText::tr("Put its provider file back and start Homeport again; nothing was deleted.");
        return advice;
    }
    if (hasOwnKey(account)) {
        remedy = AdviceText::tr("Enter its key again.");
        advice.action = AccountAction::EnterKey;
    } else {
        remedy = AdviceText::tr("Sign in again.");
        advice.action = canSignIn(profile) ? AccountAction::SignInAgain : AccountAction::None;
    }
    advice.text = joinSentences({why, remedy, kept});
    return advice;
}

AccountAdvice parked(const Account &account, const QDateTime &now)
{
    return {Tone::Info,
            u"clock"_s,
            AdviceText::tr("Parked until %1").arg(formatMoment(account.verdict.parkedUntil, now)),
            AdviceText::tr("The provider wants no requests before then. It comes back by itself; un-park it only to try sooner."),
            account.verdict.parkedWhy,
            AccountAction::Unpark};
}

// The token still serves, but there is something to know about its refresh.
AccountAdvice refreshTrouble(const Account &account, const ProviderProfile *profile, const QDateTime &now)
{
    const QString until = formatMoment(account.expiresAt, now);
    if (!account.refreshProblem.isEmpty()) {
        const QString serves = account.expiresAt > now ? AdviceText::tr("The present token serves until %1.").arg(until)
                                                       : AdviceText::tr("The token ran out at %1.").arg(until);
        const QString next = account.nextRefreshAt.isValid()
                                 ? AdviceText::tr("The next attempt is at %1.").arg(formatMoment(account.nextRefreshAt, now))
                                 : AdviceText::tr("Try it yourself.");
        return {Tone::Warning,
                u"retry"_s,
                AdviceText::tr("The last refresh failed"),
                joinSentences({serves, next}),
                account.refreshProblem,
                AccountAction::RefreshNow};
    }
    if (account.refreshInterrupted)
        return {Tone::Warning,
                u"retry"_s,
                AdviceText::tr("A refresh was interrupted"),
                AdviceText::tr("Homeport ended in the middle of it. The present token serves until %1; if the refresh fails then, sign in "
                               "again.")
                    .arg(until),
                {},
                canSignIn(profile) ? AccountAction::SignInAgain : AccountAction::None};
    return {};
}

} // namespace

AccountAdvice pauseAdvice(const Account &account)
{
    if (!account.paused && account.state != Account::State::Paused)
        return {};
    return {Tone::Neutral,        u"pause"_s, AdviceText::tr("Paused by you"), AdviceText::tr("No tool uses it until you resume it."), {},
            AccountAction::Resume};
}

AccountAdvice healthAdvice(const Account &account, const ProviderProfile *profile, const QDateTime &now)
{
    if (!account.credentialProblem.isEmpty())
        return unopened(account, profile);
    if (!account.verdict.blockedWhy.isNull() || account.state == Account::State::Blocked)
        return blocked(account, profile);
    if (!account.verdict.signInWhy.isNull() || account.state == Account::State::NeedsSignIn)
        return needsSignIn(account, profile);
    if (account.state == Account::State::ProxyDown)
        return {Tone::Bad,
                u"broken"_s,
                AdviceText::tr("Its proxy does not work"),
                AdviceText::tr("Nothing is sent, because traffic never goes round a proxy. Mend the proxy, then test the account."),
                account.stateDetail,
                testOrNone(profile)};
    if (account.verdict.parkedUntil > now)
        return parked(account, now);
    if (account.state == Account::State::Refreshing)
        return {Tone::Good, u"running"_s, AdviceText::tr("Refreshing"), AdviceText::tr("A new access token is on its way."), {}, {}};
    return refreshTrouble(account, profile, now);
}

QString actionText(AccountAction action)
{
    switch (action) {
    case AccountAction::None:
        return {};
    case AccountAction::SignInAgain:
        return AdviceText::tr("Sign in again…");
    case AccountAction::EnterKey:
        return AdviceText::tr("Enter new key…");
    case AccountAction::Test:
        return AdviceText::tr("Test");
    case AccountAction::Resume:
        return AdviceText::tr("Resume");
    case AccountAction::RefreshNow:
        return AdviceText::tr("Refresh now");
    case AccountAction::Unpark:
        return AdviceText::tr("Un-park now");
    }
    return {};
}

QString tokenText(const Account &account, const QDateTime &now)
{
    if (!account.expiresAt.isValid())
        return {};
    const QString until = formatMoment(account.expiresAt, now);
    const QString valid = account.expiresAt > now ? AdviceText::tr("Token valid until %1").arg(until)
                                                  : AdviceText::tr("Token ran out at %1").arg(until);
    if (!account.nextRefreshAt.isValid())
        return valid;
    const QString next = formatMoment(account.nextRefreshAt, now);
    return account.refreshProblem.isEmpty() ? AdviceText::tr("%1, next refresh %2").arg(valid, next)
                                            : AdviceText::tr("%1, next attempt %2").arg(valid, next);
}

QString verdictText(const Account &account, const QDateTime &now)
{
    QString verdict = AdviceText::tr("No complaint");
    if (!account.verdict.blockedWhy.isNull())
        verdict = AdviceText::tr("Blocked");
    else if (!account.verdict.signInWhy.isNull())
        verdict = AdviceText::tr("Credential refused");
    else if (account.verdict.parkedUntil > now)
        verdict = AdviceText::tr("Parked until %1").arg(formatMoment(account.verdict.parkedUntil, now));
    //: %1: what the provider said, %2: since when
    return account.verdictAt.isValid() ? AdviceText::tr("%1, since %2").arg(verdict, formatMoment(account.verdictAt, now)) : verdict;
}

bool canBeTested(const ProviderProfile *profile)
{
    return profile && profile->protocol == Protocol::Anthropic;
}

bool hasOwnKey(const Account &account)
{
    return account.credential == Account::Credential::ApiKey || account.credential == Account::Credential::ServiceAccount;
}

bool canSignIn(const ProviderProfile *profile)
{
    return profile && profile->signIn.has_value();
}

} // namespace homeport
