// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keypolicy.h"
#include "ui/keys/keytext.h"

#include <QWidget>

class QComboBox;
class QVBoxLayout;

namespace homeport {

class AliasLines;
class FormField;
class PatternList;
class Theme;
class TickList;

// The part of a key's editor that says what it may use: providers, accounts or a group, models and their aliases.
class KeyScopeForm final : public QWidget
{
    Q_OBJECT

public:
    KeyScopeForm(const Theme &theme, const PolicyNames &names, const QStringList &models, QWidget *parent = nullptr);

    void setPolicy(const KeyPolicy &policy);
    [[nodiscard]] bool read(KeyPolicy *policy); // as KeyLimitsForm's
    [[nodiscard]] QWidget *firstProblem() const { return m_firstProblem; }

private:
    void build();
    [[nodiscard]] TickList *makeList(const QString &name, const QString &title);

    PolicyNames m_names;
    TickList *m_providers;
    TickList *m_accounts;
    QComboBox *m_group;
    PatternList *m_models;
    FormField *m_modelsField;
    AliasLines *m_aliases;
    FormField *m_aliasesField;
    QWidget *m_firstProblem = nullptr;
};

} // namespace homeport
