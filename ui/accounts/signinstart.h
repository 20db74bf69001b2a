// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/signinrequest.h"
#include "ui/services/services.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class Banner;
class ClientForm;
class FormField;
class FurtherWays;
class ProxyChoiceField;
class Theme;

// First step of a sign-in: where, through which client, and under which name.
class SignInStart final : public QWidget
{
    Q_OBJECT

public:
    // At least one profile of the service has a sign-in.
    SignInStart(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void setAgain(const Account &account); // the same account: provider, name and proxy are its own, and so is the client at first
    [[nodiscard]] bool validate();
    [[nodiscard]] const ProviderProfile &profile() const;
    [[nodiscard]] SignInRequest request();
    void showError(const Error &error);
    [[nodiscard]] bool takesFile() const;
    void readFile(const QString &path); // the client's, as its provider hands it out
    void forget();

Q_SIGNALS:
    void addKeyRequested(const QString &providerId);

private:
    void build();
    void chooseFile();
    void showProvider();

    Services m_services;
    std::vector<ProviderProfile> m_profiles; // with sign-in, never empty
    Account m_again;                         // id 0: a new one
    Banner *m_failure;
    QLabel *m_intro;
    QComboBox *m_provider;
    FormField *m_providerField;
    QLabel *m_note;
    QLabel *m_steps;
    QPushButton *m_how; // shows the steps
    QPushButton *m_help;
    ClientForm *m_client;
    FurtherWays *m_others;
    QLineEdit *m_name;
    FormField *m_nameField;
    ProxyChoiceField *m_proxy;
    QString m_suggestedName;
};

} // namespace homeport
