// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/overviewservice.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace homeport {

// Homeport in the desktop's tray: the relay's state, show or hide, quit.
class TrayIcon final : public QObject
{
    Q_OBJECT

public:
    explicit TrayIcon(OverviewService &overview); // outlives it

    void show() { m_icon.show(); }
    void setWindowVisible(bool visible);
    void explainOnce(); // the first time the window goes to the tray: where it went

Q_SIGNALS:
    void toggleRequested(); // show or hide the window
    void quitRequested();

private:
    void refresh();

    OverviewService &m_overview;
    QMenu m_menu;
    QSystemTrayIcon m_icon; // before the menu is gone
    QAction *m_state;
    QAction *m_toggle;
    bool m_explained = false;
};

} // namespace homeport
