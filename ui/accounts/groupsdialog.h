// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountrouting.h"
#include "core/base/result.h"
#include "ui/services/services.h"
#include "ui/widgets/growingdialog.h"

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class AliasLines;
class Banner;
class FormField;
class Theme;

// How accounts share the work: the strategy of all of them, the groups, and the aliases of models of every key. Services::routing is there.
class GroupsDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    GroupsDialog(const Services &services, const Theme &theme, QWidget *parent = nullptr);

private:
    void build();
    void refresh();
    void chooseStrategy();
    void showRows(const QList<AccountGroup> &groups, const QStringList &members);
    [[nodiscard]] QWidget *makeRow(const AccountGroup &group, const QString &membersWords);
    void saveAliases();
    void edit(const AccountGroup &group); // id 0: a new one
    void confirmRemove(const AccountGroup &group);
    void remove(qint64 id);
    void showFailure(const QString &title, const Error &error);

    Services m_services;
    const Theme &m_theme;
    QComboBox *m_strategy;
    FormField *m_strategyField;
    QVBoxLayout *m_rows;
    QList<QWidget *> m_rowWidgets;
    QList<AccountGroup> m_shownGroups; // in them, as the one that follows
    QStringList m_shownMembers;
    AliasLines *m_aliases;
    FormField *m_aliasesField;
    QPushButton *m_saveAliases;
    QLabel *m_none;
    Banner *m_failure;
};

} // namespace homeport
