// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/theme/colors.h"

#include <QStringList>

#include <vector>

namespace homeport {

struct AccountStateText
{
    Tone tone = Tone::Neutral;
    QString icon;
    QString word; // "Active"
};

[[nodiscard]] AccountStateText accountStateText(const Account &account);
[[nodiscard]] QStringList accountStateWords(); // all there are, for the width of their column
// The licence of an account whose sign-in tells that and no name (Code Assist); empty: none is known. @p profile: null: its file is gone.
[[nodiscard]] QString planOf(const Account &account, const ProviderProfile *profile);
// "API key …wxyz", "Signed in", "Signed in: ada@example.com".
[[nodiscard]] QString credentialText(const Account &account, const ProviderProfile *profile);
// A name nobody has yet: "OpenRouter", "OpenRouter 2".
[[nodiscard]] QString suggestedAccountName(const ProviderProfile &profile, const QList<Account> &accounts);
[[nodiscard]] QString providerName(const std::vector<ProviderProfile> &profiles, const QString &id);
[[nodiscard]] const ProviderProfile *findProfile(const std::vector<ProviderProfile> &profiles, const QString &id); // null: none

// What is wrong with an input, in one sentence; empty: nothing. The store decides in the end; this only
// says it earlier and beside the field.
[[nodiscard]] QString nameProblem(const QString &name, const QList<Account> &accounts);
[[nodiscard]] QString keyProblem(const QString &key);
[[nodiscard]] QString baseUrlProblem(const QString &url);
// Plain http that leaves this computer: wants the user's explicit consent.
[[nodiscard]] bool isHttpToForeignHost(const QString &url);

} // namespace homeport
