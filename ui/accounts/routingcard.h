// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QHash>
#include <QWidget>

class QGridLayout;

namespace homeport {

class ElidedLabel;
class RoutingService;
class Theme;

// An account's part in routing, and the way to change it.
class RoutingCard final : public QWidget
{
    Q_OBJECT

public:
    RoutingCard(RoutingService &service, const Theme &theme, QWidget *parent = nullptr); // the service outlives it

    void setAccount(const Account &account);

private:
    void refresh();
    void setFact(const QString &name, const QString &caption, const QString &value);
    void edit();

    RoutingService &m_service;
    const Theme &m_theme;
    Account m_account;
    QGridLayout *m_grid;
    QHash<QString, ElidedLabel *> m_values;
};

} // namespace homeport
