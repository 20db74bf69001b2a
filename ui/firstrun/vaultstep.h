// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/firstrun/firstrunstep.h"
#include "ui/services/services.h"

class QLabel;
class QPushButton;

namespace homeport {

class RecoveryCard;
class StateLabel;
class Theme;

// Where the vault's key lies, and a recovery code for the day it is lost: shown once, then kept or passed over.
class VaultStep final : public FirstRunStep
{
    Q_OBJECT

public:
    VaultStep(const Services &services, const Theme &theme, QWidget *parent = nullptr); // both outlive it

    void enter() override;
    void leave() override;
    [[nodiscard]] QWidget *first() override;
    [[nodiscard]] QString held() override;

private:
    void build();
    void refresh();
    void codeChanged();

    Services m_services;
    StateLabel *m_place;
    QLabel *m_advice;
    StateLabel *m_kept;
    QPushButton *m_again;
    RecoveryCard *m_recovery;
    bool m_anew = false; // another code is wanted, although there is one
    bool m_wasDisplaying = false;
};

} // namespace homeport
