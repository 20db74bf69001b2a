// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace homeport {

class FormField;
class Theme;

// The organization and project that an OpenAI account's requests count for; both may stay empty. Few need them: the lines stay folded
// away until they are asked for, or have something to show.
class OwnerFields final : public QWidget
{
    Q_OBJECT

public:
    explicit OwnerFields(const Theme &theme, QWidget *parent = nullptr);

    void setOwner(const QString &organization, const QString &project); // and unfolds
    void setOffered(bool offered);                                      // false: out of sight, folded and empty
    [[nodiscard]] QString organization() const;                         // trimmed
    [[nodiscard]] QString project() const;
    // False: something is wrong; it is marked, and the keyboard is there.
    [[nodiscard]] bool validate();
    // Puts what it shows behind @p before in the tab order; the last of it.
    [[nodiscard]] QWidget *tabAfter(QWidget *before) const;

private:
    [[nodiscard]] QLineEdit *makeLine(const QString &name, const QString &accessibleName, const QString &example);
    void clear();
    void setFolded(bool folded);

    QPushButton *m_unfold;
    QWidget *m_lines;
    QLineEdit *m_organization;
    QLineEdit *m_project;
    FormField *m_organizationField;
    FormField *m_projectField;
};

} // namespace homeport
