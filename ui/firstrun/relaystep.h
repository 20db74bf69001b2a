// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/firstrun/firstrunstep.h"
#include "ui/services/services.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class CopyButton;
class ListenCard;
class RouteDiagram;
class StateLabel;
class Theme;

// How tools reach Homeport: the address, whether it is listened at, and the way out when it is not.
class RelayStep final : public FirstRunStep
{
    Q_OBJECT

public:
    RelayStep(const Services &services, const Theme &theme, QWidget *parent = nullptr); // both outlive it

    [[nodiscard]] QWidget *first() override;

private:
    void build(const Theme &theme);
    void refresh();
    [[nodiscard]] bool hasFailed() const;

    Services m_services;
    RouteDiagram *m_route;
    StateLabel *m_state;
    QLabel *m_advice;
    QLineEdit *m_address;
    CopyButton *m_copy;
    QPushButton *m_retry;
    QPushButton *m_other;
    ListenCard *m_listen = nullptr; // without Services::relaySettings
    bool m_moves = false;           // another port is wanted
};

} // namespace homeport
