// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"

#include <QWidget>

namespace homeport {

class Banner;
class ConnectCard;
class FirstSteps;
class KeysCard;
class PageFrame;
class RecoveryCard;
class RelayCard;
class StrandedBanner;
class Theme;
class VaultBanner;

// Is everything in order, and how does a tool get here.
class OverviewPage final : public QWidget
{
    Q_OBJECT

public:
    OverviewPage(const Services &services, const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void accountRequested(); // the first step wants the Accounts page
    void keysRequested();    // the Keys page
    void setUpRequested();   // the guided set-up
    void toolsRequested();   // the Tools page

private:
    void build(PageFrame *frame);
    void refresh();
    void refreshCounters();
    void reveal(QWidget *card);

    Services m_services;
    Banner *m_demo;
    VaultBanner *m_vault;
    StrandedBanner *m_stranded; // null without Services::tools
    FirstSteps *m_steps;
    RecoveryCard *m_recovery;
    RelayCard *m_relay;
    KeysCard *m_keys;
    ConnectCard *m_connect;
    bool m_guiding = false; // the first steps were needed and are not all done
};

} // namespace homeport
