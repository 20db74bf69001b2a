// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/services/services.h"
#include "ui/widgets/growingdialog.h"

class QLabel;
class QPushButton;

namespace homeport {

class Banner;
class FormField;
class SecretEdit;
class ServiceAccountForm;
class Theme;

// Another API key, or another key of its service account, for an account that is there. Accepted once the key is stored.
class ReplaceKeyDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    ReplaceKeyDialog(const Services &services, const Theme &theme, const Account &account, QWidget *parent = nullptr);
    ~ReplaceKeyDialog() override;

private:
    void build();
    void openKeyPage();
    [[nodiscard]] SharedSecret typedKey();
    void submit();
    void setBusy(bool busy);

    Services m_services;
    qint64 m_id;
    bool m_takesKeyFile;
    QString m_keyUrl;
    SecretEdit *m_key;
    FormField *m_keyField;
    QPushButton *m_keyLink;
    ServiceAccountForm *m_serviceAccount;
    QPushButton *m_replace;
    Banner *m_failure;
    QLabel *m_intro;
};

} // namespace homeport
