// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/firstrun/firstrunstep.h"
#include "ui/services/services.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class CodeView;
class StateLabel;
class Theme;

// The first account: sign in, add a key, import; or the demo, which needs none.
class AccountStep final : public FirstRunStep
{
    Q_OBJECT

public:
    AccountStep(const Services &services, const Theme &theme, QWidget *parent = nullptr); // both outlive it

    [[nodiscard]] QWidget *first() override;

private:
    void build();
    [[nodiscard]] QWidget *makeDemo();
    void refresh();
    void startDemo();

    Services m_services;
    const Theme &m_theme;
    QLabel *m_intro;
    QList<StateLabel *> m_accounts; // of the first few
    QLabel *m_more;
    QPushButton *m_signIn;
    QPushButton *m_addKey;
    QPushButton *m_import;
    QPushButton *m_demo;
    StateLabel *m_demoState;
    CodeView *m_demoCommand;
    bool m_hadNone = true;
};

} // namespace homeport
