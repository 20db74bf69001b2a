// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

// The one-line form for a new key: its name, Create, Cancel.
class KeyForm final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyForm(QWidget *parent = nullptr);

    void open(const QString &suggestedName);
    void showError(const QString &text); // empty: none
    void setBusy(bool busy);

Q_SIGNALS:
    void createRequested(const QString &name); // trimmed, not empty
    void cancelled();

private:
    void submit();

    QLineEdit *m_name;
    QLabel *m_error;
    QPushButton *m_create;
};

} // namespace homeport
