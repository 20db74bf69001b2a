// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/widgets/growingdialog.h"

class QPushButton;

namespace homeport {

class AccountsService;
class Banner;
class OwnerFields;
class Theme;

// Changes the organization and project of an OpenAI account. Accepted once they are stored.
class OwnerDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    // @p service outlives it.
    OwnerDialog(AccountsService &service, const Theme &theme, const Account &account, QWidget *parent = nullptr);

private:
    void build();
    void save();

    AccountsService &m_service;
    qint64 m_id;
    OwnerFields *m_owner;
    QPushButton *m_save;
    Banner *m_failure;
};

// Whether an account can say whom its requests count for. @p profile: null when its provider file is gone.
[[nodiscard]] bool hasOwner(const Account &account, const ProviderProfile *profile);

} // namespace homeport
