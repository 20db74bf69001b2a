// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/widgets/growingdialog.h"

#include <optional>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class Banner;
class FormField;
class PatternList;
class RoutingService;
class Theme;

// Changes an account's part in routing.
class RoutingDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    RoutingDialog(RoutingService &service, const Theme &theme, const Account &account, QWidget *parent = nullptr);

private:
    void build();
    void addButtons(QVBoxLayout *layout);
    void fill(const AccountRouting &routing);
    [[nodiscard]] std::optional<AccountRouting> read();
    [[nodiscard]] QMap<QString, QString> readAliases();
    void save();

    RoutingService &m_service;
    Account m_account;
    QLineEdit *m_priority;
    QLineEdit *m_weight;
    QLineEdit *m_reserve;
    PatternList *m_allow;
    QPlainTextEdit *m_aliases;
    FormField *m_priorityField;
    FormField *m_weightField;
    FormField *m_reserveField;
    FormField *m_allowField;
    FormField *m_aliasesField;
    QPushButton *m_save;
    Banner *m_failure;
};

} // namespace homeport
