// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/accessservice.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class FormField;

// One tool that waits: its code, how long it still waits, and the answer.
class LoginRow final : public QWidget
{
    Q_OBJECT

public:
    LoginRow(const PendingLogin &login, const QString &keyName, QWidget *parent = nullptr);

    [[nodiscard]] const QString &userCode() const { return m_login.userCode; }
    void showTime(const QDateTime &now);
    void setBusy(bool busy);
    void showProblem(const QString &text);           // empty: none
    [[nodiscard]] QList<QWidget *> tabStops() const; // in their order

Q_SIGNALS:
    void approved(const QString &userCode, const QString &keyName); // trimmed, not empty
    void denied(const QString &userCode);

private:
    void build();
    void submit();
    void showButtons();

    PendingLogin m_login;
    QLabel *m_time;
    QLineEdit *m_name;
    FormField *m_field;
    QPushButton *m_deny;
    QPushButton *m_approve;
    bool m_over = false;
    bool m_busy = false;
};

} // namespace homeport
