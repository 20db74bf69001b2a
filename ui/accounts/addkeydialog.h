// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"
#include "ui/widgets/growingdialog.h"

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class Banner;
class FormField;
class OwnerFields;
class ProxyChoiceField;
class SecretEdit;
class ServiceAccountForm;
class Theme;
struct Error;
struct NewAccount;
struct ProviderProfile;

// Adds an account by API key, by a service account's key file, or one without: its tools keep their own login. Accepted once the account
// is stored.
class AddKeyDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    AddKeyDialog(const Services &services, const Theme &theme, QWidget *parent = nullptr);
    ~AddKeyDialog() override;

    void selectProvider(const QString &id); // one that takes no key changes nothing

private:
    void build();
    void connectInputs();
    void showProvider();
    void showAddress();
    void checkHttp();
    void showCredential();
    [[nodiscard]] QString problemOfKey() const;
    [[nodiscard]] bool validate();
    void submit();
    void setBusy(bool busy);
    void showFailure(const Error &error);
    [[nodiscard]] const ProviderProfile &profile() const;
    [[nodiscard]] bool takesKeyFile() const;
    [[nodiscard]] QString addressProblem() const;
    [[nodiscard]] NewAccount typed() const;

    Services m_services;
    std::vector<ProviderProfile> m_profiles; // those that take a key of either kind
    QComboBox *m_provider;
    QLineEdit *m_name;
    ServiceAccountForm *m_serviceAccount;
    QLineEdit *m_baseUrl;
    SecretEdit *m_key;
    QCheckBox *m_passThrough;
    QCheckBox *m_allowHttp;
    FormField *m_nameField;
    FormField *m_baseUrlField;
    FormField *m_keyField;
    OwnerFields *m_owner;
    ProxyChoiceField *m_proxy;
    QPushButton *m_keyLink;
    QPushButton *m_add;
    QLabel *m_passThroughHelp;
    Banner *m_failure;
    QString m_suggestedName;
};

} // namespace homeport
