// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace homeport {

class ElidedLabel;
class FormField;
class Theme;
struct Error;

// A name that is changed where it stands.
class NameRow final : public QWidget
{
    Q_OBJECT

public:
    explicit NameRow(const Theme &theme, QWidget *parent = nullptr);

    void setName(const QString &name); // does not disturb who is typing
    void stopEditing();
    void showProblem(const QString &text);
    [[nodiscard]] bool isEditing() const;

Q_SIGNALS:
    void renameRequested(const QString &name); // trimmed; never the name it has

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // Escape gives up

private:
    void edit();
    void submit();

    QString m_name;
    ElidedLabel *m_label;
    QToolButton *m_edit;
    QWidget *m_form;
    QLineEdit *m_line;
    FormField *m_field;
    QPushButton *m_save;
    QPushButton *m_cancel;
};

} // namespace homeport
