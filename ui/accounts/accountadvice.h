// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/theme/colors.h"

namespace homeport {

// What a person may do about an account's state.
enum class AccountAction { None, SignInAgain, EnterKey, Test, Resume, RefreshNow, Unpark };

// One fact that keeps an account from its work: what is so, why, and what to do.
struct AccountAdvice
{
    Tone tone = Tone::Neutral;
    QString icon;
    QString title; // empty: there is nothing to say
    QString text;
    QString words; // of the provider or the proxy, verbatim; may be empty
    AccountAction action = AccountAction::None;

    bool operator==(const AccountAdvice &) const = default;
};

// The user's own pause. A fact apart from the account's health.
[[nodiscard]] AccountAdvice pauseAdvice(const Account &account);
// What else is wrong, also while the account is paused. @p profile: null when its provider file is gone.
[[nodiscard]] AccountAdvice healthAdvice(const Account &account, const ProviderProfile *profile, const QDateTime &now);
[[nodiscard]] QString actionText(AccountAction action); // the verb on the button

// "Token valid until 14:03, next refresh 13:58"; empty without a token that expires.
[[nodiscard]] QString tokenText(const Account &account, const QDateTime &now);
[[nodiscard]] QString verdictText(const Account &account, const QDateTime &now); // one line, without the words
[[nodiscard]] bool canBeTested(const ProviderProfile *profile);
[[nodiscard]] bool canSignIn(const ProviderProfile *profile);
[[nodiscard]] bool hasOwnKey(const Account &account); // one that another can take the place of: an API key, a service account's

} // namespace homeport
