// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of AccountsPage that opens dialogs.
#include "ui/accounts/accountadvice.h"
#include "ui/accounts/accountdialogs.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/accounttext.h"
#include "ui/accounts/groupsdialog.h"
#include "ui/accounts/replacekeydialog.h"
#include "ui/accounts/signindialog.h"
#include "ui/services/accountsservice.h"
#include "ui/transfer/exportdialog.h"

#include <algorithm>

namespace homeport {

void AccountsPage::openAddKey()
{
    openAddKeyFor({});
}

void AccountsPage::openAddKeyFor(const QString &providerId)
{
    homeport::openAddKey(m_services, m_theme, providerId, this);
}

void AccountsPage::openSignIn()
{
    homeport::openSignIn(m_services, m_theme, this);
}

void AccountsPage::signInAgain(qint64 id)
{
    const QList<Account> accounts = m_services.accounts.accounts();
    const auto found = std::find_if(accounts.cbegin(), accounts.cend(), [id](const Account &account) { return account.id == id; });
    const std::vector<ProviderProfile> profiles = m_services.accounts.profiles();
    if (found != accounts.cend() && canSignIn(findProfile(profiles, found->providerId)))
        openSignInDialog(m_services, m_theme, new SignInDialog(m_services, m_theme, *found, this));
}

void AccountsPage::enterKey(qint64 id)
{
    const QList<Account> accounts = m_services.accounts.accounts();
    const auto found = std::find_if(accounts.cbegin(), accounts.cend(), [id](const Account &account) { return account.id == id; });
    if (found != accounts.cend())
        openOwned(new ReplaceKeyDialog(m_services, m_theme, *found, this));
}

void AccountsPage::openImport()
{
    homeport::openImport(m_services, m_theme, this);
}

void AccountsPage::openGroups()
{
    openOwned(new GroupsDialog(m_services, m_theme, this));
}

void AccountsPage::openExport()
{
    openOwned(new ExportDialog(m_services.transfer, m_theme, m_services.prompt, this));
}

} // namespace homeport
