// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/usagereport.h"
#include "ui/services/services.h"
#include "ui/usage/usageclock.h"

#include <QMenu>
#include <QObject>

namespace homeport {

struct Account;

// The menu of the tray icon: state, today's cost, the tightest quota, pause, the accounts, the window, quit. Asks the services only when it
// is about to be shown. GUI thread.
class TrayMenu final : public QObject
{
    Q_OBJECT

public:
    explicit TrayMenu(const Services &services, UsageClock clock = {}, QObject *parent = nullptr); // the services outlive it

    [[nodiscard]] QMenu &menu() { return m_menu; }
    void setWindowVisible(bool visible);

Q_SIGNALS:
    void toggleRequested(); // show or hide the window
    void accountsRequested();
    void quitRequested();
    void failed(const QString &text); // what was chosen could not be done; one sentence

private:
    void build();
    void refresh();
    void askCost();
    void showCost(const Result<UsageReport> &report);
    void showQuota();
    void showPause();
    void showAccounts();
    void addAccount(const Account &account);
    void pauseOrResume();
    void setPaused(qint64 id, bool paused);

    Services m_services;
    UsageClock m_clock;
    QMenu m_menu;
    QMenu *m_accounts;
    QAction *m_state;
    QAction *m_cost;
    QAction *m_quota;
    QAction *m_pause;
    QAction *m_toggle;
};

} // namespace homeport
