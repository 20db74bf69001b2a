// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountrouting.h"
#include "core/base/result.h"
#include "ui/widgets/growingdialog.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace homeport {

class Banner;
class FormField;
class RoutingService;
class Theme;
class TickList;

// Makes a group of accounts, or changes one.
class GroupDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    // @p group: to change; id 0: a new one. The service outlives the dialog.
    GroupDialog(RoutingService &service, const Theme &theme, const AccountGroup &group, QWidget *parent = nullptr);

private:
    void build();
    void fillMembers();
    [[nodiscard]] QList<qint64> chosenMembers() const;
    void save();
    void finish(const Result<AccountGroup> &kept);

    RoutingService &m_service;
    AccountGroup m_group; // id 0: a new one
    QLineEdit *m_name;
    QComboBox *m_strategy;
    TickList *m_members;
    FormField *m_nameField;
    FormField *m_strategyField;
    QPushButton *m_save;
    Banner *m_failure;
};

} // namespace homeport
