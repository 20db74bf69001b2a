// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountdialogs.h"

#include "ui/accounts/addkeydialog.h"
#include "ui/accounts/signindialog.h"
#include "ui/services/accountsservice.h"
#include "ui/transfer/importdialog.h"

#include <algorithm>

namespace homeport {

void openOwned(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void openAddKey(const Services &services, const Theme &theme, const QString &providerId, QWidget *parent)
{
    auto *dialog = new AddKeyDialog(services, theme, parent);
    dialog->selectProvider(providerId);
    openOwned(dialog);
}

void openSignInDialog(const Services &services, const Theme &theme, SignInDialog *dialog)
{
    QObject::connect(
        dialog, &SignInDialog::addKeyRequested, dialog->parentWidget(),
        [services, &theme, parent = dialog->parentWidget()](const QString &provider) { openAddKey(services, theme, provider, parent); });
    openOwned(dialog);
}

void openSignIn(const Services &services, const Theme &theme, QWidget *parent)
{
    openSignInDialog(services, theme, new SignInDialog(services, theme, parent));
}

void openImport(const Services &services, const Theme &theme, QWidget *parent)
{
    openOwned(new ImportDialog(services.transfer, theme, parent));
}

bool hasSignIn(const AccountsService &accounts)
{
    const std::vector<ProviderProfile> profiles = accounts.profiles();
    return std::any_of(profiles.cbegin(), profiles.cend(), [](const ProviderProfile &profile) { return profile.signIn.has_value(); });
}

} // namespace homeport
