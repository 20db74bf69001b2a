// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/proxies/proxy.h"
#include "ui/services/services.h"
#include "ui/widgets/growingdialog.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class Banner;
class FormField;
class SecretEdit;
class Theme;

// Adds a proxy, or changes one. A whole address pasted as the host fills the other fields.
class ProxyDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    // @p proxy: to change; null: a new one. Read at once. The others outlive the dialog.
    ProxyDialog(const Services &services, const Theme &theme, const ProxyInfo *proxy, QWidget *parent = nullptr);
    ~ProxyDialog() override;

private:
    void build();
    void addButtons(QVBoxLayout *layout);
    void connectInputs();
    void takeAddress(const QString &text);
    void showLogin();
    [[nodiscard]] bool check();
    void submit();
    void finish(const Result<ProxyInfo> &kept);
    [[nodiscard]] bool keepsLogin() const;

    Services m_services;
    ProxyInfo m_proxy; // id 0: a new one
    QComboBox *m_kind;
    QLineEdit *m_name;
    QLineEdit *m_host;
    QLineEdit *m_port;
    QLineEdit *m_login;
    SecretEdit *m_password;
    QCheckBox *m_keep;
    FormField *m_nameField;
    FormField *m_hostField;
    FormField *m_portField;
    FormField *m_loginField;
    FormField *m_passwordField;
    QPushButton *m_save;
    Banner *m_failure;
};

} // namespace homeport
