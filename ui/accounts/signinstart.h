// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLineEdit;

namespace homeport {

class Banner;
class FormField;
class Theme;

// First step of a sign-in: where, and under which name.
class SignInStart final : public QWidget
{
    Q_OBJECT

public:
    SignInStart(std::vector<ProviderProfile> profiles, QList<Account> accounts, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] bool validate();
    [[nodiscard]] const ProviderProfile &profile() const;
    [[nodiscard]] QString name() const;
    void setAccounts(const QList<Account> &accounts); // names that are taken
    void showError(const Error &error);

private:
    void showProvider();

    std::vector<ProviderProfile> m_profiles; // with sign-in, never empty
    QList<Account> m_accounts;
    Banner *m_failure;
    QComboBox *m_provider;
    QLineEdit *m_name;
    FormField *m_nameField;
    QString m_suggestedName;
};

} // namespace homeport
