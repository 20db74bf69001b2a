// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QWidget>

class QPushButton;

namespace homeport {

class ElidedLabel;
class ProxiesService;
class Theme;

// One line in a form for an account that is not there yet: the way its traffic will take, and a button to choose another. Hides
// itself while there is nothing to choose from, and shows itself when there is.
class ProxyChoiceField final : public QWidget
{
    Q_OBJECT

public:
    ProxyChoiceField(ProxiesService &service, const Theme &theme, QWidget *parent = nullptr); // both references outlive it

    [[nodiscard]] const ProxyChoice &choice() const { return m_choice; }
    void setOffered(bool offered); // false: hidden whatever there is

private:
    void change();
    void showChoice();

    ProxiesService &m_service;
    const Theme &m_theme;
    ProxyChoice m_choice;
    bool m_offered = true;
    ElidedLabel *m_text;
    QPushButton *m_change;
};

} // namespace homeport
