// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace homeport {

class AccessService;
class LoginRow;

// The tools that wait for their sign-in to be approved. Hidden while there is none.
class PendingLogins final : public QWidget
{
    Q_OBJECT

public:
    explicit PendingLogins(AccessService &service, QWidget *parent = nullptr); // the service outlives it

    [[nodiscard]] QList<QWidget *> tabStops() const; // in their order

Q_SIGNALS:
    void rowsChanged(); // and so tabStops()

private:
    void refresh();
    void showTimes();
    void approve(LoginRow *row, const QString &userCode, const QString &keyName);
    [[nodiscard]] QString suggestedName(const QString &tool) const;

    AccessService &m_service;
    QVBoxLayout *m_rows;
    QList<LoginRow *> m_shown;
    QTimer m_second;
};

} // namespace homeport
